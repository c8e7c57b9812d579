import type { AuditLine } from "#server/audit/list-audit";
import type { NamedSubject } from "#server/audit/name-subjects";
import { LocalTime } from "~/components/ui/local-time";
import { TextLink } from "~/components/ui/text-link";
import { toActionTitle, toDetailName, toDetailValue } from "~/lib/audit-words";

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** One line of the log: when, who, what, to what, and the facts that were kept with it. */
export function AuditEntry(props: { line: AuditLine; subjects: Record<string, NamedSubject> }) {
  const { line, subjects } = props;
  const facts = Object.entries(line.detail);
  return (
    <li className="border-line grid gap-x-6 gap-y-1 border-t py-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <LocalTime iso={line.at} className="text-ink-soft tabular-nums" />
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <TextLink
            to={`/admin/audit?${new URLSearchParams({ action: line.action })}`}
            look="title"
            className="font-semibold"
          >
            {toActionTitle(line.action)}
          </TextLink>{" "}
          {!isByNobody(line) && (
            <>
              <span className="text-ink-soft">by</span> <Actor actor={line.actor} />
            </>
          )}
          {line.subjectId !== line.actor?.id && (
            <>
              {" "}
              <span className="text-ink-soft">on</span>{" "}
              <Subject id={line.subjectId} subject={subjects[line.subjectId]} />
            </>
          )}
        </p>
        {facts.length > 0 && (
          <dl className="text-ink-soft text-small mt-0.5 flex flex-wrap gap-x-5">
            {facts.map(([key, value]) => (
              <div key={key} className="min-w-0 wrap-anywhere">
                <dt className="inline">{toDetailName(key)}</dt>{" "}
                <dd className="text-ink inline">
                  {typeof value === "string" && UUID.test(value) ? (
                    <Subject id={value} subject={subjects[value]} />
                  ) : (
                    toDetailValue(value)
                  )}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}

/** Who failed to sign in is not known, and was not the system. */
function isByNobody({ actor, action }: AuditLine): boolean {
  return actor === null && action.startsWith("account.sign_in_");
}

function Actor({ actor }: { actor: AuditLine["actor"] }) {
  if (actor === null) return <span className="italic">the system</span>;
  return (
    <TextLink
      to={`/admin/audit?${new URLSearchParams({ actor: actor.email })}`}
      title={actor.email}
    >
      {actor.name}
    </TextLink>
  );
}

function Subject(props: { id: string; subject: NamedSubject | undefined }) {
  const { id, subject } = props;
  const only = `/admin/audit?${new URLSearchParams({ subject: id })}`;
  if (subject?.kind === "attempt") {
    return (
      <>
        <TextLink to={`/attempts/${subject.attemptId}/report`}>
          an attempt at {subject.slug}
        </TextLink>{" "}
        <TextLink to={only} title={id}>
          {shorten(id)}
        </TextLink>
      </>
    );
  }
  return (
    <TextLink to={only} title={id}>
      {subject?.kind === "person" && subject.name}
      {subject?.kind === "problem" && subject.slug}
      {subject?.kind === "invitation" && sayInvitation(id, subject.email)}
      {subject === undefined && shorten(id)}
    </TextLink>
  );
}

/** An address of somebody who has deleted their account is gone here too. */
function sayInvitation(id: string, email: string | null): string {
  return `the invitation ${email === null ? shorten(id) : `for ${email}`}`;
}

/** Enough of an id to tell it from its neighbours; the whole of it is in the link. */
function shorten(id: string): string {
  return UUID.test(id) ? id.slice(0, 8) : id;
}
