import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { VerdictMark } from "~/components/report/verdict-mark";
import { Section } from "~/components/ui/section";
import { SECTION_TITLES } from "#domain/problems/scale";
import type { ComparisonView } from "~/lib/compare/comparison-view";
import type {
  CriteriaCompared,
  MovedCriterion,
  MovingEdit,
  MovingReply,
} from "~/lib/compare/moved-criteria";
import { LEFT_OUT_WORDS, sayChangeWhole } from "~/lib/compare/words";
import { DiffRuns } from "./diff-runs";

const WAYS = ["won", "lost", "unclear"] as const satisfies MovedCriterion["way"][];
const WAY_TITLES: Record<MovedCriterion["way"], string> = {
  won: "Won",
  lost: "Lost",
  unclear: "Couldn’t tell in one of them",
};
const FOUND_TITLES: typeof WAY_TITLES = {
  ...WAY_TITLES,
  won: "Found now",
  lost: "No longer found",
};

/** Each criterion whose verdict changed, with the edit that its evidence lies in. */
export function ComparedCriteria({ view }: { view: ComparisonView }) {
  const { criteria, drawing } = view;
  if (criteria === null) return null;
  const { moved, steadyCount, leftOut, isEstimate } = criteria;
  return (
    <Section
      title={isEstimate ? "Ideas that came and went" : "Criteria that changed"}
      size="2xl"
      isRuled
      className={isEstimate ? "pencil mt-12" : "mt-12"}
      intro={`${sayMoved(moved.length, steadyCount)} ${saySplit(moved)}`.trim()}
    >
      <div className="space-y-8">
        {WAYS.map((way) => {
          const group = moved.filter((one) => one.way === way);
          if (group.length === 0) return null;
          const title = (isEstimate ? FOUND_TITLES : WAY_TITLES)[way];
          return (
            <Section key={way} title={`${title} (${group.length})`} level={3} size="lg">
              <ul>
                {group.map((criterion) => (
                  <li key={criterion.id} className="border-line border-t py-5">
                    <Moved criterion={criterion} isEstimate={isEstimate} drawing={drawing} />
                  </li>
                ))}
              </ul>
            </Section>
          );
        })}
      </div>
      <NotCompared leftOut={leftOut} />
    </Section>
  );
}

function sayMoved(moved: number, steady: number): string {
  if (moved === 0) return `No verdict changed: all ${steady} are the same.`;
  return `${moved} of ${moved + steady} verdicts changed.`;
}

/** What the candidate changed, and what was only judged otherwise. */
function saySplit(moved: readonly MovedCriterion[]): string {
  const same = moved.filter(isOnSameWords);
  if (same.length === 0) return "";
  const edited = moved.length - same.length;
  return `${edited} by an edit, a reply or a reviewer (${sayWays(moved.filter((one) => !isOnSameWords(one)))}); ${same.length} where no edit touches the evidence (${sayWays(same)}): there the judge decided differently.`;
}

function sayWays(moved: readonly MovedCriterion[]): string {
  const count = (way: MovedCriterion["way"]) => moved.filter((one) => one.way === way).length;
  const unclear = count("unclear");
  return `${count("won")} won, ${count("lost")} lost${unclear > 0 ? `, ${unclear} unclear` : ""}`;
}

function isOnSameWords(criterion: MovedCriterion): boolean {
  return criterion.edit.kind === "none" && criterion.reply === null && !hasReviewer(criterion);
}

function Moved(props: {
  criterion: MovedCriterion;
  isEstimate: boolean;
  drawing: ComparisonView["drawing"];
}) {
  const { criterion, isEstimate, drawing } = props;
  const { before, after, edit, reply, section, text } = criterion;
  return (
    <article>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="sr-only">before: </span>
        <VerdictMark verdict={before.verdict} isEstimate={isEstimate} className="text-ink-soft" />
        <Reviewers isTheirs={before.isReviewers} />
        <ArrowRight aria-hidden className="text-ink-soft size-5" />
        <span className="sr-only">now: </span>
        <VerdictMark verdict={after.verdict} isEstimate={isEstimate} className="text-lg" />
        <Reviewers isTheirs={after.isReviewers} />
        <span className="text-ink-soft sm:ml-auto">{SECTION_TITLES[section]}</span>
      </p>
      <h4 className="mt-1.5 max-w-prose text-lg text-pretty">{text}</h4>
      {reply !== null && <MovingWords reply={reply} />}
      {(reply === null || edit.kind !== "none") && (
        <Edit edit={edit} drawing={drawing} isSame={hasReviewer(criterion)} />
      )}
    </article>
  );
}

function hasReviewer({ before, after }: MovedCriterion): boolean {
  return before.isReviewers || after.isReviewers;
}

function Reviewers({ isTheirs }: { isTheirs: boolean }) {
  return isTheirs ? <span className="text-ink-soft text-small">by a reviewer</span> : null;
}

function Edit(props: {
  edit: MovingEdit;
  drawing: ComparisonView["drawing"];
  /** A reviewer gave one of the verdicts, which needs no edit. */
  isSame: boolean;
}) {
  const { edit, drawing } = props;
  switch (edit.kind) {
    case "text":
      return (
        <Moving title={`The edit, in ${SECTION_TITLES[edit.section]}`}>
          <DiffRuns runs={edit.runs} />
        </Moving>
      );
    case "drawing":
      return (
        <Moving title="The edit, in the drawing">
          <ul>
            {drawing.changes
              .filter(({ id }) => edit.changes.includes(id))
              .map((change) => (
                <li key={change.id}>{sayChangeWhole(change)}</li>
              ))}
          </ul>
        </Moving>
      );
    case "untold":
      return (
        <p className="text-ink-soft mt-2 max-w-prose">
          {SECTION_TITLES[edit.section]} changed too much to point to one edit.
        </p>
      );
    case "none":
      return (
        <p className="text-ink-soft mt-2 max-w-prose">
          No edit touches its evidence.{" "}
          {props.isSame
            ? "A reviewer’s verdict made the difference."
            : "A judge may decide differently on the same words."}
        </p>
      );
  }
}

const REPLY_TITLES: Record<MovingReply["side"], string> = {
  before: "A reply that only the earlier attempt has, about",
  after: "A reply to the interviewer, about",
};

function MovingWords({ reply }: { reply: MovingReply }) {
  return (
    <Moving title={`${REPLY_TITLES[reply.side]} ${SECTION_TITLES[reply.section]}`}>
      <p className="text-ink-soft text-small">{reply.question}</p>
      <blockquote className="mt-1 font-serif leading-relaxed wrap-anywhere">
        “{reply.quote}”
      </blockquote>
    </Moving>
  );
}

function Moving(props: { title: string; children: ReactNode }) {
  return (
    <figure className="border-line-strong mt-3 max-w-prose border-l-2 pl-4">
      <figcaption className="text-ink-soft text-small mb-1">{props.title}</figcaption>
      {props.children}
    </figure>
  );
}

function NotCompared({ leftOut }: { leftOut: CriteriaCompared["leftOut"] }) {
  if (leftOut.length === 0) return null;
  return (
    <details className="mt-8">
      <summary className="w-fit rounded-sm font-semibold">Not compared ({leftOut.length})</summary>
      <ul className="mt-3 max-w-prose space-y-2">
        {leftOut.map(({ id, text, why }) => (
          <li key={`${id}.${why}`}>
            {text} <span className="text-ink-soft">({LEFT_OUT_WORDS[why]})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
