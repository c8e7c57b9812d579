import type { AttemptCard } from "#server/attempts/list-attempts";
import { LEVEL_TITLES, LENS_TITLES, SECTION_TITLES } from "#domain/problems/scale";
import { Badge } from "~/components/ui/badge";
import { LocalTime } from "~/components/ui/local-time";
import { ResultFigure } from "~/components/ui/result-figure";
import { TextLink } from "~/components/ui/text-link";
import { toAttemptPath, toAttemptState } from "~/lib/attempt-words";

/** One attempt: what, when, how it stands, and the one thing to do with it. */
export function AttemptRow(props: {
  attempt: AttemptCard;
  /** Another one on the problem was handed in too. */
  isComparable: boolean;
  /** When its grade can be asked for, where that isn't now; ISO 8601. */
  askFrom: string | null;
}) {
  const { attempt, isComparable, askFrom } = props;
  const state = toAttemptState(attempt);
  const isGraded = state.tone === "ok";
  return (
    <li className="border-line relative grid gap-x-8 gap-y-2 border-t py-5 sm:grid-cols-[1fr_auto] sm:items-center">
      <div className="min-w-0">
        <h2 className="text-xl leading-snug font-bold">
          {/* The link's press reaches over the whole row. */}
          <TextLink
            to={toAttemptPath(attempt)}
            prefetch="intent"
            look="title"
            className="after:absolute after:inset-0"
          >
            {attempt.title}
          </TextLink>
        </h2>
        <p className="text-ink-soft mt-1 flex flex-wrap gap-x-4">
          <LocalTime iso={attempt.submittedAt ?? attempt.startedAt} />
          <span>{LEVEL_TITLES[attempt.level]}</span>
          <span>{LENS_TITLES[attempt.lens]}</span>
          {attempt.kind === "retry" && attempt.focusSection !== null && (
            <span>Retry of {SECTION_TITLES[attempt.focusSection]}</span>
          )}
          {attempt.isPractice && <span>Practice</span>}
          {attempt.brief === "interview" && <span>Interview brief</span>}
          {isComparable && (
            <TextLink to={`/attempts/${attempt.id}/compare`} className="relative">
              Compare<span className="sr-only"> with another attempt</span>
            </TextLink>
          )}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 sm:flex-col sm:items-end">
        {isGraded && attempt.result !== null ? (
          <p className="text-ink-soft">
            <ResultFigure result={attempt.result} judged={attempt.judged} />
          </p>
        ) : (
          <Badge tone={state.tone}>{state.text}</Badge>
        )}
        <span aria-hidden className="text-accent font-semibold">
          {state.action}
        </span>
        {askFrom !== null && (
          <span className="text-ink-soft text-small">
            ask from <LocalTime iso={askFrom} />
          </span>
        )}
        {attempt.status === "in_progress" && attempt.deadlineAt !== null && (
          <span className="text-ink-soft text-small">
            until <LocalTime iso={attempt.deadlineAt} detail="time" />
          </span>
        )}
      </div>
    </li>
  );
}
