import { parseScene } from "#domain/diagram/parse-scene";
import { readDiagram } from "#domain/diagram/read-diagram";
import { foldToString } from "../../text/fold";
import type { Diagram, DiagramEdge } from "#domain/diagram/diagram.schema";
import type { Scene } from "#domain/diagram/scene.schema";

/** Fewer connections in common are how any such system is drawn. */
const MIN_SHARED = 6;
/**
 * Of all connections, the candidate's or the solution's: from here on it is no chance. Of the 64
 * calibration drawings, some by authors who knew the solution, none shares more than half (8 of 16).
 */
const COPIED_SHARE = 0.65;

/** What names what, as drawn by the candidate or in the solution. */
type Connection = { edge: DiagramEdge; names: string };

export type CopiedDrawing = {
  /** Connections that are the solution's, and all between named things. */
  shared: number;
  of: number;
  /** The scene without these connections and what only they join. */
  rest: Scene;
};

/**
 * Whether a drawing is the worked solution's over again: most of its connections, or most of the
 * solution's, join things of the same names. Where they lie and which way they point is no matter.
 *
 * @param solutionScene the solution's drawing as an Excalidraw file's JSON; undefined for none
 * @returns null for a drawing of one's own
 */
export function findCopiedDrawing(
  scene: Scene,
  diagram: Diagram,
  solutionScene: unknown,
): CopiedDrawing | null {
  const own = listConnections(diagram);
  if (own.length < MIN_SHARED) return null;
  const solution = readSolution(solutionScene);
  if (solution === null) return null;
  const known = new Set(listConnections(solution).map(({ names }) => names));
  const shared = own.filter(({ names }) => known.has(names));
  const distinct = new Set(shared.map(({ names }) => names)).size;
  const share = Math.max(shared.length / own.length, distinct / Math.max(1, known.size));
  if (distinct < MIN_SHARED || share < COPIED_SHARE) return null;
  const gone = listCopiedElements(diagram, solution, new Set(shared.map(({ edge }) => edge)));
  const elements = scene.elements.filter(({ id }) => !gone.has(id));
  return { shared: shared.length, of: own.length, rest: { ...scene, elements } };
}

function listConnections(diagram: Diagram): Connection[] {
  const names = new Map(
    [...diagram.nodes, ...diagram.containers].map(({ id, label }) => [id, nameOf(label)]),
  );
  return diagram.edges.flatMap((edge) => {
    const ends = [names.get(edge.from ?? "") ?? "", names.get(edge.to ?? "") ?? ""];
    return ends.includes("") ? [] : [{ edge, names: ends.sort().join(" | ") }];
  });
}

/** The words of a label, whatever marks and capitals it is written with. */
function nameOf(label: string): string {
  return foldToString(label)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Shared connections, and things named as the solution's that no connection of one's own joins. */
function listCopiedElements(
  diagram: Diagram,
  solution: Diagram,
  shared: ReadonlySet<DiagramEdge>,
): Set<string> {
  const known = new Set(listNamed(solution).map(({ name }) => name));
  const own = diagram.edges.filter((edge) => !shared.has(edge));
  const joined = new Set(own.flatMap(({ from, to }) => [from, to]));
  const things = listNamed(diagram).filter(({ id, name }) => known.has(name) && !joined.has(id));
  return new Set([...shared, ...things].flatMap(({ elements }) => elements));
}

function listNamed(diagram: Diagram): { id: string; name: string; elements: string[] }[] {
  const { nodes, containers, annotations } = diagram;
  return [
    ...[...nodes, ...containers].map(({ id, label, elements }) => ({
      id,
      elements,
      name: nameOf(label),
    })),
    ...annotations.map(({ id, text, elements }) => ({ id, elements, name: nameOf(text) })),
  ].filter(({ name }) => name !== "");
}

const solutions = new WeakMap<object, Diagram>();

/** Read once for a problem that is kept. */
function readSolution(solutionScene: unknown): Diagram | null {
  if (typeof solutionScene !== "object" || solutionScene === null) return null;
  let diagram = solutions.get(solutionScene);
  if (!diagram) {
    diagram = readDiagram(parseScene(solutionScene).scene);
    solutions.set(solutionScene, diagram);
  }
  return diagram;
}
