import type { Request } from "./draw-requests";

/** The server of study/topics/continuous-batching.md: an 8B model in 16 bits on one H100. */
const WEIGHT_BYTES = 16e9;
const CACHE_BYTES = 131_072;
/** Bytes and operations per second; operations at half of the peak. */
const BANDWIDTH = 3.35e12;
const FLOPS = 0.5 * 989e12;
/** Operations per token, and per token and token that it attends to. */
const DENSE = 2 * 8e9;
const ATTENTION = 4 * 32 * 32 * 128;
/** In bytes: 80 GB, less a tenth in reserve and the weights. */
export const CACHE_ROOM = 56e9;

export type Batching = {
  policy: "static" | "continuous";
  slots: number;
  /** Prompt tokens that one step reads at most, of all prompts together. */
  promptTokensPerStep: number;
};

/** What one pass does: a token for each row that decodes, and pieces of prompts. */
export type Step = {
  rows: number;
  /** Tokens in the caches of these rows. */
  context: number;
  /** `done` tokens of the same prompt were read before. */
  pieces: { tokens: number; done: number }[];
};

/** A request's way through the server, in seconds. */
export type Stay = {
  request: Request;
  /** From 0. */
  slot: number;
  start: number;
  firstToken: number;
  end: number;
};

export type Run = {
  /** In the order of arrival. */
  stays: Stay[];
  steps: number;
  /** The longest pause between two tokens of the same answer, in seconds. */
  longestGap: number;
  /** Of the cache, at its fullest. */
  peakBytes: number;
};

type Row = Stay & { read: number; written: number };

type Server = {
  clock: number;
  /** The next one is the last. */
  waiting: Request[];
  isFree: boolean[];
  prefilling: Row[];
  decoding: Row[];
  /** Tokens in the caches of rows that decode. */
  context: number;
};

/**
 * Serves all requests, first come, first served. With continuous batching a request takes the first
 * free slot before any step; with static batching those that wait take slots together, when all slots
 * are free. The pass that reads the end of a prompt also makes the first token of its answer.
 */
export function serve(requests: readonly Request[], batching: Batching): Run {
  const server: Server = {
    clock: 0,
    waiting: [...requests].reverse(),
    isFree: Array.from({ length: batching.slots }, () => true),
    prefilling: [],
    decoding: [],
    context: 0,
  };
  const run: Run & { stays: Row[] } = { stays: [], steps: 0, longestGap: 0, peakBytes: 0 };
  while (
    run.stays.length < requests.length ||
    server.prefilling.length + server.decoding.length > 0
  ) {
    run.stays.push(...admit(server, batching.policy));
    const step = planStep(server, batching.promptTokensPerStep);
    const seconds = stepSeconds(step);
    server.clock += seconds;
    run.steps += 1;
    run.peakBytes = Math.max(run.peakBytes, CACHE_BYTES * countCached(step));
    if (step.rows > 0) run.longestGap = Math.max(run.longestGap, seconds);
    write(server, batching.policy);
  }
  return run;
}

/** Lets requests in; to an idle server comes the next one, whenever that is. */
function admit(server: Server, policy: Batching["policy"]): Row[] {
  const { waiting, isFree, prefilling, decoding } = server;
  const isIdle = prefilling.length + decoding.length === 0;
  if (!isIdle && policy === "static") return [];
  if (isIdle) isFree.fill(true);
  if (isIdle) server.clock = Math.max(server.clock, waiting.at(-1)?.arrival ?? 0);
  const admitted: Row[] = [];
  for (let slot = isFree.indexOf(true); slot !== -1; slot = isFree.indexOf(true, slot)) {
    const request = waiting.at(-1);
    if (request === undefined || request.arrival > server.clock) break;
    waiting.pop();
    isFree[slot] = false;
    const start = server.clock;
    admitted.push({ request, slot, start, firstToken: 0, end: 0, read: 0, written: 0 });
  }
  prefilling.push(...admitted);
  return admitted;
}

/** Takes pieces of prompts, the first come first, while the step has room. */
function planStep({ prefilling, decoding, context }: Server, most: number): Step {
  const step: Step = { rows: decoding.length, context, pieces: [] };
  let room = most;
  for (const row of prefilling) {
    if (room === 0) break;
    const tokens = Math.min(room, row.request.prompt - row.read);
    step.pieces.push({ tokens, done: row.read });
    row.read += tokens;
    room -= tokens;
  }
  return step;
}

/** The longer of computing and reading memory, as in the lesson's second program. */
export function stepSeconds(step: Step): number {
  let operations = DENSE * step.rows + ATTENTION * step.context;
  for (const { tokens, done } of step.pieces)
    operations += DENSE * tokens + ATTENTION * tokens * (done + tokens / 2);
  const bytes = WEIGHT_BYTES + CACHE_BYTES * countCached(step);
  return Math.max(operations / FLOPS, bytes / BANDWIDTH);
}

function countCached({ context, pieces }: Step): number {
  return pieces.reduce((sum, { tokens, done }) => sum + done + tokens, context);
}

/** Gives each row its token at the end of a step, and lets those go that have all. */
function write(server: Server, policy: Batching["policy"]): void {
  const open = server.prefilling.findIndex(({ read, request }) => read < request.prompt);
  const ready = server.prefilling.splice(0, open === -1 ? server.prefilling.length : open);
  for (const row of ready) {
    row.firstToken = server.clock;
    server.context += row.request.prompt;
    server.decoding.push(row);
  }
  server.context += server.decoding.length;
  server.decoding = server.decoding.filter((row) => {
    row.written += 1;
    if (row.written < row.request.answer) return true;
    row.end = server.clock;
    server.context -= row.request.prompt + row.written;
    if (policy === "continuous") server.isFree[row.slot] = true;
    return false;
  });
}
