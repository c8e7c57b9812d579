import { describe, expect, it } from "vitest";
import { EMPTY_ANSWERS, type Answers } from "#domain/attempts/answer.schema";
import type { Diagram } from "#domain/diagram/diagram.schema";
import { verifierSchema, type DiagramFact, type Verifier } from "../lists.schema";
import { runVerifier, type VerifierResult } from "./run-verifier";

const BILL = verifierSchema.parse({
  kind: "arithmetic",
  quantities: {
    chats: { number: "rate", terms: ["chats", "conversations"] },
    price: { number: "money", terms: ["per chat", "a chat"] },
    bill: { number: "money_rate", terms: ["a month", "bill", "monthly"] },
  },
  factors: ["chats", "price"],
  equals: "bill",
});

function check(
  text: string,
  more: Partial<Answers> = {},
  verifier: Verifier = BILL,
): VerifierResult {
  const answers = { ...EMPTY_ANSWERS, ...more, latency_cost: text };
  return runVerifier(verifier, { answers, diagram: draw([], []), section: "latency_cost" });
}

describe("arithmetic", () => {
  it.each([
    "There are 200k chats a day at $0.004 per chat. The bill is $24k a month.",
    "At $0.004 a chat, 200,000 chats/day come to $24,000 a month.",
    "200k daily chats cost 0.4 cents a chat, a monthly bill of $24,000.",
    "6M conversations per month. A chat costs $0.004, so a chat is cheap. The bill: $0.8k a day.",
  ])("agrees: %s", (text) => {
    const result = check(text);
    expect(result.reasoning).toContain("Your numbers agree");
    expect(result.verdict).toBe("met");
    for (const item of result.evidence) {
      if (item.source !== "text") throw new Error("text expected");
      expect(text.slice(item.start, item.end)).toBe(item.quote);
    }
  });

  it("shows the sum where it does not come out", () => {
    const result = check(
      "There are 200k chats a day at $0.004 per chat. The bill is $2,400 a month.",
    );
    expect(result.verdict).toBe("not_met");
    expect(result.reasoning).toBe(
      "Your numbers do not agree: 200k chats a day × $0.004 = $24,000 a month, but you wrote $2,400 a month.",
    );
    expect(result.evidence).toHaveLength(2);
  });

  it("keeps to the tolerance", () => {
    const at = (dollars: string): string =>
      check(`200k chats a day at $0.004 per chat, a bill of ${dollars} a month.`).verdict;
    expect(at("$21,000")).toBe("met");
    expect(at("$19,500")).toBe("met");
    expect(at("$18,000")).toBe("not_met");
    expect(at("$40,000")).toBe("not_met");
  });

  it("says which number is missing", () => {
    const result = check("We have 200k chats a day. The bill is $24k a month.");
    expect(result).toMatchObject({ verdict: "not_met", evidence: [] });
    expect(result.reasoning).toContain("an amount in dollars near “per chat” or “a chat”");
    expect(check("").verdict).toBe("not_met");
  });

  it("takes the number nearest to the term", () => {
    const result = check(
      "A ticket costs $4.60 today. 200k chats a day at $0.004 per chat make a bill of $24k a month, of the $45k a month that finance allows.",
    );
    expect(result.verdict).toBe("met");
  });

  it("takes the parts from another section, the result only from its own", () => {
    const scenario = "Customers hold 200k chats a day with us.";
    const result = check("At $0.004 per chat the bill is $24k a month.", { scenario });
    expect(result.verdict).toBe("met");
    expect(result.evidence.map((item) => item.source === "text" && item.section)).toEqual([
      "scenario",
      "latency_cost",
    ]);
    const elsewhere = { scenario: `${scenario} The bill is $24k a month.` };
    expect(check("At $0.004 per chat it is cheap.", elsewhere).verdict).toBe("not_met");
  });

  it("divides", () => {
    const verifier = verifierSchema.parse({
      kind: "arithmetic",
      quantities: {
        messages: { number: "rate", terms: ["messages"] },
        batch: { number: "count", terms: ["batch"] },
        calls: { number: "rate", terms: ["calls"] },
      },
      factors: ["messages"],
      divisors: ["batch"],
      equals: "calls",
    });
    const text = "We serve 40 messages per second with a batch of 8, so 5 calls per second.";
    expect(check(text, {}, verifier).verdict).toBe("met");
    expect(check(text.replace("5 calls", "9 calls"), {}, verifier).verdict).toBe("not_met");
  });
});

type Node = Diagram["nodes"][number];

function node(id: string, label: string, kind: Node["kind"]): Node {
  return { id, label, kind, elements: [`el-${id}`], container: null, notes: [] };
}

function draw(nodes: Node[], arrows: [string, string][]): Diagram {
  const edges = arrows.map(([from, to], index) => ({
    id: `E${index + 1}`,
    from,
    to,
    direction: "forward" as const,
    label: null,
    binding: "bound" as const,
    elements: [`el-E${index + 1}`],
  }));
  return {
    nodes,
    edges,
    containers: [],
    annotations: [],
    unreadable: [],
    hidden: [],
    counts: {
      nodes: nodes.length,
      edges: edges.length,
      boundEdges: edges.length,
      inferredEdges: 0,
      danglingEdges: 0,
      containers: 0,
      annotations: 0,
      unreadable: 0,
      hidden: 0,
    },
  };
}

const NODES = [
  node("N1", "Chat app", "client"),
  node("N2", "Gateway A", "gateway"),
  node("N3", "Gateway B", "gateway"),
  node("N4", "pgvector", "vector_store"),
  node("N5", "Rule desk", null),
];

function checkFact(fact: DiagramFact, arrows: [string, string][], nodes = NODES): VerifierResult {
  const verifier = verifierSchema.parse({ kind: "diagram", facts: [fact] });
  return runVerifier(verifier, {
    answers: EMPTY_ANSWERS,
    diagram: draw(nodes, arrows),
    section: "architecture",
  });
}

const PATH: DiagramFact = {
  fact: "path",
  from: { kind: ["client"] },
  to: { kind: ["vector_store"] },
};

describe("diagram facts", () => {
  it("says that nothing is drawn", () => {
    expect(checkFact(PATH, [], [])).toEqual({
      verdict: "not_met",
      evidence: [],
      reasoning: "Nothing is drawn on the canvas.",
    });
  });

  it("has: counts nodes by kind or by words of the label", () => {
    const two: DiagramFact = { fact: "has", node: { kind: ["gateway"] }, count: 2 };
    expect(checkFact(two, []).evidence).toEqual([
      { source: "diagram", ids: ["N2", "N3"], elementIds: ["el-N2", "el-N3"] },
    ]);
    expect(checkFact({ ...two, count: 3 }, []).verdict).toBe("not_met");
    const label: DiagramFact = { fact: "has", node: { label: ["rule desk"] }, count: 1 };
    expect(checkFact(label, []).verdict).toBe("met");
  });

  it("path: along the arrows, with what it passes as evidence", () => {
    const there = checkFact(PATH, [
      ["N1", "N2"],
      ["N2", "N4"],
    ]);
    expect(there.verdict).toBe("met");
    expect(there.evidence).toEqual([
      {
        source: "diagram",
        ids: ["N1", "E1", "N2", "E2", "N4"],
        elementIds: ["el-N1", "el-E1", "el-N2", "el-E2", "el-N4"],
      },
    ]);
    expect(
      checkFact(PATH, [
        ["N2", "N1"],
        ["N2", "N4"],
      ]).verdict,
    ).toBe("not_met");
  });

  it("path via: only through the part named", () => {
    const via: DiagramFact = { ...PATH, via: { label: ["rule desk"] } };
    expect(
      checkFact(via, [
        ["N1", "N2"],
        ["N2", "N4"],
      ]).verdict,
    ).toBe("not_met");
    expect(
      checkFact(via, [
        ["N1", "N5"],
        ["N5", "N4"],
      ]).verdict,
    ).toBe("met");
    expect(checkFact(via, [["N1", "N5"]]).reasoning).toContain(
      "through a component called “rule desk”",
    );
  });

  it("connected: a store that is filled and read", () => {
    const fact: DiagramFact = { fact: "connected", node: { kind: ["vector_store"] } };
    expect(
      checkFact(fact, [
        ["N2", "N4"],
        ["N4", "N1"],
      ]).verdict,
    ).toBe("met");
    expect(checkFact(fact, [["N4", "N1"]]).verdict).toBe("not_met");
    expect(checkFact(fact, []).verdict).toBe("not_met");
    const worker = [...NODES, node("N6", "Ingestion worker", "worker")];
    expect(checkFact(fact, [["N6", "N4"]], worker).verdict).toBe("not_met");
  });

  it("no_single_point: another way around every part between", () => {
    const fact: DiagramFact = { ...PATH, fact: "no_single_point" };
    const one: [string, string][] = [
      ["N1", "N2"],
      ["N2", "N4"],
    ];
    expect(checkFact(fact, one).verdict).toBe("not_met");
    expect(checkFact(fact, [...one, ["N1", "N3"], ["N3", "N4"]]).verdict).toBe("met");
    expect(checkFact(fact, []).verdict).toBe("not_met");
  });

  it("needs every fact", () => {
    const facts = [PATH, { fact: "has", node: { kind: ["queue"] } }];
    const verifier = verifierSchema.parse({ kind: "diagram", facts });
    const diagram = draw(NODES, [["N1", "N4"]]);
    const result = runVerifier(verifier, {
      answers: EMPTY_ANSWERS,
      diagram,
      section: "components",
    });
    expect(result).toMatchObject({ verdict: "not_met", evidence: [] });
    expect(result.reasoning).toBe("The drawing does not show a queue.");
  });
});
