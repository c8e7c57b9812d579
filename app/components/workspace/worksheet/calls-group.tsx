import { createCall } from "#domain/worksheet/worksheet.schema";
import { say } from "#domain/worksheet/write-lines";
import { Group, LabelCell, NumberCell, ResultLine, type GroupProps } from "./cells";
import { RowList } from "./row-list";

/** Tokens in and out → $ a request → $ a month, a row for each call of a model. */
export function CallsGroup(props: GroupProps) {
  const { sheet, reckoning, onChange } = props;
  return (
    <Group title="Model calls" hint="Each call that one request makes, with its tokens and prices.">
      <RowList
        noun="model call"
        rows={sheet.calls}
        onRows={(calls) => onChange({ calls })}
        create={createCall}
        renderHead={(call, index, change) => (
          <LabelCell
            label={`Name of model call ${index + 1}`}
            value={call.label}
            onValue={(label) => change({ label })}
            placeholder={index === 0 ? "draft the answer" : "what it does"}
          />
        )}
        renderCells={(call, _, change) => (
          <>
            <div className="grid grid-cols-[repeat(auto-fit,minmax(6.75rem,1fr))] gap-2">
              <NumberCell
                label="Tokens in"
                value={call.tokensIn}
                onValue={(tokensIn) => change({ tokensIn })}
                placeholder="1,500"
              />
              <NumberCell
                label="Tokens out"
                value={call.tokensOut}
                onValue={(tokensOut) => change({ tokensOut })}
                placeholder="300"
              />
              <NumberCell
                label="$ per M in"
                value={call.priceIn}
                onValue={(priceIn) => change({ priceIn })}
                before="$"
              />
              <NumberCell
                label="$ per M out"
                value={call.priceOut}
                onValue={(priceOut) => change({ priceOut })}
                before="$"
              />
              <NumberCell
                label="Times a request"
                value={call.perRequest}
                onValue={(perRequest) => change({ perRequest })}
                placeholder="1"
                unit="×"
              />
            </div>
            <RowCost cost={reckoning.calls.get(call.id) ?? null} unit="a request" />
          </>
        )}
      />
      <ResultLine
        {...props}
        id="perRequest"
        label="Model, per request"
        before="$"
        unit="a request"
        whenOpen="needs every row complete"
      />
      <ResultLine
        {...props}
        id="modelMonth"
        label="Model, a month of 30 days"
        before="$"
        unit="a month"
        whenOpen="needs the load and the cost per request"
      />
    </Group>
  );
}

/** What one row comes to; nothing while it is not complete. */
export function RowCost({ cost, unit }: { cost: number | null; unit: string }) {
  if (cost === null) return null;
  return (
    <p className="text-ink-soft text-small text-right tabular-nums">
      ${say(cost)} {unit}
    </p>
  );
}
