import { TopicLinks } from "~/components/learn/topic-links";
import { VerdictMark } from "~/components/report/verdict-mark";
import { Callout } from "~/components/ui/callout";
import { sayParts } from "#domain/diagram/name-parts";
import type {
  DrilledCriterion,
  DrillOutcome,
  SelfMarkedCriterion,
} from "~/lib/report/drill-result-view";
import type { EarlierVerdict } from "#server/grades/get-drill-result";
import { UNREADABLE_WORDS } from "~/lib/report/result-words";

/** What a judge said of each criterion of a drill, with what was said of it before. */
export function DrillCriteria({ outcome }: { outcome: Extract<DrillOutcome, { kind: "judged" }> }) {
  const { criteria, isUnreadable, message } = outcome;
  const isEstimate = criteria.some((one) => one.isEstimate);
  return (
    <section aria-label="Result" className={isEstimate ? "pencil" : undefined}>
      {message !== null && (
        <Callout tone="warn" title={isUnreadable ? UNREADABLE_WORDS : "Too little to read"}>
          <p>{message}</p>
        </Callout>
      )}
      {isEstimate && !isUnreadable && (
        <p className="text-ink-soft max-w-prose">
          An estimate: no model has read this. A program looked for the ideas in your words.
        </p>
      )}
      {!isUnreadable && (
        <ul>
          {criteria.map((criterion) => (
            <li key={criterion.id} className="border-line border-b py-6">
              <Judged criterion={criterion} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Judged({ criterion }: { criterion: DrilledCriterion }) {
  const { verdict, isEstimate, quotes, parts, reasoning, advice, topics, decidedBy } = criterion;
  return (
    <article>
      <p className="flex flex-wrap items-center gap-x-6 gap-y-1">
        <VerdictMark verdict={verdict} isEstimate={isEstimate} className="text-xl" />
        {criterion.earlier !== null && <Before earlier={criterion.earlier} />}
      </p>
      <h2 className="mt-1 max-w-prose text-lg text-pretty">{criterion.text}</h2>
      {quotes.map((quote) => (
        <blockquote
          key={`${quote.section}.${quote.start}`}
          className="text-ink-soft border-mark text-body mt-3 max-w-prose border-l-2 pl-4 font-serif leading-normal wrap-anywhere"
        >
          “{quote.quote}”
        </blockquote>
      ))}
      {parts.length > 0 && (
        <p className="text-ink-soft mt-3">In the drawing: {sayParts(parts, parts.length)}</p>
      )}
      {reasoning !== "" && decidedBy !== "gate" && (
        <p className="mt-3 max-w-prose font-serif leading-normal italic">{reasoning}</p>
      )}
      {verdict !== "met" && verdict !== "cannot_assess" && advice !== "" && (
        <p className="mt-3 max-w-prose">
          <span className="text-mark font-semibold">Next: </span>
          {advice}
        </p>
      )}
      {topics.length > 0 && (
        <div className="mt-3">
          <TopicLinks topics={topics} />
        </div>
      )}
    </article>
  );
}

const BY_WORDS: Record<EarlierVerdict["by"], string> = {
  judge: "",
  reviewer: "by a reviewer",
  estimate: "an estimate",
};

function Before({ earlier }: { earlier: EarlierVerdict }) {
  return (
    <span className="text-ink-soft inline-flex flex-wrap items-center gap-x-1.5">
      before:
      <VerdictMark verdict={earlier.verdict} isEstimate={earlier.by === "estimate"} />
      {BY_WORDS[earlier.by] !== "" && `(${BY_WORDS[earlier.by]})`}
    </span>
  );
}

/** One's own marks, where there is no judge's. */
export function SelfMarkedCriteria(props: { criteria: SelfMarkedCriterion[] }) {
  return (
    <section aria-label="Your own marks">
      <p className="text-ink-soft max-w-prose">By your own marks. This isn’t a grade.</p>
      <ul>
        {props.criteria.map(({ id, text, verdict }) => (
          <li key={id} className="border-line border-b py-6">
            <VerdictMark verdict={verdict} className="text-xl" />
            <h2 className="mt-1 max-w-prose text-lg text-pretty">{text}</h2>
          </li>
        ))}
      </ul>
    </section>
  );
}
