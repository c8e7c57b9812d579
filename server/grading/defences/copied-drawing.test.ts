import { describe, expect, it } from "vitest";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { readDiagram } from "#domain/diagram/read-diagram";
import { findCopiedDrawing } from "./copied-drawing";

const SOLUTION = [
  "Chat widget -> Edge gateway: question",
  "Edge gateway -> Dialogue service",
  "Dialogue service -> Passage finder: rewritten question",
  "Passage finder -> Chunk index [store]",
  "Dialogue service -> Answer model",
  "Answer model -> Support check",
  "Support check -> Chat widget",
  "Page editor -> Change feed",
  "Change feed -> Chunk index [store]",
];
const solutionScene: unknown = drawOutline(SOLUTION.join("\n"));

/** Connections of one's own, between things of one's own. */
function ownLines(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `Own part ${i} -> Own part ${i + 1}`);
}

/** What is left to grade of a drawing, as connections in words; null for all of it. */
function restOf(lines: readonly string[]): { nodes: string[]; edges: number } | null {
  const scene = drawOutline(lines.join("\n"));
  const copied = findCopiedDrawing(scene, readDiagram(scene), solutionScene);
  if (copied === null) return null;
  const { nodes, edges } = readDiagram(copied.rest);
  return { nodes: nodes.map(({ label }) => label), edges: edges.length };
}

describe("a drawing that is the worked solution's", () => {
  it("leaves nothing, however it is laid out, written and pointed", () => {
    const redrawn = [...SOLUTION]
      .reverse()
      .map((line) => line.replace(/: .*/, "").replace(/(.*) -> (.*)/, "$2 -> $1"));
    const shouted = SOLUTION.map((line) => line.toUpperCase().replaceAll("[STORE]", "[store]"));
    for (const lines of [SOLUTION, redrawn, shouted]) {
      expect(restOf(lines)).toEqual({ nodes: [], edges: 0 });
    }
  });

  it("leaves what was added to it, with what that joins", () => {
    const rest = restOf([...SOLUTION, "Dialogue service -> Ticket writer", ...ownLines(2)]);
    expect(rest?.edges).toBe(3);
    expect(rest?.nodes.sort()).toEqual(
      ["Dialogue service", "Own part 0", "Own part 1", "Own part 2", "Ticket writer"].sort(),
    );
  });

  it("is found among as many connections of one's own", () => {
    expect(restOf([...SOLUTION, ...ownLines(20)])?.edges).toBe(20);
  });

  it("is not one that has five of its connections, or half of its own from there", () => {
    expect(restOf(SOLUTION.slice(0, 5))).toBeNull();
    expect(restOf([...SOLUTION.slice(0, 5), ...ownLines(4)])).toBeNull();
  });

  it("is not any drawing where a problem has no solution", () => {
    const scene = drawOutline(SOLUTION.join("\n"));
    expect(findCopiedDrawing(scene, readDiagram(scene), undefined)).toBeNull();
  });
});
