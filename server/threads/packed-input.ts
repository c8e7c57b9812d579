import { LRUCache } from "lru-cache";
import type { GradeInput } from "../grading/grade-input";

/** The input of a grading as it goes to a thread: what is the same for many answers goes as text. */
export type PackedInput = Omit<GradeInput, keyof Content> & { content: string };

type Content = Pick<GradeInput, "problem" | "rubric" | "failures">;

/** More than the problems that one thread meets in a while. */
const MAX_KEPT = 16;
const kept = new LRUCache<string, Content>({ max: MAX_KEPT });

/** A string is copied far faster than the objects of a rubric (2 ms against 5 to 20). */
export function packInput({ problem, rubric, failures, ...rest }: GradeInput): PackedInput {
  return { ...rest, content: JSON.stringify({ problem, rubric, failures }) };
}

/**
 * The same text gives the same objects: a rubric's compiled signals, the index of what may be copied
 * and the solution's diagram are each made once for an object and take up to half a second.
 */
export function unpackInput({ content, ...rest }: PackedInput): GradeInput {
  const known = kept.get(content) ?? (JSON.parse(content) as Content);
  kept.set(content, known);
  return { ...rest, ...known };
}
