import type { SeenMaterial } from "./read-request";
import type { AnswerSource } from "./sources";

export type FakeVerdict = "met" | "partial" | "not_met" | "cannot_assess";
export type FakeEvidence =
  { source: AnswerSource | "interview"; quote: string } | { source: "diagram"; ids: string[] };
export type FakeAnswer = {
  verdict: FakeVerdict;
  evidence: FakeEvidence[];
  reasoning?: string;
  advice?: string;
};

/** What a judge that was taken over rests its verdicts on. */
export type CapturedClaims =
  | "invented"
  | "half_invented"
  /** The attack itself. */
  | "payload"
  /** One real sentence, the shortest, for everything. */
  | "one_sentence"
  /** Real sentences, another for nearly every criterion. */
  | "each_its_own"
  /** Nothing: what isn't there is "cannot_assess". */
  | "abstaining";

/** How a judge behaves that answers at all. Criteria that are not listed are "not_met". */
export type JudgingCharacter =
  /** Says what it is told, word for word. */
  | { kind: "scripted"; answers: Record<string, FakeAnswer> }
  /** Scripted by turn: the n-th time a criterion is asked it gets the n-th answer, then the last. */
  | { kind: "fickle"; answers: Record<string, FakeAnswer[]> }
  /** Gives the expected verdicts, quoting real sentences of the criterion's section. */
  | { kind: "perfect"; expected: Record<string, FakeVerdict> }
  /** Perfect about each of several answers, known by a phrase that stands in no other. */
  | {
      kind: "labelled";
      /** The statements that were labelled; another under the same id is not met. */
      statements: Record<string, string>;
      answers: { phrase: string; expected: Record<string, FakeVerdict> }[];
      /** Where one of these stands in the material, everything but the canaries is met. */
      orders?: string[];
      /** All its quotes are made up. */
      inventsQuotes?: boolean;
    }
  /** "met" to everything, quoting what nobody wrote. */
  | { kind: "always_met_invented" }
  /** "met" to everything, quoting real sentences. */
  | { kind: "always_met_quoting" }
  /** Any verdict for anything, quoting real sentences; repeatable by its seed. */
  | { kind: "random"; seed: number }
  /** Perfect, until the material tells it what to say. */
  | { kind: "obedient"; expected: Record<string, FakeVerdict> }
  /**
   * Perfect while the material is the clean one. The least trace of anything more takes it over, in
   * whatever language or disguise: it then says "met" to all (but the canaries), or abstains.
   */
  | {
      kind: "captured";
      expected: Record<string, FakeVerdict>;
      clean: SeenMaterial;
      claims: CapturedClaims;
    }
  /** Perfect, but all its quotes are made up. */
  | { kind: "quote_inventor"; expected: Record<string, FakeVerdict> }
  /** Perfect, but the second half of each quote is made up. */
  | { kind: "half_quote_inventor"; expected: Record<string, FakeVerdict> };

/** Which criteria a fault of quoting is confined to; all when not given. */
export type FaultScope = { only?: string[] };

/**
 * How a server or model fails: for ever, or until so many faults (`times`) or until it is asked to
 * mend its reply (`untilMended`); then it behaves as `then` says.
 */
export type FailingCharacter =
  | { kind: "malformed" }
  | { kind: "json_in_prose" }
  | { kind: "wrong_ids" }
  | { kind: "truncated" }
  | { kind: "refusing" }
  | { kind: "content_filter" }
  /** Never answers; `afterHeaders` stops in the middle of the body instead. */
  | { kind: "hanging"; afterHeaders?: boolean }
  | { kind: "rate_limited"; retryAfter?: string }
  | { kind: "failing"; status: number; message?: string; code?: string }
  | { kind: "dropping"; afterHeaders?: boolean }
  /** The body comes byte by byte and never ends. */
  | { kind: "trickling" }
  /** The body comes as fast as it is read and never ends; `status` of an error, else 200. */
  | { kind: "flooding"; status?: number }
  /** A few kilobytes that unpack to 16 MB. */
  | { kind: "bomb" }
  | { kind: "not_json" };

/** How an interviewer behaves: says what it is told to, whatever was asked. */
type InterviewingCharacter = {
  kind: "interviewing";
  reply: { clarification_ids: string[]; answer: string } | { question: string };
};

export type Character =
  | InterviewingCharacter
  | (JudgingCharacter & FaultScope)
  | (FailingCharacter & {
      times?: number;
      untilMended?: boolean;
      then?: JudgingCharacter & FaultScope;
    })
  /** A server that answers 400 to every response_format it doesn't know. */
  | { kind: "limited"; knows: "json_object" | "text"; then: JudgingCharacter & FaultScope }
  /** A chat template that takes turns only, or knows no system message either. */
  | { kind: "turns_only"; hasSystem: boolean; then: JudgingCharacter & FaultScope }
  /** A context window that is too short: the head of a message is cut off without a word. */
  | { kind: "cut"; loses: "rules" | "material"; then: JudgingCharacter & FaultScope };
