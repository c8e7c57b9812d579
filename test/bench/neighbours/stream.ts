import type { Product } from "../grade/product";
import { listWorstTexts } from "./worst-texts";

/** Hostile gradings under way at any time: as many as honest ones beside them. */
const IN_FLIGHT = 8;

export type Stream = {
  /** How many ended so far, by status. */
  ended: Map<string, number>;
  /** Hands in no more; what is under way is left. */
  stop: () => void;
};

/**
 * Hands in one worst text after the other, each by another person, so that `IN_FLIGHT` are being
 * graded all the time. Resolves when all of these are on the queue.
 */
export async function openStream(product: Product): Promise<Stream> {
  const texts = listWorstTexts();
  const ended = new Map<string, number>();
  let next = 0;
  let isOpen = true;
  async function feed(): Promise<void> {
    if (!isOpen) return;
    const text = texts[next % texts.length];
    next += 1;
    if (!text) throw new Error("there are no texts");
    const gradeId = await product.submit(await product.write({ answers: text.answers }));
    void product.whenEnded([gradeId]).then(([status = "unknown"]) => {
      ended.set(status, (ended.get(status) ?? 0) + 1);
      return feed();
    });
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, feed));
  return { ended, stop: () => void (isOpen = false) };
}
