import { VerdictMark } from "~/components/report/verdict-mark";
import { Section } from "~/components/ui/section";
import type { ComparedExchange, FollowUpsView } from "~/lib/compare/comparison-view";

/** What the interviewer asked in each attempt, what was replied, and what the reply won. */
export function ComparedFollowUps({ followUps }: { followUps: FollowUpsView[] }) {
  if (followUps.length === 0) return null;
  return (
    <Section title="What the interviewer asked" size="2xl" isRuled className="mt-12">
      <div className="space-y-10">
        {followUps.map(({ section, title, before, after }) => (
          <Section key={section} title={`About ${title}`} level={3} size="lg">
            <div className="grid gap-x-12 gap-y-6 md:grid-cols-2">
              <Side title="Earlier" exchanges={before} />
              <Side title="Later" exchanges={after} />
            </div>
          </Section>
        ))}
      </div>
    </Section>
  );
}

function Side(props: { title: string; exchanges: readonly ComparedExchange[] }) {
  return (
    <div role="group" aria-label={props.title} className="min-w-0">
      <h4 className="text-ink-soft mb-2 font-semibold">{props.title}</h4>
      {props.exchanges.length === 0 && (
        <p className="text-ink-soft">No follow-up about this section.</p>
      )}
      <ol className="space-y-6 empty:hidden">
        {props.exchanges.map((exchange) => (
          <li key={exchange.turn} className="break-inside-avoid">
            <ExchangeItem exchange={exchange} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function ExchangeItem({ exchange }: { exchange: ComparedExchange }) {
  const { question, reply, isDeclined, isCarried, won } = exchange;
  return (
    <>
      <p className="font-semibold">{question}</p>
      {isCarried && <p className="text-ink-soft text-small">Carried over</p>}
      {reply === "" ? (
        <p className="text-ink-soft mt-1 font-serif italic">
          {isDeclined ? "Declined." : "No reply."}
        </p>
      ) : (
        <p className="border-line mt-1 border-l-2 pl-4 font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap">
          {reply}
        </p>
      )}
      {won.length > 0 && (
        <>
          <p className="text-ink-soft text-small mt-2">This reply counts for</p>
          <ul className="mt-1 space-y-1">
            {won.map(({ id, text, verdict, isEstimate }) => (
              <li key={id} className="flex flex-wrap items-baseline gap-x-2">
                <VerdictMark verdict={verdict} isEstimate={isEstimate} />
                <span className="min-w-0 flex-1 basis-60 text-pretty">{text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
