import type { SceneElement } from "./scene.schema";

/** Angles nearer than this (0.1°) are one angle: above rounding noise, below what a hand turns. */
const SAME_ANGLE_RAD = 0.002;

type Vote = { angleRad: number; key: string };

/**
 * The angle by which the drawing as a whole is turned: the one that most shapes and texts share. Arrows
 * don't vote, the editor turns them by their points or by their angle; nor do their labels, which it
 * keeps level.
 */
export function turnOf(elements: readonly SceneElement[]): number {
  const arrows = new Set(elements.filter((e) => e.type === "arrow").map((e) => e.id));
  const votes: Vote[] = [];
  for (const e of elements) {
    if (e.type === "arrow" || e.type === "line" || e.type === "freedraw") continue;
    if (e.type === "text" && e.containerId !== null && arrows.has(e.containerId)) continue;
    // Frames can't be turned in the editor.
    if (e.type === "frame") continue;
    const text = e.type === "text" ? e.originalText : "";
    votes.push({
      angleRad: toFullTurn(e.angle),
      key: `${e.type}:${text}:${e.strokeColor}:${e.backgroundColor}`,
    });
  }
  const [winner] = clusterAngles(votes).sort(
    (a, b) => b.length - a.length || compareKeys(keyOf(a), keyOf(b)),
  );
  return winner ? meanAngle(winner) : 0;
}

function toFullTurn(angleRad: number): number {
  const turn = 2 * Math.PI;
  return ((angleRad % turn) + turn) % turn;
}

function clusterAngles(votes: Vote[]): Vote[][] {
  const sorted = [...votes].sort((a, b) => a.angleRad - b.angleRad);
  const clusters: Vote[][] = [];
  for (const vote of sorted) {
    const current = clusters[clusters.length - 1];
    const last = current?.[current.length - 1];
    if (current && last && vote.angleRad - last.angleRad < SAME_ANGLE_RAD) current.push(vote);
    else clusters.push([vote]);
  }
  return joinAcrossZero(clusters);
}

/** 359.99° and 0° are neighbours. */
function joinAcrossZero(clusters: Vote[][]): Vote[][] {
  const first = clusters[0];
  const last = clusters[clusters.length - 1];
  const low = first?.[0];
  const high = last?.[last.length - 1];
  if (!first || !last || first === last || !low || !high) return clusters;
  if (low.angleRad + 2 * Math.PI - high.angleRad >= SAME_ANGLE_RAD) return clusters;
  const lowered = last.map((v) => ({ ...v, angleRad: v.angleRad - 2 * Math.PI }));
  return [[...lowered, ...first], ...clusters.slice(1, -1)];
}

function meanAngle(votes: Vote[]): number {
  const mean = votes.reduce((sum, v) => sum + v.angleRad, 0) / votes.length;
  return Math.abs(mean) < 1e-9 ? 0 : mean;
}

function keyOf(votes: Vote[]): string {
  return votes
    .map((v) => v.key)
    .sort()
    .join("\n");
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
