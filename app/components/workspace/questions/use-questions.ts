import { useCallback, useEffect, useRef, useState } from "react";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import { postForm } from "../post-form";

/** While the interviewer thinks; an answer takes a second or a few. */
const ASK_AGAIN_MS = 800;

type Reply = { questions: AskedQuestion[] };

/** The questions of an attempt, kept up to date, and the way to ask another. */
export function useQuestions(
  attemptId: string,
  known: AskedQuestion[],
): {
  questions: AskedQuestion[];
  isAsking: boolean;
  /** Why the last asking did not come through, in words. */
  error: string | null;
  /** @returns false when it did not come through; asking the same again then asks only once */
  ask: (question: string, meant?: string) => Promise<boolean>;
} {
  const url = `/attempts/${attemptId}/questions`;
  const [fetched, setFetched] = useState<AskedQuestion[]>(known);
  const [isAsking, setIsAsking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const lastAsk = useRef<{ question: string; askKey: string } | null>(null);
  // Another tab may have asked: whichever list is longer is the newer one.
  const questions = known.length > fetched.length ? known : fetched;
  const isWaiting = questions.some(({ status }) => status === "pending");

  const refresh = useCallback(async () => {
    const posted = await postForm<Reply>(url, null);
    if (posted.ok) setFetched(posted.reply.questions);
  }, [url]);

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
    setFetched(posted.reply.questions);
    return true;
  }

  return { questions, isAsking, error, ask };
}

function createKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
