import type { Diagram, DiagramContainer, DiagramEdge, DiagramNode } from "./diagram.schema";

const ARROWS = { forward: "->", both: "<->", none: "--" } as const;

/**
 * The diagram as the grader reads it: boundaries as an outline, components, connections, annotations,
 * what could not be read, counts. Deterministic to the byte. Hidden content, links, pictures and element
 * ids are never part of it; labels are quoted as JSON strings, so that none can pass for our own words.
 */
export function diagramToText(diagram: Diagram): string {
  const sections = [
    section("Boundaries", outline(diagram)),
    section("Components", diagram.nodes.map(nodeLine)),
    section("Connections", edgeLines(diagram)),
    section(
      "Annotations",
      diagram.annotations.map((a) => `${a.id} ${quote(a.text)}`),
    ),
    section("Not readable", unreadableLines(diagram)),
    section("Counts", [countLine(diagram)]),
  ];
  return `${sections.filter((s) => s !== "").join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, ...lines].join("\n");
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function outline(diagram: Diagram): string[] {
  const containers = new Map(diagram.containers.map((c) => [c.id, c]));
  const nodes = new Map(diagram.nodes.map((n) => [n.id, n]));
  const lines: string[] = [];
  const write = (container: DiagramContainer, depth: number) => {
    lines.push(`${"  ".repeat(depth)}${named(container)} contains:`);
    for (const id of container.contains) {
      const inner = containers.get(id);
      const node = nodes.get(id);
      if (inner) write(inner, depth + 1);
      else if (node) lines.push(`${"  ".repeat(depth + 1)}${named(node)}`);
    }
    if (container.contains.length === 0) lines.push(`${"  ".repeat(depth + 1)}nothing`);
  };
  for (const c of diagram.containers) if (c.container === null) write(c, 0);
  return lines;
}

function named(thing: DiagramNode | DiagramContainer): string {
  return thing.label === "" ? `${thing.id} (no label)` : `${thing.id} ${quote(thing.label)}`;
}

function nodeLine(node: DiagramNode): string {
  const kind = node.kind ? ` [${node.kind}]` : "";
  const home = node.container ? ` in ${node.container}` : "";
  const notes =
    node.notes.length > 0 ? `; also written on it: ${node.notes.map(quote).join(", ")}` : "";
  return `${named(node)}${kind}${home}${notes}`;
}

function edgeLines(diagram: Diagram): string[] {
  const things = new Map([...diagram.nodes, ...diagram.containers].map((t) => [t.id, t]));
  const end = (id: string | null) => {
    const thing = id === null ? undefined : things.get(id);
    return thing ? named(thing) : "(open end)";
  };
  return diagram.edges.map((edge) => {
    const label = edge.label === null ? "" : `: ${quote(edge.label)}`;
    const arrow = ARROWS[edge.direction];
    return `${edge.id} ${end(edge.from)} ${arrow} ${end(edge.to)}${label} [${bindingOf(edge)}]`;
  });
}

function bindingOf(edge: DiagramEdge): string {
  const candidates = edge.candidates ?? [];
  return candidates.length > 0 ? `${edge.binding}, near ${candidates.join(", ")}` : edge.binding;
}

/** One line a sort of trouble, the most frequent first in order of appearance. */
function unreadableLines(diagram: Diagram): string[] {
  const counts = new Map<string, number>();
  for (const { what } of diagram.unreadable) counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts].map(([what, count]) => `${count} x ${what}`);
}

function countLine({ counts }: Diagram): string {
  return [
    `components ${counts.nodes}`,
    `connections ${counts.edges} (bound ${counts.boundEdges}, inferred ${counts.inferredEdges}, dangling ${counts.danglingEdges})`,
    `boundaries ${counts.containers}`,
    `annotations ${counts.annotations}`,
    `not readable ${counts.unreadable}`,
  ].join(", ");
}
