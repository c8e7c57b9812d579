import { useDeferredValue, useEffect, useMemo, useRef } from "react";
import { SECTION_IDS } from "#domain/problems/scale";
import { findContradictions } from "#domain/worksheet/find-bills";
import { reckon } from "#domain/worksheet/reckon";
import {
  createWorksheet,
  parseWorksheet,
  toWorksheetText,
} from "#domain/worksheet/worksheet.schema";
import type { Worksheet } from "#domain/worksheet/worksheet.schema";
import { writeLines } from "#domain/worksheet/write-lines";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { CallsGroup } from "./calls-group";
import { InfraGroup } from "./infra-group";
import { LatencyGroup } from "./latency-group";
import { TextFigures } from "./text-figures";
import { TrafficGroup } from "./traffic-group";
import { WorksheetConflict } from "./worksheet-conflict";
import type { WorksheetSlotProps } from "./worksheet-slot";

/** The sheet itself: four groups of cells, and what the grader will read of them. */
export default function WorksheetSheet(props: WorksheetSlotProps & { onOpened?: () => void }) {
  const { text, onText } = props;
  const tellOpened = useRef(props.onOpened);
  useEffect(() => tellOpened.current?.(), []);
  const sheet = useMemo(() => parseWorksheet(text), [text]);
  const reckoning = useMemo(() => (sheet === null ? null : reckon(sheet)), [sheet]);
  const costText = useDeferredValue(props.answers[SECTION_IDS.indexOf("latency_cost")] ?? "");
  const contradictions = useMemo(
    () => (reckoning === null ? [] : findContradictions(costText, reckoning)),
    [costText, reckoning],
  );
  if (sheet === null || reckoning === null)
    return <UnreadableSheet onStartAnew={() => onText(toWorksheetText(createWorksheet()))} />;
  const change = (changes: Partial<Worksheet>) => onText(toWorksheetText({ ...sheet, ...changes }));
  const group = { sheet, reckoning, contradictions, onChange: change };
  return (
    <div className="border-line flex flex-col gap-6 border-t px-4 pt-4 pb-5">
      {props.otherText !== null && (
        <WorksheetConflict mine={text} other={props.otherText} onResolve={props.onResolve} />
      )}
      <fieldset disabled={props.isReadOnly} className="flex min-w-0 flex-col gap-6">
        <legend className="sr-only">Worksheet</legend>
        <TextFigures answers={props.answers} sheet={sheet} text={text} onText={onText} />
        <TrafficGroup {...group} />
        <CallsGroup {...group} />
        <InfraGroup {...group} />
        <LatencyGroup {...group} />
      </fieldset>
      <GraderLines lines={writeLines(sheet)} />
    </div>
  );
}

function GraderLines({ lines }: { lines: string[] }) {
  return (
    <div className="bg-sunken rounded-md px-4 py-3">
      <h4 className="font-semibold">What the grader reads from it</h4>
      {lines.length === 0 ? (
        <p className="text-ink-soft text-small">
          Nothing yet. A line appears once all its numbers are filled in.
        </p>
      ) : (
        <ul className="mt-1 flex list-disc flex-col gap-0.5 pl-5 font-serif">
          {lines.map((line, index) => (
            <li key={`${index} ${line}`} className="break-words">
              {line}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function UnreadableSheet({ onStartAnew }: { onStartAnew: () => void }) {
  return (
    <div className="p-4">
      <Callout tone="danger" role="alert" title="This worksheet can't be read.">
        <p>Another version of this page wrote it. Reload, or start a new sheet.</p>
        <Button size="sm" className="mt-2" onClick={onStartAnew}>
          Start a new sheet
        </Button>
      </Callout>
    </div>
  );
}
