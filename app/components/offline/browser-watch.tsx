import { useEffect, useRef, useState } from "react";
import type { Writer } from "#domain/accounts/writer";
import { LEAVE, openChannel, SIGNED_OUT } from "~/lib/saving/open-channel";
import { askWriter } from "./ask-writer";
import { keepOnlyOf } from "./forget-browser";

/** A room that nobody touches is looked after this often, while it is seen. */
const LOOK_AGAIN_MS = 60_000;

/**
 * What each page does for whoever comes next at this machine: it forgets what the browser kept of another
 * person, and tells the other tabs who is here now. A room is left once its session is over.
 */
export function BrowserWatch({ writer, isRoom }: { writer: Writer | null; isRoom: boolean }) {
  const personId = writer?.personId ?? null;
  const session = writer?.session;
  const [isCovered, setIsCovered] = useState(false);
  const first = useRef(personId);
  useEffect(() => {
    void keepOnlyOf(personId);
    // What this page has in memory is the other person's.
    if (first.current !== null && first.current !== personId) window.location.reload();
  }, [personId]);

  useEffect(() => {
    async function look(): Promise<void> {
      const now = await askWriter();
      if (now === undefined) return;
      if (now?.session === session) return setIsCovered(false);
      await keepOnlyOf(now?.personId ?? null);
      const mayLeave = window.dispatchEvent(new Event(LEAVE, { cancelable: true }));
      if (mayLeave) window.location.reload();
      else setIsCovered(now?.personId !== personId);
    }
    const listening = new AbortController();
    const { signal } = listening;
    const lookNow = () => void look();
    const channel = openChannel("scaleboard-writer");
    channel?.postMessage(session ?? null);
    // Someone who left a room for the door is let in with the other tab.
    const isAtTheDoor = window.location.pathname === "/sign-in";
    if (isRoom || isAtTheDoor) channel?.addEventListener("message", lookNow, { signal });
    // A page that comes back out of the browser's memory is as it was.
    if (personId !== null)
      window.addEventListener("pageshow", (event) => event.persisted && lookNow(), { signal });
    if (isRoom) {
      const lookIfSeen = () => document.visibilityState === "visible" && lookNow();
      const timer = setInterval(lookIfSeen, LOOK_AGAIN_MS);
      signal.addEventListener("abort", () => clearInterval(timer));
      document.addEventListener("visibilitychange", lookIfSeen, { signal });
      window.addEventListener("online", lookNow, { signal });
      window.addEventListener(SIGNED_OUT, lookNow, { signal });
    }
    return () => {
      listening.abort();
      channel?.close();
    };
  }, [personId, session, isRoom]);

  useEffect(() => {
    const main = document.getElementById("main");
    if (main) main.inert = isCovered;
  }, [isCovered]);
  if (!isCovered) return null;
  return (
    <div
      role="alert"
      className="bg-paper fixed inset-0 z-50 flex flex-col items-center justify-center gap-2 p-6 text-center"
    >
      <p className="text-lead font-semibold">Your session ended.</p>
      <p className="max-w-prose">
        This browser can’t store your last changes, so they wait in this tab. Sign in again in
        another tab, and they are sent.
      </p>
    </div>
  );
}
