import type { Point, Rect } from "./rects";

/** A turn is worth a detour of this length: arrows with few corners are easier to follow. */
const TURN_PX = 90;
/** Along another arrow a way counts this many times. */
const ALONG_FACTOR = 4;
const ALONG_PX = 9;
/** More crossings of lines than this are not searched: a straight arrow is better than a long wait. */
const MAX_CROSSINGS = 250_000;

/** Where an arrow may leave or enter: from its tip straight to `at`, level or upright. */
export type Gate = { tip: Point; at: Point; isLevel: boolean; costPx: number };
type Search = {
  from: readonly Gate[];
  to: readonly Gate[];
  /** Nothing may be entered; the ways beside them are the lines of the grid. */
  walls: readonly Rect[];
  /** Stretches of other arrows, which are better crossed than followed. */
  others: readonly (readonly [Point, Point])[];
  /** Distances from a wall at which ways run along it. */
  asidePx: readonly number[];
};

/**
 * The shortest way of level and upright stretches round the walls, with few corners (A* over the lines
 * beside the walls), from the tip of a gate to the tip of another.
 *
 * @returns null where no way leads there
 */
export function findWay({ from, to, walls, others, asidePx }: Search): Point[] | null {
  const gates = [...from, ...to];
  const xs = linesOf(
    walls.flatMap(({ x, width }) => beside(x, width, asidePx)).concat(gates.map((g) => g.at[0])),
  );
  const ys = linesOf(
    walls.flatMap(({ y, height }) => beside(y, height, asidePx)).concat(gates.map((g) => g.at[1])),
  );
  if (xs.length * ys.length > MAX_CROSSINGS) return null;
  const grid = new Grid(xs, ys);
  for (const wall of walls) grid.block(wall);
  for (const [a, b] of others) grid.discourage(a, b);
  const way = search(grid, from, to);
  return way && withTips(way, from, to);
}

function withTips(way: readonly Point[], from: readonly Gate[], to: readonly Gate[]): Point[] {
  const tipOf = (gates: readonly Gate[], point: Point | undefined) =>
    gates.filter(({ at }) => at[0] === point?.[0] && at[1] === point[1]).map(({ tip }) => tip);
  const all = [...tipOf(from, way[0]).slice(0, 1), ...way, ...tipOf(to, way.at(-1)).slice(0, 1)];
  const fresh = all.filter(
    ([x, y], at) => at === 0 || x !== all[at - 1]?.[0] || y !== all[at - 1]?.[1],
  );
  return fresh.filter((point, at) => {
    const [a, b] = [fresh[at - 1], fresh[at + 1]];
    if (!a || !b) return true;
    return !(a[1] === point[1] && point[1] === b[1]) && !(a[0] === point[0] && point[0] === b[0]);
  });
}

function beside(start: number, size: number, asidePx: readonly number[]): number[] {
  return asidePx.flatMap((px) => [start - px, start + size + px]);
}

function linesOf(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Crossings of upright lines `xs` and level lines `ys`, and the cost of each stretch between two. */
class Grid {
  /** Of the stretch from a crossing to the next on its right, and to the next below; Infinity: blocked. */
  readonly right: Float64Array;
  readonly down: Float64Array;

  constructor(
    readonly xs: readonly number[],
    readonly ys: readonly number[],
  ) {
    const width = xs.length;
    this.right = new Float64Array(width * ys.length);
    this.down = new Float64Array(width * ys.length);
    const toNext = Float64Array.from(xs, (x, i) => (i + 1 < width ? num(xs, i + 1) - x : Infinity));
    for (const [j, y] of ys.entries()) {
      this.right.set(toNext, j * width);
      const px = j + 1 < ys.length ? num(ys, j + 1) - y : Infinity;
      this.down.fill(px, j * width, (j + 1) * width);
    }
  }

  block({ x, y, width, height }: Rect): void {
    this.change(this.right, within(this.xs, x, x + width, 1), within(this.ys, y, y + height, 0));
    this.change(this.down, within(this.xs, x, x + width, 0), within(this.ys, y, y + height, 1));
  }

  discourage([ax, ay]: Point, [bx, by]: Point): void {
    const [left, right, top, bottom] = [
      Math.min(ax, bx),
      Math.max(ax, bx),
      Math.min(ay, by),
      Math.max(ay, by),
    ];
    if (ay === by)
      this.change(
        this.right,
        within(this.xs, left, right, 1),
        within(this.ys, ay - ALONG_PX, ay + ALONG_PX, 0),
        ALONG_FACTOR,
      );
    if (ax === bx)
      this.change(
        this.down,
        within(this.xs, ax - ALONG_PX, ax + ALONG_PX, 0),
        within(this.ys, top, bottom, 1),
        ALONG_FACTOR,
      );
  }

  private change(
    costs: Float64Array,
    [i0, i1]: readonly [number, number],
    [j0, j1]: readonly [number, number],
    factor = Infinity,
  ): void {
    for (let j = j0; j < j1; j++)
      for (let i = i0; i < i1; i++) {
        const at = j * this.xs.length + i;
        costs[at] = (costs[at] ?? Infinity) * factor;
      }
  }
}

function num(list: ArrayLike<number>, at: number): number {
  return list[at] ?? 0;
}

/**
 * Indices from…to of the lines strictly between two places; with `stretch` 1, of the stretches that
 * reach between them.
 */
function within(
  lines: readonly number[],
  low: number,
  high: number,
  stretch: 0 | 1,
): [number, number] {
  const from = firstAbove(lines, low) - stretch;
  let to = firstAbove(lines, high);
  if (to > 0 && lines[to - 1] === high) to -= 1;
  return [Math.max(0, from), to];
}

/** The first line that lies beyond a place. */
function firstAbove(lines: readonly number[], place: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (num(lines, middle) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

function search(grid: Grid, from: readonly Gate[], to: readonly Gate[]): Point[] | null {
  const { xs, ys } = grid;
  const width = xs.length;
  const size = width * ys.length;
  const indexOf = ([x, y]: Point) => (firstAbove(ys, y) - 1) * width + firstAbove(xs, x) - 1;
  /** Two states a crossing: reached along a level stretch (0) or an upright one (1). */
  const best = new Float64Array(2 * size).fill(Infinity);
  const before = new Int32Array(best.length).fill(-1);
  const goals = new Map(to.map((gate) => [2 * indexOf(gate.at) + (gate.isLevel ? 0 : 1), gate]));
  const left = new Remaining(grid, to);
  const heap = new Heap();
  for (const gate of from) {
    const state = 2 * indexOf(gate.at) + (gate.isLevel ? 0 : 1);
    if (gate.costPx >= num(best, state)) continue;
    best[state] = gate.costPx;
    heap.push(state, gate.costPx + left.from(state));
  }
  const ends = new Set<number>();
  let [last, lastCost] = [-1, Infinity];
  let [state, cost] = [-1, 0];
  // Hundreds of thousands of calls a drawing: nothing is made anew in them.
  function step(next: number, turn: 0 | 1, px: number): void {
    if (px === Infinity) return;
    const total = cost + px + (turn === (state & 1) ? 0 : TURN_PX);
    const reached = 2 * next + turn;
    if (total >= num(best, reached)) return;
    best[reached] = total;
    before[reached] = state;
    heap.push(reached, total + left.from(reached));
  }
  while (heap.size > 0 && heap.leastCost < lastCost) {
    state = heap.pop();
    cost = num(best, state);
    const goal = goals.get(state);
    if (goal && !ends.has(state)) {
      ends.add(state);
      if (cost + goal.costPx < lastCost) [last, lastCost] = [state, cost + goal.costPx];
    }
    const at = state >> 1;
    const i = at % width;
    if (i + 1 < width) step(at + 1, 0, num(grid.right, at));
    if (i > 0) step(at - 1, 0, num(grid.right, at - 1));
    if (at + width < size) step(at + width, 1, num(grid.down, at));
    if (at >= width) step(at - width, 1, num(grid.down, at - width));
    // Gates are entered the way they face: a turn on the spot.
    if (goals.has(state ^ 1)) step(at, (state & 1) === 1 ? 0 : 1, 0);
  }
  if (last < 0) return null;
  const points: Point[] = [];
  for (let reached = last; reached >= 0; reached = before[reached] ?? -1) {
    const at = reached >> 1;
    points.push([num(xs, at % width), num(ys, Math.floor(at / width))]);
  }
  return points.reverse();
}

/** What a way costs at least from a state to the nearest gate, turns included; worked out once for each. */
class Remaining {
  private readonly known: Float64Array;
  private readonly goals: readonly { x: number; y: number; upright: 0 | 1; costPx: number }[];

  constructor(
    private readonly grid: Grid,
    to: readonly Gate[],
  ) {
    this.known = new Float64Array(2 * grid.xs.length * grid.ys.length).fill(-1);
    this.goals = to.map(({ at: [x, y], isLevel, costPx }) => ({
      x,
      y,
      upright: isLevel ? 0 : 1,
      costPx,
    }));
  }

  from(state: number): number {
    const known = num(this.known, state);
    if (known >= 0) return known;
    const { xs, ys } = this.grid;
    const at = state >> 1;
    const [px, py] = [num(xs, at % xs.length), num(ys, Math.floor(at / xs.length))];
    let least = Infinity;
    for (const { x, y, upright, costPx } of this.goals) {
      const [dx, dy] = [Math.abs(x - px), Math.abs(y - py)];
      // One that faces as the goal does turns twice to get aside, or not at all.
      const aside = upright === 1 ? dx : dy;
      const turns = (state & 1) !== upright ? 1 : aside > 0 ? 2 : 0;
      least = Math.min(least, dx + dy + costPx + turns * TURN_PX);
    }
    this.known[state] = least;
    return least;
  }
}

/** A heap of states, the cheapest on top. */
class Heap {
  private readonly states: number[] = [];
  private readonly costs: number[] = [];

  get size(): number {
    return this.states.length;
  }

  /** Of a heap that isn't empty. */
  get leastCost(): number {
    return num(this.costs, 0);
  }

  push(state: number, cost: number): void {
    let at = this.states.length;
    this.states.push(state);
    this.costs.push(cost);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (num(this.costs, up) <= cost) break;
      this.set(at, num(this.states, up), num(this.costs, up));
      at = up;
    }
    this.set(at, state, cost);
  }

  /** @returns the cheapest state of a heap that isn't empty */
  pop(): number {
    const top = num(this.states, 0);
    const [state, cost] = [this.states.pop() ?? 0, this.costs.pop() ?? 0];
    if (this.states.length > 0) this.sink(state, cost);
    return top;
  }

  private sink(state: number, cost: number): void {
    const count = this.states.length;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      if (child + 1 < count && num(this.costs, child + 1) < num(this.costs, child)) child += 1;
      if (num(this.costs, child) >= cost) break;
      this.set(at, num(this.states, child), num(this.costs, child));
      at = child;
    }
    this.set(at, state, cost);
  }

  private set(at: number, state: number, cost: number): void {
    this.states[at] = state;
    this.costs[at] = cost;
  }
}
