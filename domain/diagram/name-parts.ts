import type { Diagram } from "#domain/diagram/diagram.schema";

/** A part of the drawing as a reader would call it, and the scene elements that make it up. */
export type DrawnPart = {
  /** Id in the diagram text: N1, E3, C2, A1. */
  id: string;
  kind: "component" | "connection" | "boundary" | "note";
  name: string;
  elementIds: string[];
};

/** Longest name of a free note; more of it would be a quotation. */
const MAX_NOTE_CHARS = 48;

/** Everything the reader saw in a drawing, by name, components first. Order follows the diagram. */
export function nameDiagramParts(diagram: Diagram): DrawnPart[] {
  const components = diagram.nodes.map((node) =>
    part("component", node.id, node.label || "box without a label", node.elements),
  );
  const boundaries = diagram.containers.map((container) =>
    part("boundary", container.id, container.label || "unnamed boundary", container.elements),
  );
  const names = new Map([...components, ...boundaries].map(({ id, name }) => [id, name]));
  const nameEnd = (id: string | null): string => (id && names.get(id)) ?? "nothing";
  const connections = diagram.edges.map((edge) => {
    const arrow = { forward: "→", both: "↔", none: "—" }[edge.direction];
    const ends = `${nameEnd(edge.from)} ${arrow} ${nameEnd(edge.to)}`;
    return part(
      "connection",
      edge.id,
      edge.label ? `${ends} (${edge.label})` : ends,
      edge.elements,
    );
  });
  const notes = diagram.annotations.map(({ id, text, elements }) =>
    part("note", id, shorten(text), elements),
  );
  return [...components, ...connections, ...boundaries, ...notes];
}

function part(kind: DrawnPart["kind"], id: string, name: string, elementIds: string[]): DrawnPart {
  return { id, kind, name, elementIds };
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= MAX_NOTE_CHARS
    ? text
    : `${characters.slice(0, MAX_NOTE_CHARS).join("").trimEnd()}…`;
}

/**
 * Parts in a line: what is named, then how many arrows, as their ends are named already. Arrows
 * alone are named. `elementCount` tells how much there is when no part is known any more.
 */
export function sayParts(parts: DrawnPart[], elementCount: number): string {
  const connections = parts.filter(({ kind }) => kind === "connection");
  const named = parts.filter(({ kind }) => kind !== "connection");
  if (parts.length === 0) {
    return `${elementCount} ${elementCount === 1 ? "element" : "elements"}`;
  }
  if (named.length === 0) return connections.map(({ name }) => name).join(" · ");
  const names = named.map(({ name }) => name).join(" · ");
  if (connections.length === 0) return names;
  return `${names} and ${connections.length} ${connections.length === 1 ? "arrow" : "arrows"}`;
}
