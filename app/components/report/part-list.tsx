import type { DrawnPart } from "#domain/diagram/name-parts";
import type { CriterionView } from "~/lib/report/report-view";
import { useSelection } from "./selection";

const GROUPS: { kind: DrawnPart["kind"]; title: string }[] = [
  { kind: "component", title: "Components" },
  { kind: "connection", title: "Connections" },
  { kind: "boundary", title: "Boundaries" },
  { kind: "note", title: "Notes" },
];

/** Of a kind: drawings of a whole interview have up to a hundred, and thousands make a page slow. */
const MAX_LISTED = 200;

/** The drawing as the grader read it, each part with the criteria that rest on it. */
export function PartList(props: {
  parts: DrawnPart[];
  criteria: CriterionView[];
  /** Unfolded from the start. */
  isOpen?: boolean;
}) {
  return (
    <details open={props.isOpen} className="mt-4 [&:not([open])]:print:hidden">
      <summary className="w-fit rounded-sm font-semibold">The drawing in words</summary>
      <div className="text-small mt-3 grid gap-x-14 gap-y-6 md:grid-cols-2">
        {GROUPS.map(({ kind, title }) => {
          const parts = props.parts.filter((part) => part.kind === kind);
          if (parts.length === 0) return null;
          return (
            <section key={kind}>
              <h4 className="text-ink-soft mb-1 font-semibold">{title}</h4>
              <ul className="space-y-1">
                {parts.slice(0, MAX_LISTED).map((part) => (
                  <PartItem key={part.id} part={part} criteria={props.criteria} />
                ))}
                {parts.length > MAX_LISTED && (
                  <li className="text-ink-soft">and {parts.length - MAX_LISTED} more</li>
                )}
              </ul>
            </section>
          );
        })}
      </div>
    </details>
  );
}

function PartItem(props: { part: DrawnPart; criteria: CriterionView[] }) {
  const { lit, choose } = useSelection();
  const resting = props.criteria.filter((criterion) =>
    criterion.parts.some(({ id }) => id === props.part.id),
  );
  const isLit = resting.some(({ id }) => lit.has(id));
  return (
    <li className={isLit ? "bg-mark-soft rounded-sm" : undefined}>
      {props.part.name}
      {resting.map(({ id, number }) => (
        <button
          key={id}
          type="button"
          onClick={() => choose([id])}
          className="text-mark text-fine ml-1.5 rounded-sm px-1 font-bold"
        >
          <span className="sr-only">note </span>
          {number}
        </button>
      ))}
    </li>
  );
}
