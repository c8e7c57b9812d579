import type { ReactNode } from "react";
import type { JudgeSettings } from "#server/judges/describe-judge";
import { Callout } from "~/components/ui/callout";
import { formatCost, formatDuration } from "~/lib/report/format";

/** What the settings say about the judge. */
export function JudgeFacts({ judge }: { judge: JudgeSettings }) {
  if (judge.kind === "offline") {
    return (
      <>
        <Callout tone="warn" title="The offline judge estimates.">
          <p>No model is connected. Every page that shows a grade says so.</p>
        </Callout>
        <Facts>
          <Fact name="Mode">{judge.mode}</Fact>
          <Fact name="Cost">nothing</Fact>
        </Facts>
      </>
    );
  }
  const hasCap = judge.maxUsdPerGrade !== null || judge.maxUsdPerDay !== null;
  return (
    <>
      {hasCap && !judge.isPriceKnown && (
        <Callout tone="warn" title="The bounds on spending hold nothing.">
          <p>The price of this model is not known, so what it costs can’t be counted.</p>
        </Callout>
      )}
      <Facts>
        <Fact name="Model">{judge.model}</Fact>
        <Fact name="Server">{judge.address}</Fact>
        <Fact name="Key">{judge.hasKey ? "set" : "none"}</Fact>
        <Fact name="Mode">
          {judge.mode}
          {judge.mode === "thorough" ? ", one call a criterion" : ", at most five criteria a call"}
        </Fact>
        <Fact name="Shape of replies">{judge.schemaMode}</Fact>
        <Fact name="Longest call">{formatDuration(judge.timeoutMs)}</Fact>
        <Fact name="Price">{judge.isPriceKnown ? "known" : "unknown, and shown as unknown"}</Fact>
        <Fact name="Most for one grade">{sayBound(judge.maxUsdPerGrade)}</Fact>
        <Fact name="Most for a day">{sayBound(judge.maxUsdPerDay)}</Fact>
      </Facts>
    </>
  );
}

function sayBound(usd: number | null): string {
  return usd === null ? "no bound" : formatCost(usd);
}

function Facts(props: { children: ReactNode }) {
  return (
    <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 first:mt-0">
      {props.children}
    </dl>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{props.name}</dt>
      <dd className="wrap-anywhere">{props.children}</dd>
    </>
  );
}
