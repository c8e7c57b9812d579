import { expect, it } from "vitest";
import { suggestClusters } from "./suggest-clusters";

const of = (id: string, section: string, ...topics: string[]) => ({ id, section, topics });

it("puts together what shares a section and a topic, three at most, and leaves out the rest", () => {
  const clusters = suggestClusters([
    of("budget", "latency_cost", "latency", "caching"),
    of("golden-set", "evaluation", "latency"),
    of("ttl", "latency_cost", "caching"),
    of("p95", "latency_cost", "latency"),
    of("tail", "latency_cost", "latency"),
    of("bill", "latency_cost", "pricing"),
  ]);
  expect(clusters).toEqual([["budget", "ttl", "p95"]]);
});

it("gives what is left over a cluster of its own, and each criterion one at most", () => {
  const four = ["a", "b", "c", "d", "e"].map((id) => of(id, "evaluation", "metrics"));
  expect(suggestClusters(four)).toEqual([
    ["a", "b", "c"],
    ["d", "e"],
  ]);
  expect(suggestClusters([of("alone", "evaluation", "metrics")])).toEqual([]);
  expect(suggestClusters([])).toEqual([]);
});
