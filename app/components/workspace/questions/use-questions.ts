import { useCallback, useEffect, useRef, useState } from "react";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import { postForm } from "../post-form";
import type { Hear } from "../use-thread";

/** While the interviewer thinks; an answer takes a second or a few. */
const ASK_AGAIN_MS = 800;

type Reply = { questions: AskedQuestion[] };

/** Keeps the questions of an attempt up to date, and asks another. */
export function useQuestions(
  attemptId: string,
  questions: readonly AskedQuestion[],
  hear: Hear,
): {
  isAsking: boolean;
  /** Why the last asking did not come through, in words. */
  error: string | null;
  /** @returns false when it did not come through; asking the same again then asks only once */
  ask: (question: string, meant?: string) => Promise<boolean>;
} {
  const url = `/attempts/${attemptId}/questions`;
  const [isAsking, setIsAsking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const lastAsk = useRef<{ question: string; askKey: string } | null>(null);
  const isWaiting = questions.some(({ status }) => status === "pending");

  const refresh = useCallback(async () => {
    const posted = await postForm<Reply>(url, null);
    if (posted.ok) hear(posted.reply);
  }, [url, hear]);

  useEffect(() => {
    void refresh();
    const look = () => void (document.visibilityState === "visible" && refresh());
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [refresh]);

  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => void refresh(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, refresh]);

  async function ask(question: string, meant?: string): Promise<boolean> {
    // The same key for the same question, until it came through.
    if (lastAsk.current?.question !== question) lastAsk.current = { question, askKey: createKey() };
    const { askKey } = lastAsk.current;
    setIsAsking(true);
    const posted = await postForm<Reply>(url, { askKey, question, ...(meant && { meant }) });
    setIsAsking(false);
    setError(posted.ok ? null : posted.error);
    if (!posted.ok) return false;
    lastAsk.current = null;
    hear(posted.reply);
    return true;
  }

  return { isAsking, error, ask };
}

function createKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
