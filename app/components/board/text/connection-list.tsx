import type { Diagram } from "#domain/diagram/diagram.schema";
import { removeFromDrawing } from "#domain/drawing/edit/edit-drawing";
import { PartList, RemoveButton } from "./part-list";
import type { PartProps } from "./part-props";
import { randomChance } from "./random-chance";

const ARROWS = { forward: "→", both: "↔", none: "–" } as const;

/** The arrows as the grader reads them. */
export function ConnectionList({
  elements,
  diagram,
  isReadOnly,
  onRemove,
}: PartProps & { diagram: Diagram }) {
  const names = new Map([...diagram.nodes, ...diagram.containers].map((n) => [n.id, n.label]));
  const nameOf = (id: string | null) => names.get(id ?? "") || "nothing";
  return (
    <PartList title="Connections" empty="No connections yet.">
      {diagram.edges.map((edge) => {
        const words = `${nameOf(edge.from)} ${ARROWS[edge.direction]} ${nameOf(edge.to)}${edge.label ? `: ${edge.label}` : ""}`;
        return (
          <li key={edge.id} className="flex items-center justify-between gap-1">
            <span className="min-w-0 py-1 break-words">{words}</span>
            <RemoveButton
              what={`the connection ${words}`}
              isDisabled={isReadOnly}
              onPress={() =>
                onRemove(
                  removeFromDrawing(elements, diagram, edge.id, randomChance),
                  `Removed ${words}.`,
                )
              }
            />
          </li>
        );
      })}
    </PartList>
  );
}
