import { canonicalHash } from "../../text/canonical-hash";
import type { JudgeRequest } from "../../grading/judge";
import type { Message } from "./request-completion";

/**
 * Servers with a short context window cut a prompt without a word, some at its head and some in its
 * middle: Ollama keeps the system message and the last one. So a code stands at the head of the rules
 * and at the head of the material, and the reply must begin with both.
 */
export type HeadCodes = { rules: string; material: string };

type Prompted = Pick<JudgeRequest, "prompt">;

/** The same for the same texts, so that a provider's cache of the prompt's beginning still holds. */
export function makeHeadCodes({ prompt }: Prompted): HeadCodes {
  return { rules: toCode(prompt.system), material: toCode(prompt.material) };
}

function toCode(text: string): string {
  return String(parseInt(canonicalHash(text).slice(0, 8), 16) % 10_000).padStart(4, "0");
}

/** Rules, material and criteria, each code at the head of what it stands for. */
export function writeMessages({ prompt }: Prompted, { rules, material }: HeadCodes): Message[] {
  const ask = `The object's first key is "read": the code at the head of the rules, a hyphen, and the code at the head of the material.`;
  return [
    { role: "system", content: `Code of the rules: ${rules}\n\n${prompt.system}` },
    { role: "user", content: `Code of the material: ${material}\n\n${prompt.material}` },
    { role: "user", content: `${prompt.questions}\n${ask}` },
  ];
}

/** A reply's schema with the codes before all else; which they are is for the model to read. */
export function withReadKey(schema: Record<string, unknown>): Record<string, unknown> {
  const { properties, required, ...rest } = schema as {
    properties: Record<string, unknown>;
    required: string[];
  };
  return {
    ...rest,
    properties: { read: { type: "string" }, ...properties },
    required: ["read", ...required],
  };
}

/** Takes the codes out of a reply; `fault` where they aren't those of the prompt. */
export function takeReadKey(
  reply: unknown,
  { rules, material }: HeadCodes,
): { rest: unknown; fault: string | null } {
  if (typeof reply !== "object" || reply === null) return { rest: reply, fault: null };
  const { read, ...rest } = reply as Record<string, unknown>;
  const isRight = read === `${rules}-${material}`;
  return { rest, fault: isRight ? null : `"read" isn't the two codes at the heads` };
}
