import type { Diagram } from "#domain/diagram/diagram.schema";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Sources } from "./defences/copied";
import type { Usage } from "#domain/grading/grade.schema";
import type { JudgeDescription } from "#domain/grading/judge-description";
import type { ReplyShape, Verdict } from "#domain/grading/verdicts";

/** A criterion (or canary) as a judge is asked about it. */
export type JudgeQuestion = {
  id: string;
  section: SectionId;
  text: string;
  pass: string;
  fail: string;
  /** Anchor of `partial`; null means that verdict is not allowed. */
  partial: string | null;
  /** "interview" only where there are replies to quote. */
  evidence: ("text" | "diagram" | "interview")[];
};

/** What the candidate handed in, cleaned, as every call of one grading sees it. */
export type JudgeMaterial = {
  answers: Answers;
  /** Follow-ups of the interviewer that were replied to; absent where there were none. */
  interview?: JudgedReply[];
  diagram: Diagram;
  diagramText: string;
};
type JudgedReply = Pick<Exchange, "turn" | "section" | "question" | "reply">;

/**
 * One call. Prompts stand in cache order: everything up to `questionsPrompt` is the same for all
 * calls of one grading. A judge that needs no prompt reads `questions`, `material`, `sources` and
 * `rubric`.
 */
export type JudgeRequest = {
  questions: JudgeQuestion[];
  rubric: Rubric;
  material: JudgeMaterial;
  /** What the candidate was given, and what the rubric says: quoting it back shows nothing. */
  sources: () => Sources;
  prompt: {
    /** Grader rules, then problem and anchors: the `system` message. */
    system: string;
    /** The candidate's material as JSON data: the first `user` message. */
    material: string;
    /** What this call asks, criteria or else: the last `user` message. */
    questions: string;
  };
  /** JSON Schema of the reply, generated from `questions`; draft 2020-12, strict. */
  replyJsonSchema: Record<string, unknown>;
  /** US dollars that the calls about this material may cost together; absent: the judge's own bound. */
  maxUsd?: number;
};

/** Evidence as a judge claims it, before verification. */
export type ClaimedEvidence =
  | { source: SectionId; quote: string }
  | { source: "interview"; quote: string }
  | { source: "diagram"; ids: string[] };

export type JudgeAnswer = {
  id: string;
  evidence: ClaimedEvidence[];
  reasoning: string;
  verdict: Verdict;
  advice: string;
  /** Reached by calculation and not by reading; only judges of our own code say so. */
  isComputed?: boolean;
  /** 0–1, where the judge can tell how far this one verdict is to be trusted; absent means 1. */
  confidence?: number;
};

export type JudgeReply = {
  answers: JudgeAnswer[];
  returnedModel: string | null;
  usage: Usage | null;
  /** US dollars; null when unknown. */
  costUsd: number | null;
  rawReply: string;
  /** Calls beyond the first that this reply took (one repair at most), already in `usage`. */
  repairs: number;
  /** How the shape of the reply was asked for, by judges that ask for one. */
  replyShape?: ReplyShape;
};

/** Checks a reply, already parsed from JSON. */
export type ParseReply<Value> = (
  reply: unknown,
) => { ok: true; value: Value } | { ok: false; fault: string };

/** One question that isn't about criteria, with a reply of any shape. */
export type AskRequest<Value> = Pick<
  JudgeRequest,
  "material" | "prompt" | "replyJsonSchema" | "maxUsd"
> & {
  parse: ParseReply<Value>;
  /** US dollars of the bound that other calls of the grading may still need. */
  keepUsd?: number;
  /** Of its reply; reserved under the bound. Absent: none, so that a call may pass it by its output. */
  expectedTokens?: number;
};
export type AskReply<Value> = Omit<JudgeReply, "answers"> & { value: Value };

/** A server at home: one call at a time, and what it has answered is kept. */
export type OneAtATime = {
  /** Its address, by which whoever asks it knows of the others who do. */
  server: string;
  /** Hash of all but the prompt that a reply depends on: address, model, settings. */
  settingsHash: string;
};

/**
 * The port behind which every judge stands.
 * @throws JudgeError, and nothing else, when no trustworthy reply could be had. Never a verdict.
 */
export type Judge = JudgeDescription & {
  requestedModel: string;
  /**
   * Ids of the criteria it has something to judge by. Absent for one that reads: it can judge any.
   * A criterion that is not among them is `cannot_assess`.
   */
  covers?: (rubric: Rubric) => ReadonlySet<string>;
  /** Is asked again about doubtful criteria in its place. */
  second?: Omit<Judge, "second">;
  /** The first call is awaited before the rest start, because a cached prefix is billed for less. */
  warmFirst?: boolean;
  /** Given where its server answers one call after the other. */
  oneAtATime?: OneAtATime;
  judge(request: JudgeRequest, signal: AbortSignal): Promise<JudgeReply>;
  /**
   * Asks about the whole answer. Absent of a judge that only knows criteria.
   * @throws JudgeError, as `judge` does
   */
  ask?<Value>(request: AskRequest<Value>, signal: AbortSignal): Promise<AskReply<Value>>;
  /** US dollars of a call, roughly and uncached; null where the price is unknown. */
  estimateUsd?(inputChars: number, outputTokens: number): number | null;
};

/**
 * Why a judge gave no usable reply. `retryable` ones are worth another try later (the queue's);
 * `retryAfterMs` is what the provider asked for, null if it asked for nothing.
 */
export type JudgeErrorKind =
  | "rate_limited"
  | "unavailable"
  | "timeout"
  | "aborted"
  | "refused"
  | "truncated"
  | "invalid_reply"
  | "misconfigured"
  | "budget_exceeded"
  | "canary_failed"
  /** No usable reply about more of the rubric than a grade can do without; what was answered is kept. */
  | "left_open"
  /** The judge has nothing to judge this problem by; one that reads could. */
  | "not_estimated";

/** What calls cost that gave no usable reply. US dollars; null when unknown. */
export type JudgeBill = {
  returnedModel: string | null;
  usage: Usage | null;
  costUsd: number | null;
};

/** Its message is ours and may be shown: no words of a server or a model, which may repeat a key. */
export class JudgeError extends Error {
  readonly kind: JudgeErrorKind;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  /** Null when nothing was billed: the call never came through. */
  readonly bill: JudgeBill | null;

  constructor(
    kind: JudgeErrorKind,
    message: string,
    options: {
      retryable: boolean;
      retryAfterMs?: number | null;
      bill?: JudgeBill | null;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.name = "JudgeError";
    this.kind = kind;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.bill = options.bill ?? null;
  }
}
