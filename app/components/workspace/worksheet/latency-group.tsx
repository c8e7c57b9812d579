import { useId } from "react";
import { valueOf } from "#domain/worksheet/read-amount";
import { createStage, PERCENTILES } from "#domain/worksheet/worksheet.schema";
import { say } from "#domain/worksheet/write-lines";
import { Group, LABEL, LabelCell, NumberCell, ResultLine, type GroupProps } from "./cells";
import { RowList } from "./row-list";

/** Milliseconds of each stage, their sum, and what is left of the target. */
export function LatencyGroup(props: GroupProps) {
  const { sheet, reckoning, onChange } = props;
  const total = reckoning.results.latency.value;
  return (
    <Group title="Latency budget" hint="Milliseconds of each stage on the way of one request.">
      <RowList
        noun="stage"
        rows={sheet.stages}
        onRows={(stages) => onChange({ stages })}
        create={createStage}
        renderHead={(stage, index, change) => (
          <LabelCell
            label={`Name of stage ${index + 1}`}
            value={stage.label}
            onValue={(label) => change({ label })}
            placeholder={["retrieval", "first token", "the rest"][index] ?? "stage"}
          />
        )}
        renderCells={(stage, index, change) => (
          <div className="grid grid-cols-[8rem_minmax(0,1fr)] items-center gap-3">
            <NumberCell
              label={`Milliseconds of stage ${index + 1}`}
              value={stage.ms}
              onValue={(ms) => change({ ms })}
              unit="ms"
              isLabelHidden
            />
            <ShareBar ms={valueOf(stage.ms)} of={total} />
          </div>
        )}
      />
      <ResultLine
        {...props}
        id="latency"
        label="In all"
        unit="ms"
        whenOpen="needs every stage's milliseconds"
      />
      <div className="grid grid-cols-2 gap-3">
        <NumberCell
          label="Target"
          value={sheet.target}
          onValue={(target) => onChange({ target })}
          unit="ms"
        />
        <PercentileCell
          value={sheet.percentile}
          onValue={(percentile) => onChange({ percentile })}
        />
      </div>
      <p role="status" className="text-small">
        {describeLeft(reckoning.latencyLeft)}
      </p>
    </Group>
  );
}

function describeLeft(left: number | null): string {
  if (left === null) return "";
  return left >= 0 ? `${say(left)} ms left of the target.` : `${say(-left)} ms over the target.`;
}

/** How much of the whole a stage takes: a plain bar, for the eye only. */
function ShareBar({ ms, of }: { ms: number | null; of: number | null }) {
  if (ms === null || of === null || of === 0) return null;
  const percent = Math.min(100, (100 * ms) / of);
  return (
    <div aria-hidden className="bg-sunken h-1.5 overflow-hidden rounded-full">
      <div className="bg-accent h-full rounded-full" style={{ width: `${percent}%` }} />
    </div>
  );
}

function PercentileCell(props: {
  value: (typeof PERCENTILES)[number];
  onValue: (percentile: (typeof PERCENTILES)[number]) => void;
}) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col justify-end gap-0.5">
      <label htmlFor={id} className={LABEL}>
        At
      </label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => {
          const percentile = PERCENTILES.find((known) => known === event.target.value);
          if (percentile) props.onValue(percentile);
        }}
        className="bg-surface border-line-strong min-h-9 w-full rounded-md border px-2"
      >
        {PERCENTILES.map((percentile) => (
          <option key={percentile}>{percentile}</option>
        ))}
      </select>
    </div>
  );
}
