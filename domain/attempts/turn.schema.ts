// The small form of zod: candidates' browsers load this file.
import * as z from "zod/mini";
import { SECTION_IDS } from "../problems/scale";
import type { SectionId } from "../problems/scale";
import type { ReplyId } from "./answer.schema";

/** Follow-up questions of one attempt. Each has a reply of its own, see `REPLY_IDS`. */
export const MAX_PROBES = 6;
export const MAX_PROBES_A_SECTION = 2;

/**
 * When the interviewer follows up: after a section, when the candidate asks for it, or never.
 * Attempts from before there was a choice have none.
 */
export const PROBING_MODES = ["after_sections", "on_request", "off"] as const;
export type ProbingMode = (typeof PROBING_MODES)[number];

/** Asks for a follow-up on a section. `askKey` makes asking again after a lost reply harmless. */
export const askProbeSchema = z.object({
  askKey: z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)),
  section: z.enum(SECTION_IDS),
});
export type AskProbe = z.infer<typeof askProbeSchema>;

/** Names a follow-up: to decline it, or to take that back. */
export const turnSchema = z.object({
  turn: z.coerce.number().check(z.int(), z.gte(1), z.lte(MAX_PROBES)),
});

/**
 * - pending: the interviewer thinks
 * - asked: the follow-up can be replied to
 * - declined: the candidate passed; a reply that was begun doesn't count
 * - nothing: the interviewer has no question about that section
 */
type TurnStatus = "pending" | "asked" | "declined" | "nothing";

/** A follow-up as the candidate sees it; what it was asked for stays on the server. */
export type Turn = {
  /** From 1, in the order in which they were asked. */
  turn: number;
  section: SectionId;
  status: TurnStatus;
  /** What the interviewer says; null while it is pending. */
  text: string | null;
};

/** The interviewer of an attempt. `opening` is null where there is none. */
export type Turns = { opening: string | null; turns: Turn[] };

/** One follow-up with its reply, as it was handed in. */
export type Exchange = {
  turn: number;
  section: SectionId;
  question: string;
  /** "" where none was written. */
  reply: string;
  isDeclined: boolean;
};

/** Which of the texts of an attempt replies to a follow-up. */
export function replyIdOf(turn: number): ReplyId {
  return `reply_${Math.min(MAX_PROBES, Math.max(1, turn))}` as ReplyId;
}

/** What the candidate said in an exchange: nothing of what they declined. */
export function repliesOf(exchanges: readonly Exchange[]): Exchange[] {
  return exchanges.filter(({ reply, isDeclined }) => !isDeclined && reply.trim() !== "");
}
