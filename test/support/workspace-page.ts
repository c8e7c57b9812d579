import type { Save } from "#domain/attempts/save.schema";
import { TEXT_IDS } from "#domain/attempts/answer.schema";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { Workspace } from "#server/attempts/get-workspace";
import { ServerClock } from "../../app/lib/saving/server-clock";
import { ModelServer } from "./save-world";

const NOW = "2026-03-01T12:00:00.000Z";

/** A server of saves behind this document's fetch, and what its loader hands out. */
export type ServedAttempt = {
  server: ModelServer;
  /** Saves that were sent, answered or not. */
  countSent: () => number;
  /** The workspace as the loader would give it now. */
  load: () => Workspace;
  /** Answers every save from now on with this. */
  refuseSaves: (status: number, userMessage: string) => void;
};

/** Begins an attempt without a clock, with nothing in it. Every save is answered by this process. */
export function serveAttempt(id: string): ServedAttempt {
  const server = new ModelServer();
  let refusal: { status: number; userMessage: string } | null = null;
  let sent = 0;
  async function answer(_url: unknown, init?: RequestInit): Promise<Response> {
    sent += 1;
    const body = await new Response(init?.body ?? null).text();
    if (refusal === null) return Response.json(server.save(JSON.parse(body) as Save));
    const { status, userMessage } = refusal;
    return Response.json({ userMessage }, { status });
  }
  window.fetch = answer as typeof fetch;
  return {
    server,
    countSent: () => sent,
    load: () => toWorkspace(id, server),
    refuseSaves: (status, userMessage) => (refusal = { status, userMessage }),
  };
}

export function createClock(): ServerClock {
  return new ServerClock({ monotonicMs: () => performance.now(), wallMs: () => Date.now() });
}

function toWorkspace(id: string, server: ModelServer): Workspace {
  const { texts, elements } = server.work();
  const blank = { text: "", revision: 0 };
  return {
    attempt: {
      id,
      kind: "interview",
      earlier: null,
      locked: [],
      level: "mid",
      lens: "product",
      brief: "case",
      minutes: null,
      isPractice: false,
      hasCurveball: false,
      probing: "off",
      asking: "own_words",
      status: "in_progress",
      startedAt: NOW,
      deadlineAt: null,
      submittedAt: null,
    },
    problem: {
      slug: "a-problem",
      version: 1,
      head: {
        title: "A problem",
        prompts: perSection((section) => `What of ${SECTION_TITLES[section]}?`),
        shares: perSection(() => 1 / SECTION_IDS.length),
        hints: null,
        goodAtLevel: null,
        suggestions: null,
      },
      briefMarkdown: "Design it.",
    },
    questions: [],
    interviewer: { opening: null, turns: [] },
    curveball: null,
    texts: Object.fromEntries(
      TEXT_IDS.map((text) => [text, texts[text] ?? blank]),
    ) as Workspace["texts"],
    scene: { elements: [...elements], files: {} },
    leftOutCount: 0,
    serverNow: NOW,
  };
}

function perSection<T>(valueOf: (section: (typeof SECTION_IDS)[number]) => T) {
  const pairs = SECTION_IDS.map((section) => [section, valueOf(section)]);
  return Object.fromEntries(pairs) as Record<(typeof SECTION_IDS)[number], T>;
}
