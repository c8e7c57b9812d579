// The small form of zod: candidates' browsers load this file.
import * as z from "zod/mini";

export const MAX_QUESTION_CHARS = 400;
/** Nobody asks this much in an hour; it bounds what a script could cost. */
export const MAX_QUESTIONS = 30;
/** Of one person, over all attempts. */
export const MAX_QUESTIONS_AN_HOUR = 60;

/**
 * How the interviewer is asked about the brief: in the candidate's own words, with what can be asked
 * hidden; with a list of it on request as well; or not at all.
 */
export const ASKING_MODES = ["own_words", "list", "off"] as const;
export type AskingMode = (typeof ASKING_MODES)[number];

/** A question as the workspace sends it. `askKey` makes asking again after a lost reply harmless. */
export const askSchema = z.object({
  askKey: z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)),
  question: z.string().check(z.trim(), z.minLength(2), z.maxLength(MAX_QUESTION_CHARS)),
  /** The id of one that was offered, when the candidate says that it is meant. */
  meant: z.optional(z.string().check(z.maxLength(80))),
});
export type Ask = z.infer<typeof askSchema>;

/**
 * - pending: the interviewer thinks
 * - answered: from the problem's own list
 * - unsure: several of the list may be meant; the candidate says which
 * - unsettled: nothing that the problem settles
 */
export type QuestionStatus = "pending" | "answered" | "unsure" | "unsettled";

/** One question as the candidate sees it. Times are ISO 8601. */
export type AskedQuestion = {
  id: string;
  question: string;
  status: QuestionStatus;
  answer: string | null;
  answeredBy: "list" | "model" | null;
  /** Questions of the list: what may be meant while it is unsure, and topics near it where it is unsettled. */
  offered: { id: string; question: string }[];
  askedAt: string;
};

/** What the interviewer told a candidate: the judge's context, and no words of theirs. */
export type Told = { question: string; answer: string };
