import { useRevalidator } from "@remix-run/react";
import type { Leftovers } from "~/lib/saving/send-leftovers";
import { useWriter } from "~/lib/use-writer";
import { useCallback, useEffect, useRef, useState } from "react";

export type LeftoverState = "none" | "sending" | "not_sent" | "refused";

/**
 * Looks once whether this browser kept something of the attempt that never reached the server, sends
 * it, and has the page ask for what is there now.
 */
export function useLeftovers(
  attemptId: string,
  isOwn: boolean,
): Pick<Leftovers, "refusal" | "offered"> & { state: LeftoverState; sendAgain: () => void } {
  const writer = useWriter();
  const latest = useRef(writer);
  useEffect(() => {
    latest.current = writer;
  });
  const [offered, setOffered] = useState<Leftovers["offered"]>([]);
  const [state, setState] = useState<LeftoverState>("none");
  const [refusal, setRefusal] = useState<Leftovers["refusal"]>(null);
  const { revalidate } = useRevalidator();
  const isBusy = useRef(false);
  const send = useCallback(async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    const { sendOwnLeftovers } = await import("~/lib/saving/send-own-leftovers");
    const { found, sent, refusal, offered } = await sendOwnLeftovers(attemptId, latest.current);
    isBusy.current = false;
    setRefusal(refusal);
    setOffered(offered);
    setState(refusal !== null ? "refused" : sent < found ? "not_sent" : "none");
    if (sent > 0) revalidate();
  }, [attemptId, revalidate]);
  useEffect(() => {
    if (isOwn) void send();
  }, [isOwn, send]);
  const sendAgain = useCallback(() => {
    setState("sending");
    void send();
  }, [send]);
  return { state, refusal, offered, sendAgain };
}
