import { useState } from "react";
import type { Diagram } from "#domain/diagram/diagram.schema";
import { removeFromDrawing, renameComponent } from "#domain/drawing/edit/edit-drawing";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { Input } from "~/components/ui/input";
import { PartList, RemoveButton } from "./part-list";
import type { PartProps } from "./part-props";
import { randomChance } from "./random-chance";

/** A longer text in a box is read as a note. */
const MAX_NAME_CHARS = 80;

/** What the grader reads as components, and boxes that still lack a name. */
export function ComponentList({
  elements,
  diagram,
  isReadOnly,
  onApply,
  onRemove,
}: PartProps & { diagram: Diagram }) {
  const nameless = diagram.unreadable
    .filter(({ elementIds }) => elementIds.some((id) => isBox(elements, id)))
    .map(({ elementIds }, index) => ({ id: `nameless ${index}`, label: "", elements: elementIds }));
  const items = [...diagram.nodes, ...nameless];
  return (
    <PartList title="Components" empty="No components yet.">
      {items.map((item) => (
        <li key={item.elements.join(" ")} className="flex items-center gap-1">
          <NameInput
            name={item.label}
            isReadOnly={isReadOnly}
            onRename={(name) =>
              onApply(
                renameComponent(elements, item, name, randomChance),
                item.label === "" ? `Named ${name}.` : `${item.label} is now ${name}.`,
              )
            }
          />
          {item.label !== "" && (
            <RemoveButton
              what={item.label}
              isDisabled={isReadOnly}
              onPress={() =>
                onRemove(
                  removeFromDrawing(elements, diagram, item.id, randomChance),
                  `Removed ${item.label} and its connections.`,
                )
              }
            />
          )}
        </li>
      ))}
    </PartList>
  );
}

function NameInput(props: { name: string; isReadOnly: boolean; onRename: (name: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  function commit(): void {
    const name = (typed ?? "").replace(/\s+/gu, " ").trim().slice(0, MAX_NAME_CHARS);
    setTyped(null);
    if (name !== "" && name !== props.name) props.onRename(name);
  }
  return (
    <Input
      aria-label={props.name === "" ? "Name of an unnamed box" : `Name of ${props.name}`}
      placeholder="no name yet"
      value={typed ?? props.name}
      readOnly={props.isReadOnly}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key !== "Escape" || typed === null) return;
        event.stopPropagation();
        setTyped(null);
      }}
      className="min-h-9"
    />
  );
}

function isBox(elements: readonly SceneElement[], id: string): boolean {
  const type = elements.find((element) => element.id === id)?.type;
  return type === "rectangle" || type === "ellipse" || type === "diamond";
}
