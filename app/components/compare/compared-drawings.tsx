import clsx from "clsx";
import { useState } from "react";
import type { ReactNode } from "react";
import { DrawingBoard } from "~/components/report/drawing-board";
import { Section } from "~/components/ui/section";
import type { ComparisonView } from "~/lib/compare/comparison-view";
import { groupChanges, sayChange } from "~/lib/compare/words";
import type { DrawingChange } from "#domain/diagram/diff-diagrams";

/** Of a kind: drawings of a whole interview change in dozens of places, and thousands make a page slow. */
const MAX_LISTED = 200;

/**
 * What changed in the drawing as a list, and both drawings with the parts ringed. Pressing a line of the
 * list rings that part alone.
 */
export function ComparedDrawings({
  drawing,
  from,
}: {
  drawing: ComparisonView["drawing"];
  /** The addresses of both. */
  from: { before: string; after: string };
}) {
  const { before, after, changes } = drawing;
  const [chosen, setChosen] = useState<string | null>(null);
  const lit = changes.filter(({ id }) => chosen === null || id === chosen);
  return (
    <Section title="What changed in the drawing" size="2xl" isRuled className="mt-12">
      {changes.length === 0 ? (
        <p className="text-ink-soft">No box, arrow, boundary or note changed.</p>
      ) : (
        <div className="@container">
          <div className="grid gap-6 @2xl:grid-cols-2">
            <Board
              title="Earlier"
              caption="ringed: removed or changed"
              from={before ? from.before : null}
              litIds={lit.flatMap(({ before: seen }) => seen?.elementIds ?? [])}
            />
            <Board
              title="Later"
              caption="ringed: added or changed"
              from={after ? from.after : null}
              litIds={lit.flatMap(({ after: seen }) => seen?.elementIds ?? [])}
              isLater
            />
          </div>
          {changes.length > 1 && (
            <p className="text-ink-soft text-small mt-3 print:hidden">
              Choose a change below to see it alone.
            </p>
          )}
          <div className="mt-6 grid gap-x-12 gap-y-6 @2xl:grid-cols-2">
            {groupChanges(changes).map(({ title, changes: group }) => (
              <Section key={title} title={`${title} (${group.length})`} level={3} size="sm">
                <ChangeList changes={group} chosen={chosen} onChoose={setChosen} />
              </Section>
            ))}
          </div>
        </div>
      )}
    </Section>
  );
}

function Board(props: {
  title: string;
  caption: string;
  /** Null where nothing was drawn. */
  from: string | null;
  litIds: string[];
  /** What came is ringed in the ink of what is right. */
  isLater?: boolean;
}) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2">
        <span className="font-semibold">{props.title}</span>{" "}
        <span className="text-ink-soft">({props.caption})</span>
      </figcaption>
      <div
        className={clsx(
          "border-line bg-surface h-[20rem] overflow-hidden rounded-lg border @2xl:h-[30rem]",
          props.isLater && "[--color-mark:var(--color-met)]",
        )}
      >
        {props.from === null ? (
          <Empty>Nothing was drawn.</Empty>
        ) : (
          <DrawingBoard from={props.from} litIds={props.litIds} />
        )}
      </div>
    </figure>
  );
}

function Empty({ children }: { children: ReactNode }) {
  return (
    <p className="text-ink-soft flex h-full items-center justify-center font-serif italic">
      {children}
    </p>
  );
}

function ChangeList(props: {
  changes: DrawingChange[];
  chosen: string | null;
  onChoose: (id: string | null) => void;
}) {
  const { chosen, onChoose } = props;
  return (
    <ul className="space-y-0.5">
      {props.changes.slice(0, MAX_LISTED).map((change) => {
        const isChosen = change.id === chosen;
        return (
          <li key={change.id}>
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChoose(isChosen ? null : change.id)}
              className={clsx(
                "hover:bg-sunken -ml-2 rounded-sm px-2 py-1 text-left wrap-anywhere",
                isChosen && "bg-sunken font-semibold",
              )}
            >
              {sayChange(change)}
            </button>
          </li>
        );
      })}
      {props.changes.length > MAX_LISTED && (
        <li className="text-ink-soft">and {props.changes.length - MAX_LISTED} more</li>
      )}
    </ul>
  );
}
