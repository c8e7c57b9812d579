import { readFileSync } from "node:fs";

import { z } from "zod";

import type { toLabelledGraph } from "#domain/diagram/print";
import { SCENES_DIR } from "./testing";

type Reading = ReturnType<typeof toLabelledGraph>;

const strings = z.array(z.string());
const thingSchema = z.object({ label: z.string(), alt: strings.default([]) });
const goldSchema = z.object({
  nodes: z.array(thingSchema),
  containers: z.array(thingSchema.extend({ contains: strings })),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      direction: z.enum(["forward", "both", "none"]),
      arrow: z.string(),
      binding: z.enum(["bound", "visual"]),
    }),
  ),
  /** What two people may read differently: neither hit nor error. */
  ambiguous: z.array(
    z.object({
      labels: strings.default([]),
      elements: strings.default([]),
      arrows: strings.default([]),
      pairs: z.array(strings).default([]),
    }),
  ),
});
export type Gold = z.infer<typeof goldSchema>;

export type Tally = { gold: number; hits: number; extras: number };
export type Score = { nodes: Tally; bound: Tally; visual: Tally; edges: Tally; pairs: Tally };

export function loadGold(id: string): Gold {
  return goldSchema.parse(JSON.parse(readFileSync(new URL(`gold/${id}.json`, SCENES_DIR), "utf8")));
}

/** Compares a reading with the gold graph by labels, white space and case aside, as multisets. */
export function scoreScene(gold: Gold, reading: Reading): Score {
  const names = nameBook(gold);
  const vague = new Set(gold.ambiguous.flatMap((a) => a.labels.map(fold)));
  return {
    nodes: scoreNodes(gold, reading, vague),
    ...scoreEdges(gold, reading, names, vague),
    pairs: scorePairs(gold, reading, names, vague),
  };
}

function fold(label: string | null): string {
  return (label ?? "").normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/** Every name a thing goes by, and the gold labels that name may stand for. */
function nameBook(gold: Gold): (label: string | null) => Set<string> {
  const book = new Map<string, Set<string>>();
  for (const thing of [...gold.nodes, ...gold.containers])
    for (const name of [thing.label, ...thing.alt].map(fold))
      book.set(name, (book.get(name) ?? new Set()).add(fold(thing.label)));
  return (label) => book.get(fold(label)) ?? new Set(label ? [fold(label)] : []);
}

function scoreNodes(gold: Gold, reading: Reading, vague: ReadonlySet<string>): Tally {
  const unused = reading.nodes.map((n) => ({ ...n, name: fold(n.label) }));
  const boundaries = reading.containers.map((c) => ({ name: fold(c.label) }));
  const claim = (pool: { name: string }[], wanted: string[]) => {
    const at = pool.findIndex((p) => wanted.includes(p.name));
    if (at >= 0) pool.splice(at, 1);
    return at >= 0;
  };
  const allNames = (n: Gold["nodes"][number]) => [n.label, ...n.alt].map(fold);
  const afterLabels = gold.nodes.filter((n) => !claim(unused, [fold(n.label)]));
  const afterAlts = afterLabels.filter((n) => !claim(unused, allNames(n)));
  const missed = afterAlts.filter((n) => !claim(boundaries, allNames(n)));
  const containerNames = new Set(gold.containers.flatMap(allNames));
  const vagueElements = new Set(gold.ambiguous.flatMap((a) => a.elements));
  const extras = unused.filter(
    (n) =>
      !containerNames.has(n.name) &&
      !(n.name !== "" && vague.has(n.name)) &&
      !n.elements.every((e) => vagueElements.has(e)),
  );
  return {
    gold: gold.nodes.length,
    hits: gold.nodes.length - missed.length,
    extras: extras.length,
  };
}

function scoreEdges(
  gold: Gold,
  reading: Reading,
  names: (label: string | null) => Set<string>,
  vague: ReadonlySet<string>,
): Pick<Score, "edges" | "bound" | "visual"> {
  const vagueArrows = new Set(gold.ambiguous.flatMap((a) => a.arrows));
  const unused = reading.edges
    .filter((e) => !vagueArrows.has(e.arrow ?? ""))
    .map((e) => ({ ...e, starts: names(e.from), stops: names(e.to) }));
  const missed = new Set(gold.edges);
  for (const sameArrow of [true, false])
    for (const edge of [...missed]) {
      const [from, to] = [fold(edge.from), fold(edge.to)];
      const at = unused.findIndex(
        (e) =>
          (!sameArrow || e.arrow === edge.arrow) &&
          e.direction === edge.direction &&
          ((e.starts.has(from) && e.stops.has(to)) ||
            (edge.direction !== "forward" && e.starts.has(to) && e.stops.has(from))),
      );
      if (at < 0) continue;
      unused.splice(at, 1);
      missed.delete(edge);
    }
  const extras = unused.filter((e) => !vague.has(fold(e.from)) && !vague.has(fold(e.to))).length;
  const tally = (edges: Gold["edges"], extra: number): Tally => ({
    gold: edges.length,
    hits: edges.filter((e) => !missed.has(e)).length,
    extras: extra,
  });
  return {
    edges: tally(gold.edges, extras),
    bound: tally(
      gold.edges.filter((e) => e.binding === "bound"),
      0,
    ),
    visual: tally(
      gold.edges.filter((e) => e.binding === "visual"),
      0,
    ),
  };
}

type Pair = { outer: string; inner: string };

function scorePairs(
  gold: Gold,
  reading: Reading,
  names: (label: string | null) => Set<string>,
  vague: ReadonlySet<string>,
): Tally {
  const wanted = gold.containers.flatMap((c) =>
    c.contains.map((inner): Pair => ({ outer: fold(c.label), inner: fold(inner) })),
  );
  const allowed = [...wanted, ...indirectPairs(wanted), ...ambiguousPairs(gold)];
  const missed = [...wanted];
  let extras = 0;
  for (const c of reading.containers)
    for (const member of c.contains) {
      const ends = [fold(c.label), fold(member)];
      if (ends.some((end) => end === "" || vague.has(end))) continue;
      const fits = (p: Pair) => names(c.label).has(p.outer) && names(member).has(p.inner);
      const at = missed.findIndex(fits);
      if (at >= 0) missed.splice(at, 1);
      else if (!allowed.some(fits)) extras += 1;
    }
  return { gold: wanted.length, hits: wanted.length - missed.length, extras };
}

/** Grandchildren: true, though not asked for. */
function indirectPairs(pairs: readonly Pair[]): Pair[] {
  const found: Pair[] = [];
  const follow = (outer: string, inner: string, depth: number) => {
    for (const p of pairs)
      if (p.outer === inner && depth < 6) {
        found.push({ outer, inner: p.inner });
        follow(outer, p.inner, depth + 1);
      }
  };
  for (const p of pairs) follow(p.outer, p.inner, 0);
  return found;
}

function ambiguousPairs(gold: Gold): Pair[] {
  return gold.ambiguous
    .flatMap((a) => a.pairs)
    .flatMap(([outer, inner]) =>
      outer === undefined || inner === undefined
        ? []
        : [{ outer: fold(outer), inner: fold(inner) }],
    );
}
