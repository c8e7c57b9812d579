import { useId } from "react";
import { createInfraLine, PRICE_PERIODS } from "#domain/worksheet/worksheet.schema";
import { say } from "#domain/worksheet/write-lines";
import { RowCost } from "./calls-group";
import { Group, LABEL, LabelCell, NumberCell, ResultLine, type GroupProps } from "./cells";
import { RowList } from "./row-list";

type Period = (typeof PRICE_PERIODS)[number];

/** GPUs, stores and the rest, a line each; then the whole bill. */
export function InfraGroup(props: GroupProps) {
  const { sheet, reckoning, onChange } = props;
  return (
    <Group title="GPUs and infrastructure" hint="What runs whether a request comes or not.">
      <RowList
        noun="line"
        rows={sheet.infra}
        onRows={(infra) => onChange({ infra })}
        create={createInfraLine}
        renderHead={(line, index, change) => (
          <LabelCell
            label={`Name of line ${index + 1}`}
            value={line.label}
            onValue={(label) => change({ label })}
            placeholder={index === 0 ? "GPUs, 80 GB" : "what it is"}
          />
        )}
        renderCells={(line, _, change) => (
          <>
            <div className="grid grid-cols-[repeat(auto-fit,minmax(6.75rem,1fr))] gap-2">
              <NumberCell
                label="How many"
                value={line.count}
                onValue={(count) => change({ count })}
              />
              <NumberCell
                label="Price of one"
                value={line.price}
                onValue={(price) => change({ price })}
                before="$"
              />
              <PeriodCell value={line.period} onValue={(period) => change({ period })} />
            </div>
            <RowCost cost={reckoning.infra.get(line.id) ?? null} unit="a month" />
          </>
        )}
      />
      <ResultLine
        {...props}
        id="infraMonth"
        label="Infrastructure, a month of 30 days"
        before="$"
        unit="a month"
        whenOpen="needs every line complete"
      />
      <ResultLine
        {...props}
        id="month"
        label="The whole bill"
        before="$"
        unit="a month"
        whenOpen="needs the parts above"
      />
      {reckoning.allInPerRequest !== null && (
        <p className="text-ink-soft text-small">
          Over all requests of a month:{" "}
          <strong className="text-ink tabular-nums">${say(reckoning.allInPerRequest)}</strong> a
          request, everything in it.
        </p>
      )}
    </Group>
  );
}

function PeriodCell(props: { value: Period; onValue: (period: Period) => void }) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col justify-end gap-0.5">
      <label htmlFor={id} className={LABEL}>
        Price is for
      </label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => {
          const period = PRICE_PERIODS.find((known) => known === event.target.value);
          if (period) props.onValue(period);
        }}
        className="bg-surface border-line-strong min-h-9 w-full rounded-md border px-2"
      >
        <option value="hour">an hour</option>
        <option value="month">a month</option>
      </select>
    </div>
  );
}
