import clsx from "clsx";
import { TriangleAlert, Unlink } from "lucide-react";
import { useEffect, useState } from "react";
import type { ReactNode, RefObject } from "react";
import { renameComponent } from "#domain/drawing/edit/edit-drawing";
import { revert } from "#domain/drawing/edit/edits";
import type { Fault, Offer } from "#domain/drawing/edit/list-faults";
import { tieArrows } from "#domain/drawing/edit/tie-arrow";
import type { SceneElement } from "#domain/diagram/scene.schema";
import type { BoardHandle } from "~/components/board/board.client";
import { randomChance } from "~/components/board/text/random-chance";
import { Button } from "~/components/ui/button";
import { Section } from "~/components/ui/section";
import { FixWalk } from "./fix-walk";
import { NameField } from "./name-field";
import type { Reading } from "./read-drawing";

const ARROWS = { forward: "→", both: "↔", none: "–" } as const;
type Done = {
  message: string;
  before: readonly SceneElement[];
  changed: SceneElement[];
  readings: number;
};

/**
 * The reading in full. Every line leads to its place on the canvas; where it is safe, what is wrong
 * is put right with one press, and taken back with another.
 */
export function ReadingPanel(props: {
  reading: Reading;
  board: RefObject<BoardHandle>;
  isReadOnly: boolean;
}) {
  const { board, isReadOnly } = props;
  const { diagram, faults, elements } = props.reading;
  const [done, setDone] = useState<Done | null>(null);
  // The next reading shows what was done. One after that has other changes, which Undo must not touch.
  useEffect(() => {
    setDone((last) =>
      last && last.readings < 2 ? { ...last, readings: last.readings + 1 } : null,
    );
  }, [props.reading]);
  const names = new Map(
    [...diagram.nodes, ...diagram.containers].map(({ id, label }) => [id, label || "(no name)"]),
  );
  const nameOf = (id: string | null) => (id === null ? "(nothing)" : (names.get(id) ?? id));
  const fixable = faults.filter(({ offers }) => offers.length > 0);
  const [isWalking, setIsWalking] = useState(false);

  function apply(changed: SceneElement[], message: string, selected?: readonly string[]): void {
    if (changed.length === 0) return;
    board.current?.edit(changed, selected ? { select: selected } : "stay");
    setDone({ message, before: elements, changed, readings: 0 });
  }
  function connect({ ties, words }: Offer): void {
    const shown = ties.flatMap(({ arrowId, boxId }) => [arrowId, boxId]);
    const message = `${words.replace(/^Connect/, "Connected")}.`;
    apply(tieArrows(elements, ties, randomChance), message, shown);
  }
  function undo({ before, changed }: Done): void {
    board.current?.edit(revert(before, changed, randomChance), "stay");
    setDone({ message: "Undone.", before, changed: [], readings: 0 });
  }

  return (
    <div
      role="region"
      aria-label="Reading of the drawing"
      // Scrolled by keyboard, it needs to be reachable.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="text-small @container relative min-h-0 flex-1 overflow-y-auto px-4 py-3 focus-visible:-outline-offset-2"
    >
      <p
        aria-live="polite"
        className="bg-sunken mb-3 flex items-center justify-between gap-3 rounded-md px-3 py-1.5 empty:hidden"
      >
        {done && (
          <>
            <span>{done.message}</span>
            {done.changed.length > 0 && (
              <Button size="sm" onClick={() => undo(done)}>
                Undo
              </Button>
            )}
          </>
        )}
      </p>
      {faults.length > 0 && (
        <div className="mb-4">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="text-ink-soft text-sm font-semibold">To fix</h3>
            {fixable.length > 1 && !isWalking && (
              <Button size="sm" disabled={isReadOnly} onClick={() => setIsWalking(true)}>
                Connect one by one
              </Button>
            )}
          </div>
          {isWalking && (
            <FixWalk
              faults={fixable}
              onShow={(ids) => board.current?.show(ids)}
              onConnect={connect}
              onEnd={() => setIsWalking(false)}
            />
          )}
          <ul className="mt-1 flex flex-col gap-0.5">
            {faults.map((fault) => (
              <FaultLine
                key={fault.key}
                fault={fault}
                isReadOnly={isReadOnly}
                onShow={() => board.current?.show(fault.elementIds)}
                onFix={connect}
                onName={(name) =>
                  apply(
                    renameComponent(
                      elements,
                      { label: "", elements: fault.elementIds },
                      name,
                      randomChance,
                    ),
                    `Named ${name}.`,
                  )
                }
              />
            ))}
          </ul>
        </div>
      )}
      <div className="grid gap-x-6 gap-y-3 @min-[560px]:grid-cols-2">
        <Parts
          title="Components"
          lines={diagram.nodes.map(({ id, label, kind, elements: ids }) => ({
            key: id,
            words: `${label || "(no name)"}${kind ? `: ${kind.replaceAll("_", " ")}` : ""}`,
            show: () => board.current?.show(ids),
          }))}
        />
        {diagram.containers.length > 0 && (
          <Parts
            title="Boundaries"
            lines={diagram.containers.map(({ id, label, contains, elements: ids }) => ({
              key: id,
              words: `${label || "(no name)"}: ${contains.map(nameOf).join(", ") || "nothing in it"}`,
              show: () => board.current?.show(ids),
            }))}
          />
        )}
        <Parts
          title="Connections"
          lines={diagram.edges.map(({ id, from, to, direction, label, elements: ids }) => ({
            key: id,
            words: `${nameOf(from)} ${ARROWS[direction]} ${nameOf(to)}${label ? `: ${label}` : ""}`,
            show: () => board.current?.show(ids),
          }))}
        />
      </div>
    </div>
  );
}

function FaultLine(props: {
  fault: Fault;
  isReadOnly: boolean;
  onShow: () => void;
  onFix: (offer: Offer) => void;
  onName: (name: string) => void;
}) {
  const { fault, isReadOnly } = props;
  const isUnread = fault.weight === "unread";
  const Icon = isUnread ? TriangleAlert : Unlink;
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <Icon
        aria-label={isUnread ? "Not read" : "Not connected"}
        role="img"
        className={clsx("size-4 shrink-0", isUnread ? "text-warn" : "text-ink-faint")}
      />
      <PartButton onPress={props.onShow}>{fault.what}</PartButton>
      {fault.offers.map((offer) => (
        <Button
          key={offer.words}
          size="sm"
          disabled={isReadOnly}
          onClick={() => props.onFix(offer)}
        >
          {offer.words}
        </Button>
      ))}
      {fault.isNameless && !isReadOnly && <NameField onName={props.onName} />}
    </li>
  );
}

function Parts(props: {
  title: string;
  lines: readonly { key: string; words: string; show: () => void }[];
}) {
  return (
    <Section title={props.title} level={3} size="xs">
      {props.lines.length === 0 ? (
        <p className="text-ink-faint">none</p>
      ) : (
        <ul>
          {props.lines.map(({ key, words, show }) => (
            <li key={key}>
              <PartButton onPress={show}>{words}</PartButton>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function PartButton(props: { onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      title="Show it on the canvas"
      onClick={props.onPress}
      className="hover:bg-sunken -mx-1.5 min-w-0 rounded-sm px-1.5 py-0.5 text-left break-words underline decoration-transparent underline-offset-2 hover:decoration-current max-sm:min-h-10"
    >
      {props.children}
    </button>
  );
}
