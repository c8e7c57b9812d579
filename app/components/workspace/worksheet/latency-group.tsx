import { msOf } from "#domain/worksheet/read-amount";
import { createStage, PERCENTILES } from "#domain/worksheet/worksheet.schema";
import { nameOf, say } from "#domain/worksheet/write-lines";
import {
  CalculatorHint,
  ChoiceCell,
  Group,
  NumberCell,
  type GroupProps,
  type ResultColumn,
} from "./cells";
import { RowList } from "./row-list";

const RESULTS: ResultColumn[] = [
  { id: "latency", label: "Total", unit: "ms", whenOpen: "needs every stage's milliseconds" },
];
const CHOICES = PERCENTILES.map((percentile) => [percentile, percentile] as const);

/** Milliseconds of each stage, their sum, and what is left of the target. */
export function LatencyGroup(props: GroupProps) {
  const { sheet, reckoning, onChange } = props;
  const total = reckoning.results.latency.value;
  return (
    <Group
      {...props}
      title="Latency budget"
      hint={
        <CalculatorHint topic="continuous-batching" calculates="the time to the first token">
          Milliseconds per stage for one request.
        </CalculatorHint>
      }
      results={RESULTS}
      after={<Target {...props} />}
    >
      <RowList
        noun="stage"
        rows={sheet.stages}
        onRows={(stages) => onChange({ stages })}
        create={createStage}
        example="Name this stage, e.g. retrieval"
        renderCells={(stage, index, change) => (
          <>
            <div className="grid grid-cols-[8rem_minmax(0,1fr)] items-center gap-3">
              <NumberCell
                label={`Milliseconds of stage ${index + 1}`}
                value={stage.ms}
                onValue={(ms) => change({ ms })}
                unit="ms"
                isLabelHidden
              />
              <ShareBar ms={msOf(stage.ms)} of={total} />
            </div>
            {msOf(stage.ms) !== null && nameOf(stage.label) === "" && (
              <p className="text-ink-soft text-small">
                Unnamed, it only counts toward the total. Name it to get its own line.
              </p>
            )}
          </>
        )}
      />
    </Group>
  );
}

function Target({ sheet, reckoning, onChange }: GroupProps) {
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <NumberCell
          label="Target"
          value={sheet.target}
          onValue={(target) => onChange({ target })}
          unit="ms"
        />
        <ChoiceCell
          label="At"
          value={sheet.percentile}
          choices={CHOICES}
          onValue={(percentile) => onChange({ percentile })}
        />
      </div>
      <p role="status" className="text-small">
        {describeLeft(reckoning.latencyLeft)}
      </p>
    </>
  );
}

function describeLeft(left: number | null): string {
  if (left === null) return "";
  return left >= 0 ? `${say(left)} ms under the target.` : `${say(-left)} ms over the target.`;
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
