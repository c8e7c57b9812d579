import { createInfraLine } from "#domain/worksheet/worksheet.schema";
import { say } from "#domain/worksheet/write-lines";
import { ChoiceCell, Group, NumberCells, RowCost } from "./cells";
import type { GroupProps, ResultColumn } from "./cells";
import { RowList } from "./row-list";

const COLUMNS = [
  { key: "count", label: "How many" },
  { key: "price", label: "Price of one", before: "$" },
] as const;

const PERIODS = [
  ["hour", "an hour"],
  ["month", "a month"],
] as const;

const RESULTS: ResultColumn[] = [
  {
    id: "infraMonth",
    label: "Infrastructure, a month of 30 days",
    before: "$",
    unit: "a month",
    whenOpen: "needs every line complete",
  },
  {
    id: "month",
    label: "The whole bill",
    before: "$",
    unit: "a month",
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
      hint="What runs whether a request comes or not."
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
                label="Price is for"
                value={line.period}
                choices={PERIODS}
                onValue={(period) => change({ period })}
              />
            </NumberCells>
            <RowCost cost={reckoning.infra.get(line.id) ?? null} unit="a month" />
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
      Over all requests of a month:{" "}
      <strong className="text-ink tabular-nums">${say(perRequest)}</strong> a request, everything in
      it.
    </p>
  );
}
