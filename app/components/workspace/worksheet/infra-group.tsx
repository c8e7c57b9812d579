import { createInfraLine } from "#domain/worksheet/worksheet.schema";
import { sayDollars } from "#domain/worksheet/write-lines";
import { CalculatorHint, ChoiceCell, Group, NumberCells, RowCost } from "./cells";
import type { GroupProps, ResultColumn } from "./cells";
import { RowList } from "./row-list";

const COLUMNS = [
  { key: "count", label: "How many" },
  { key: "price", label: "Unit price", before: "$" },
] as const;

const PERIODS = [
  ["hour", "per hour"],
  ["month", "per month"],
] as const;

const RESULTS: ResultColumn[] = [
  {
    id: "infraMonth",
    label: "Infrastructure, per 30-day month",
    before: "$",
    unit: "per month",
    whenOpen: "needs every line complete",
  },
  {
    id: "month",
    label: "Total bill",
    before: "$",
    unit: "per month",
    whenOpen: "needs the parts above",
  },
];

/** GPUs, stores and the rest, a line each; then the whole bill. */
export function InfraGroup(props: GroupProps) {
  const { sheet, reckoning, onChange } = props;
  return (
    <Group
      {...props}
      title="GPUs and infrastructure"
      hint={
        <CalculatorHint topic="kv-cache" calculates="GPU memory">
          What runs even when no requests come in.
        </CalculatorHint>
      }
      results={RESULTS}
      after={<AllIn perRequest={reckoning.allInPerRequest} />}
    >
      <RowList
        noun="line"
        rows={sheet.infra}
        onRows={(infra) => onChange({ infra })}
        create={createInfraLine}
        example="Name, e.g. GPUs, 80 GB"
        renderCells={(line, _, change) => (
          <>
            <NumberCells columns={COLUMNS} values={line} onChange={change}>
              <ChoiceCell
                label="Price is"
                value={line.period}
                choices={PERIODS}
                onValue={(period) => change({ period })}
              />
            </NumberCells>
            <RowCost cost={reckoning.infra.get(line.id) ?? null} unit="per month" />
          </>
        )}
      />
    </Group>
  );
}

function AllIn({ perRequest }: { perRequest: number | null }) {
  if (perRequest === null) return null;
  return (
    <p className="text-ink-soft text-small">
      Averaged over a month’s requests:{" "}
      <strong className="text-ink tabular-nums">${sayDollars(perRequest)}</strong> per request, all
      costs included.
    </p>
  );
}
