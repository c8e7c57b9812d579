import type { CriterionView } from "~/lib/report/report-view";
import { verdictOf } from "~/lib/report/standing-view";
import { noteId, useSelection } from "./selection";
import { VerdictShape } from "./verdict-mark";

/** Leads to a criterion's note and opens it. */
export function CriterionLink(props: { criterion: CriterionView }) {
  const { chosen, choose } = useSelection();
  const { id, number, text } = props.criterion;
  return (
    <a
      href={`#${noteId(id)}`}
      onClick={() => {
        if (!chosen.includes(id)) choose([id]);
      }}
      className="text-ink grid grid-cols-[1.25rem_1.25rem_1fr] gap-2 rounded-sm no-underline hover:underline hover:underline-offset-4"
    >
      <span className="text-ink-soft text-fine leading-6 font-bold tabular-nums">{number}</span>
      <VerdictShape verdict={verdictOf(props.criterion)} className="mt-1 size-4.5" />
      <span className="text-pretty">{text}</span>
    </a>
  );
}
