import { createCall } from "#domain/worksheet/worksheet.schema";
import {
  CalculatorHint,
  Group,
  NumberCells,
  RowCost,
  type GroupProps,
  type ResultColumn,
} from "./cells";
import { RowList } from "./row-list";

const COLUMNS = [
  { key: "tokensIn", label: "Tokens in", placeholder: "e.g. 1,500" },
  { key: "tokensOut", label: "Tokens out", placeholder: "e.g. 300" },
  { key: "priceIn", label: "$ per M in", before: "$" },
  { key: "priceOut", label: "$ per M out", before: "$" },
  { key: "perRequest", label: "Calls per request", placeholder: "1", unit: "×" },
] as const;

const RESULTS: ResultColumn[] = [
  {
    id: "perRequest",
    label: "Model, per request",
    before: "$",
    unit: "per request",
    whenOpen: "needs every row complete",
  },
  {
    id: "modelMonth",
    label: "Model, per 30-day month",
    before: "$",
    unit: "per month",
    whenOpen: "needs the load and the cost per request",
  },
];

/** Tokens in and out → $ a request → $ a month, a row for each call of a model. */
export function CallsGroup(props: GroupProps) {
  const { sheet, reckoning, onChange } = props;
  return (
    <Group
      {...props}
      title="Model calls"
      hint={
        <CalculatorHint topic="agents" calculates="cached tokens and retries">
          Each call that one request makes, with its tokens and prices.
        </CalculatorHint>
      }
      results={RESULTS}
    >
      <RowList
        noun="model call"
        rows={sheet.calls}
        onRows={(calls) => onChange({ calls })}
        create={createCall}
        example="Name, e.g. draft the answer"
        renderCells={(call, _, change) => (
          <>
            <NumberCells columns={COLUMNS} values={call} onChange={change} />
            <RowCost cost={reckoning.calls.get(call.id) ?? null} unit="per request" />
          </>
        )}
      />
    </Group>
  );
}
