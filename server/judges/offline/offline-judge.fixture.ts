import type { Diagram } from "#domain/diagram/diagram.schema";
import { EMPTY_ANSWERS, type Answers } from "#domain/attempts/answer.schema";
import { sourcesOf } from "../../grading/defences/copied";
import type { GradedProblem } from "../../grading/grade-input";
import type { JudgeAnswer, JudgeReply, JudgeRequest } from "../../grading/judge";
import { rubricSchema, type Criterion, type Rubric } from "#domain/rubrics/rubric.schema";
import { signalsSchema, type CriterionLists } from "./lists.schema";
import { createOfflineJudge } from "./offline-judge";

/** A rubric that carries its lists in its criteria. */
export type ListedRubric = Omit<Rubric, "criteria"> & { criteria: (Criterion & CriterionLists)[] };

const listsById = new Map<string, CriterionLists>();

function criterion(
  id: string,
  section: string,
  signals: Record<string, unknown> | null,
  more: object = {},
): object {
  if (signals) listsById.set(id, { signals: signalsSchema.parse(signals) });
  return {
    id,
    section,
    text: `The design deals with the matter that is called ${id} in a way of its own.`,
    weight: 2,
    level: "mid",
    pass: `An example of an answer that would pass for ${id} stands here for the reader.`,
    fail: `We just do ${id}.`,
    advice: `Say more about ${id}.`,
    topics: ["rag-end-to-end"],
    ...more,
  };
}

const PLAIN_RUBRIC = rubricSchema.parse({
  problem: "support-assistant",
  bars: { mid: 40, senior: 60, staff: 80 },
  criteria: [
    criterion("rerank", "components", {
      met: [
        ["rerank", "cross-encoder"],
        ["top", "candidates", "first list"],
      ],
    }),
    criterion(
      "chunks",
      "components",
      {
        met: [["chunk", "split"], ["heading", "overlap"], { number: "tokens" }],
        partial: [["chunk", "split"], { number: "tokens" }],
      },
      { partial: "Names a size and no boundary." },
    ),
    criterion("cache", "architecture", {
      met: [
        ["cache", "memoise"],
        ["ttl", "expire", "invalidate"],
      ],
      against: ["stale answers are fine", "ttl is infinite"],
    }),
    criterion("cost", "latency_cost", {
      met: [["per query", "a query", "each query"], { number: "money" }],
      also: ["architecture"],
      window: 1,
    }),
    criterion(
      "queue",
      "architecture",
      {
        met: [["queue"], ["ingest", "worker"]],
        diagram: [
          {
            fact: "path",
            from: { kind: ["queue"] },
            to: { kind: ["vector_store"] },
            via: { kind: ["worker"] },
          },
        ],
      },
      { evidence: ["text", "diagram"] },
    ),
    criterion("metrics", "evaluation", {
      met: [
        ["recall@k", "mrr", "ndcg"],
        ["labelled", "golden set"],
      ],
    }),
    criterion("insight", "evaluation", null),
  ],
  canaries: [
    {
      id: "absent",
      section: "scenario",
      text: "The answer quotes the serial number of the office coffee machine.",
      pass: "The coffee machine has serial number CM-88-1204.",
      fail: "There is a coffee machine.",
      expect: "not_met",
    },
    {
      id: "trivial",
      section: "components",
      text: "The answer contains at least one sentence about software.",
      pass: "A service calls a model.",
      fail: "Lorem ipsum.",
      expect: "met",
    },
  ],
});

/** Six criteria that between them use everything that lists can say to the offline judge. */
export const RUBRIC: ListedRubric = {
  ...PLAIN_RUBRIC,
  criteria: PLAIN_RUBRIC.criteria.map((one) => ({ ...one, ...listsById.get(one.id) })),
};

export const STRONG: Answers = {
  scenario: "Support staff ask 40 questions a second at the peak, and wait two seconds at most.",
  components:
    "Pages are split at headings into 400 tokens. A cross-encoder scores the top 40 and keeps five.",
  architecture: "Answers are cached by page version. Entries expire after ten minutes.",
  latency_cost: "Each query costs $0.004, most of it for the prompt.",
  evaluation: "We track recall@5 and MRR on a golden set of 600 labelled questions.",
};

export const EMPTY_DIAGRAM: Diagram = {
  nodes: [],
  edges: [],
  containers: [],
  annotations: [],
  unreadable: [],
  hidden: [],
  counts: {
    nodes: 0,
    edges: 0,
    boundEdges: 0,
    inferredEdges: 0,
    danglingEdges: 0,
    containers: 0,
    annotations: 0,
    unreadable: 0,
    hidden: 0,
  },
};

/** Queue → worker → vector store. */
export const DIAGRAM: Diagram = {
  ...EMPTY_DIAGRAM,
  nodes: [
    { id: "N1", label: "Page events", kind: "queue", elements: ["a"], container: null, notes: [] },
    {
      id: "N2",
      label: "Ingestion worker",
      kind: "worker",
      elements: ["b"],
      container: null,
      notes: [],
    },
    {
      id: "N3",
      label: "pgvector",
      kind: "vector_store",
      elements: ["c", "c-text"],
      container: null,
      notes: [],
    },
  ],
  edges: [edge("E1", "N1", "N2"), edge("E2", "N2", "N3")],
};

function edge(id: string, from: string, to: string): Diagram["edges"][number] {
  return {
    id,
    from,
    to,
    direction: "forward",
    label: null,
    binding: "bound",
    elements: [`el-${id}`],
  };
}

function problemOf(statementMarkdown: string): GradedProblem {
  const levels = { mid: "", senior: "", staff: "" };
  return { title: "", statementMarkdown, levels, clarifications: [] };
}

type Options = { diagram?: Diagram; rubric?: Rubric; system?: string };

/** A request for every criterion and canary of the rubric. */
export function toRequest(answers: Partial<Answers>, options: Options = {}): JudgeRequest {
  const rubric = options.rubric ?? RUBRIC;
  const ask = [
    ...rubric.criteria.map(({ id, section, text, pass, fail, partial, evidence }) => {
      return { id, section, text, pass, fail, partial: partial ?? null, evidence };
    }),
    ...rubric.canaries.map(({ id, section, text, pass, fail }) => {
      return { id, section, text, pass, fail, partial: null, evidence: ["text" as const] };
    }),
  ];
  return {
    questions: ask,
    rubric,
    material: {
      answers: { ...EMPTY_ANSWERS, ...answers },
      diagram: options.diagram ?? EMPTY_DIAGRAM,
      diagramText: "",
    },
    sources: () => sourcesOf(problemOf(options.system ?? ""), rubric),
    prompt: { system: options.system ?? "", material: "", questions: "" },
    replyJsonSchema: {},
  };
}

/** The reply of the offline judge, and its answers by id. */
export async function judgeAnswers(
  answers: Partial<Answers>,
  options: Options = {},
): Promise<{ reply: JudgeReply; of: (id: string) => JudgeAnswer }> {
  const request = toRequest(answers, options);
  const reply = await createOfflineJudge().judge(request, new AbortController().signal);
  const of = (id: string): JudgeAnswer => {
    const answer = reply.answers.find((one) => one.id === id);
    if (!answer) throw new Error(`no answer to ${id}`);
    return answer;
  };
  return { reply, of };
}
