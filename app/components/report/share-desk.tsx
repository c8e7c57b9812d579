import { Form, useNavigation } from "@remix-run/react";
import type { useFetcher } from "@remix-run/react";
import type { SharePage, ShareLink } from "#server/grades/list-share-links";
import type { Reach } from "#server/net/reach-of";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Checkbox } from "../ui/checkbox";
import { CopyButton } from "../ui/copy-button";
import { Field } from "../ui/field";
import { LocalTime } from "../ui/local-time";
import { Section } from "../ui/section";
import { Select } from "../ui/select";

/** What came of a form: the new link, which can be read this once, or why there is none. */
export type ShareReply = { made: { url: string; expiresAt: string } | null; error: string | null };

const DAYS = [1, 7, 14, 30, 90];
const USUAL_DAYS = 14;

const STATE_WORDS: Record<ShareLink["state"], string> = {
  working: "works until",
  expired: "expired",
  revoked: "revoked; would have expired",
};

/** Makes, lists and revokes the links to a report: in the report's dialog, and as a page. */
export function ShareDesk(props: {
  page: SharePage & { reach: Reach };
  reply: ShareReply | null;
  /** The dialog's: its forms don't leave the report. */
  fetcher?: ReturnType<typeof useFetcher<ShareReply>>;
}) {
  const { page, reply } = props;
  const ShareForm = props.fetcher?.Form ?? Form;
  const navigation = useNavigation();
  const isPending = (props.fetcher ?? navigation).state !== "idle";
  const action = `/attempts/${page.attemptId}/share`;
  if (!page.canShare) return <p>There is no report to share yet.</p>;
  return (
    <div className="flex flex-col gap-6">
      {reply?.error && (
        <Callout tone="danger" role="alert" title="That didn’t work">
          {reply.error}
        </Callout>
      )}
      {reply?.made && <NewLink made={reply.made} />}
      <ShareForm method="post" action={action} className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="create" />
        {page.reach !== "anywhere" && (
          <p>
            Only {page.reach === "machine" ? "this computer" : "your own network"} can open the
            link. To show the report to anyone else, use <em>Print</em> (also to a PDF) or{" "}
            <em>Markdown</em> in the report.
          </p>
        )}
        <p className="text-ink-soft">
          Anyone {page.reach === "anywhere" ? "" : "there "}with the link can read the report and
          see the drawing without an account. Challenges, reviewers’ comments and late work aren’t
          shown.
        </p>
        <Field label="The link expires after">
          <Select name="days" defaultValue={String(USUAL_DAYS)}>
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {days === 1 ? "1 day" : `${days} days`}
              </option>
            ))}
          </Select>
        </Field>
        <Checkbox
          name="showsName"
          value="true"
          label="Show my name"
          hint="Otherwise the page doesn’t say whose report it is."
        />
        <Checkbox
          name="showsScore"
          value="true"
          label="Show the score in previews"
          hint="Chats and other sites show a link with the problem’s title. Otherwise nobody sees the score there before opening the report."
        />
        <Button type="submit" variant="primary" isPending={isPending} className="self-start">
          Create a link
        </Button>
      </ShareForm>
      {page.links.length > 0 && (
        <Section title="Links to this report" level={3} size="sm">
          <ul className="border-line border-b">
            {page.links.map((link) => (
              <li
                key={link.id}
                className="border-line flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t py-2"
              >
                <span className={link.state === "working" ? undefined : "text-ink-soft"}>
                  Created <LocalTime iso={link.createdAt} />, {STATE_WORDS[link.state]}{" "}
                  <LocalTime iso={link.expiresAt} detail="date" />,{" "}
                  {link.showsName ? "with your name" : "without a name"}
                  {link.showsScore && ", score in previews"}
                </span>
                {link.state === "working" && (
                  <ShareForm method="post" action={action}>
                    <input type="hidden" name="intent" value="revoke" />
                    <input type="hidden" name="linkId" value={link.id} />
                    <Button type="submit" size="sm" isPending={isPending}>
                      Revoke
                    </Button>
                  </ShareForm>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function NewLink({ made }: { made: NonNullable<ShareReply["made"]> }) {
  return (
    <Callout tone="ok" role="status" title="Here is the link">
      <p className="my-2 flex items-start gap-2">
        <code className="bg-surface border-line text-small min-w-0 rounded-sm border px-2 py-1 break-all">
          {made.url}
        </code>
        <CopyButton text={made.url} />
      </p>
      <p>
        Copy it now: it is shown only once. It works until{" "}
        <LocalTime iso={made.expiresAt} detail="date" />.
      </p>
    </Callout>
  );
}
