import clsx from "clsx";
import { Timer } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Workspace } from "#server/attempts/get-workspace";
import type { ServerClock } from "~/lib/saving/server-clock";
import { formatClock } from "~/lib/time";
import { useServerNow } from "./use-server-clock";

const MINUTE_MS = 60_000;
/** From here on the clock is marked, in colour and in words; of a short clock from its last quarter. */
const SHORT_MS = 5 * MINUTE_MS;
const SHORT_SHARE = 0.25;
/** Told to a screen reader, in minutes before the end; the rest of the time it is left in peace. */
const ANNOUNCED_MINUTES = [10, 5, 1];

/** Time left by the server's clock, where the attempt has an end. */
export function Countdown(props: { clock: ServerClock; workspace: Workspace; isOver: boolean }) {
  const { deadlineAt } = props.workspace.attempt;
  return deadlineAt === null ? (
    <span className="text-ink-soft">No clock</span>
  ) : (
    <TimeLeft
      clock={props.clock}
      serverNow={props.workspace.serverNow}
      deadlineAt={deadlineAt}
      startedAt={props.workspace.attempt.startedAt}
      isOver={props.isOver}
    />
  );
}

function TimeLeft(props: {
  clock: ServerClock;
  serverNow: string;
  deadlineAt: string;
  startedAt: string;
  isOver: boolean;
}) {
  const nowMs = useServerNow(props.clock, props.serverNow, 1_000);
  const leftMs = props.isOver ? 0 : Math.max(0, Date.parse(props.deadlineAt) - nowMs);
  const announcement = useAnnouncement(leftMs);
  const wholeMs = Date.parse(props.deadlineAt) - Date.parse(props.startedAt);
  const isShort = leftMs <= Math.min(SHORT_MS, SHORT_SHARE * wholeMs);
  return (
    <div className="flex items-center gap-2">
      <Timer aria-hidden className={clsx("size-5", isShort ? "text-danger" : "text-ink-faint")} />
      <div
        role="timer"
        aria-label="Time left"
        className={clsx("text-xl font-semibold tabular-nums", isShort && "text-danger")}
      >
        {formatClock(leftMs)}
      </div>
      <span className="text-ink-soft text-sm max-sm:sr-only">{describeLeft(leftMs, isShort)}</span>
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
    </div>
  );
}

function describeLeft(leftMs: number, isShort: boolean): string {
  if (leftMs === 0) return "time is up";
  return isShort ? "left, last minutes" : "left";
}

function useAnnouncement(leftMs: number): string {
  const [announcement, setAnnouncement] = useState("");
  const before = useRef(leftMs);
  useEffect(() => {
    const passed = ANNOUNCED_MINUTES.find(
      (minutes) => before.current > minutes * MINUTE_MS && leftMs <= minutes * MINUTE_MS,
    );
    before.current = leftMs;
    if (passed !== undefined)
      setAnnouncement(passed === 1 ? "One minute left." : `${passed} minutes left.`);
  }, [leftMs]);
  return announcement;
}
