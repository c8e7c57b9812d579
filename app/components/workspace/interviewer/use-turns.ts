import { useCallback, useEffect, useRef, useState } from "react";
import type { Turns } from "#domain/attempts/turn.schema";
import type { SectionId } from "#domain/problems/scale";
import { postForm } from "../post-form";
import type { Hear } from "../use-thread";

/** While the interviewer thinks; a follow-up takes a second or a few. */
const ASK_AGAIN_MS = 800;

export type TurnsControl = Turns & {
  /** A request is under way, or the interviewer thinks. */
  isBusy: boolean;
  /** Why the last request did not come through, in words. */
  error: string | null;
  ask: (section: SectionId) => Promise<boolean>;
  decline: (turn: number) => Promise<boolean>;
  undoDecline: (turn: number) => Promise<boolean>;
};

/** What the interviewer of an attempt has said, kept up to date, and the ways to answer back. */
export function useTurns(attemptId: string, known: Turns, hear: Hear): TurnsControl {
  const url = `/attempts/${attemptId}/probes`;
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  /** The same key for the same request, until it came through. */
  const lastAsk = useRef<{ section: SectionId; askKey: string } | null>(null);
  const isPending = known.turns.some(({ status }) => status === "pending");

  const refresh = useCallback(async () => {
    const posted = await postForm<Turns>(url, null);
    if (posted.ok) hear({ interviewer: posted.reply });
  }, [url, hear]);

  useEffect(() => {
    const look = () => void (document.visibilityState === "visible" && refresh());
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [refresh]);

  useEffect(() => {
    if (!isPending) return;
    const timer = setInterval(() => void refresh(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isPending, refresh]);

  async function send(fields: Record<string, string>): Promise<boolean> {
    setIsSending(true);
    const posted = await postForm<Turns>(url, fields);
    setIsSending(false);
    setError(posted.ok ? null : posted.error);
    if (posted.ok) hear({ interviewer: posted.reply });
    return posted.ok;
  }

  async function ask(section: SectionId): Promise<boolean> {
    if (lastAsk.current?.section !== section) lastAsk.current = { section, askKey: createKey() };
    const isAsked = await send({ intent: "ask", ...lastAsk.current });
    if (isAsked) lastAsk.current = null;
    return isAsked;
  }

  return {
    ...known,
    isBusy: isSending || isPending,
    error,
    ask,
    decline: (turn) => send({ intent: "decline", turn: String(turn) }),
    undoDecline: (turn) => send({ intent: "undo_decline", turn: String(turn) }),
  };
}

function createKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
