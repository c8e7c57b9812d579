import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { MAX_ROWS } from "#domain/worksheet/worksheet.schema";
import { Button } from "~/components/ui/button";
import { LabelCell } from "./cells";

/**
 * Rows that can be added, taken away and put in another order, all by keyboard: by the buttons, or
 * with Alt and the arrows from any cell. Focus stays with the row; a screen reader hears what moved.
 */
export function RowList<Row extends { id: string; label: string }>(props: {
  /** "model call", for buttons and announcements. */
  noun: string;
  rows: Row[];
  onRows: (rows: Row[]) => void;
  create: (id: string) => Row;
  /** Stands in the name's cell while it is empty, and can't be taken for a name. */
  example: string;
  renderCells?: (row: Row, index: number, change: (changes: Partial<Row>) => void) => ReactNode;
}) {
  const { noun, rows, onRows } = props;
  const frame = useRef<HTMLDivElement>(null);
  const focusNext = useRef<(() => Element | null | undefined) | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const target = focusNext.current?.();
    focusNext.current = null;
    if (target instanceof HTMLElement) target.focus();
  }, [rows]);

  const firstCellOf = (id: string) => frame.current?.querySelector(`[data-row="${id}"] input`);

  function add() {
    const row = props.create(nextId(rows));
    focusNext.current = () => firstCellOf(row.id);
    setSaid(`${noun} ${rows.length + 1} added.`);
    onRows([...rows, row]);
  }

  function remove(index: number) {
    const next = rows[index + 1] ?? rows[index - 1];
    focusNext.current = () =>
      next ? firstCellOf(next.id) : frame.current?.querySelector("[data-add]");
    setSaid(`${noun} ${index + 1} removed.`);
    onRows(rows.filter((_, at) => at !== index));
  }

  function move(index: number, by: -1 | 1) {
    const to = index + by;
    const [row, other] = [rows[index], rows[to]];
    if (!row || !other) return;
    const focused = document.activeElement;
    focusNext.current = () =>
      focused instanceof HTMLButtonElement && focused.disabled ? firstCellOf(row.id) : focused;
    setSaid(`${noun} is now ${to + 1} of ${rows.length}.`);
    onRows(rows.map((one, at) => (at === index ? other : at === to ? row : one)));
  }

  function press(event: KeyboardEvent, index: number) {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(index, event.key === "ArrowUp" ? -1 : 1);
  }

  return (
    <div ref={frame} className="flex min-w-0 flex-col gap-2">
      {rows.map((row, index) => {
        const change = (changes: Partial<Row>) =>
          onRows(rows.map((one) => (one.id === row.id ? { ...one, ...changes } : one)));
        const name = `${noun} ${index + 1}`;
        return (
          // The keys are those of its cells: the row itself is only a group.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <div
            key={row.id}
            data-row={row.id}
            role="group"
            aria-label={name}
            onKeyDown={(event) => press(event, index)}
            className="border-line bg-paper flex min-w-0 flex-col gap-2 rounded-md border p-2"
          >
            <div className="flex min-w-0 items-center gap-1">
              <LabelCell
                label={`Name of ${name}`}
                value={row.label}
                onValue={(label) => change({ label } as Partial<Row>)}
                placeholder={props.example}
              />
              <RowButton
                label={`Move ${name} up`}
                isDisabled={index === 0}
                onPress={() => move(index, -1)}
              >
                <ArrowUp aria-hidden className="size-4" />
              </RowButton>
              <RowButton
                label={`Move ${name} down`}
                isDisabled={index === rows.length - 1}
                onPress={() => move(index, 1)}
              >
                <ArrowDown aria-hidden className="size-4" />
              </RowButton>
              <RowButton label={`Remove ${name}`} onPress={() => remove(index)}>
                <X aria-hidden className="size-4" />
              </RowButton>
            </div>
            {props.renderCells?.(row, index, change)}
          </div>
        );
      })}
      {rows.length < MAX_ROWS ? (
        <Button data-add variant="quiet" size="sm" className="-ml-3 self-start" onClick={add}>
          <Plus aria-hidden className="size-4" />
          Add a {noun}
        </Button>
      ) : (
        <p className="text-ink-soft text-sm">
          {MAX_ROWS} is the most this sheet takes; join some of them.
        </p>
      )}
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </div>
  );
}

function RowButton(props: {
  label: string;
  isDisabled?: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      disabled={props.isDisabled}
      onClick={props.onPress}
      className="text-ink-soft hover:text-ink hover:bg-sunken grid size-8 shrink-0 place-items-center rounded-md disabled:opacity-35 max-sm:h-10.5"
    >
      {props.children}
    </button>
  );
}

/** One more than the highest: a removed row's id may come back, a present one's never. */
function nextId(rows: readonly { id: string }[]): string {
  const numbers = rows.map(({ id }) => Number(id.slice(1)) || 0);
  return `r${Math.max(0, ...numbers) + 1}`;
}
