import type { ReactNode } from "react";
import type { RatedCriterion } from "#server/reviews/get-rating";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import { VerdictShape } from "../report/verdict-mark";

/** What meets the criterion, what is half of it, and what only sounds like it. */
export function CriterionAnchors({ criterion }: { criterion: RatedCriterion }) {
  return (
    <ul className="mt-5 space-y-4">
      <Anchor verdict="met" title="This meets it">
        {criterion.pass}
      </Anchor>
      {criterion.partial !== null && (
        <Anchor verdict="partial" title="This partly meets it">
          {criterion.partial}
        </Anchor>
      )}
      <Anchor verdict="not_met" title="This doesn’t, though it may sound like it">
        {criterion.fail}
      </Anchor>
    </ul>
  );
}

function Anchor(props: { verdict: PersonVerdict; title: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3">
      <VerdictShape verdict={props.verdict} className="mt-0.5 size-5" />
      <div>
        <p className="text-ink-soft text-small font-semibold">{props.title}</p>
        <p className="text-body font-serif leading-relaxed wrap-anywhere">{props.children}</p>
      </div>
    </li>
  );
}
