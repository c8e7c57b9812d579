import { useRef } from "react";
import type { CriterionView, ExchangeView } from "~/lib/report/report-view";
import { CriterionLink } from "./criterion-link";
import { MarkedText } from "./marked-text";
import { exchangeAnchor } from "./selection";

/** What the interviewer asked about a section, what was replied, and what the reply won. */
export function Exchanges(props: {
  exchanges: readonly ExchangeView[];
  criteria: Map<string, CriterionView>;
}) {
  if (props.exchanges.length === 0) return null;
  return (
    <div className="mt-8 max-w-[68ch] print:mt-4">
      <h4 className="text-ink-soft mb-3 text-base font-semibold">The interviewer asked</h4>
      <ol className="space-y-6">
        {props.exchanges.map((exchange) => (
          <li
            key={exchange.turn}
            id={exchangeAnchor(exchange.turn)}
            className="scroll-mt-6 break-inside-avoid"
          >
            <ExchangeItem exchange={exchange} criteria={props.criteria} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function ExchangeItem(props: { exchange: ExchangeView; criteria: Map<string, CriterionView> }) {
  const { question, reply, isDeclined, isCarried, segments, criterionIds } = props.exchange;
  const textRef = useRef<HTMLDivElement>(null);
  const won = criterionIds.flatMap((id) => props.criteria.get(id) ?? []);
  return (
    <>
      <p className="font-semibold">{question}</p>
      {isCarried && (
        <p className="text-ink-soft text-small">Carried over from the earlier attempt</p>
      )}
      {isDeclined || reply.trim() === "" ? (
        <p className="text-ink-soft mt-1 font-serif italic">
          {isDeclined ? "Declined." : "No reply."}
        </p>
      ) : (
        <div className="border-line mt-1 border-l-2 pl-4">
          <MarkedText segments={segments} criteria={props.criteria} textRef={textRef} />
        </div>
      )}
      {won.length > 0 && (
        <div className="mt-2">
          <p className="text-ink-soft text-small">This reply counts for</p>
          <ul className="mt-1 space-y-1">
            {won.map((criterion) => (
              <li key={criterion.id}>
                <CriterionLink criterion={criterion} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
