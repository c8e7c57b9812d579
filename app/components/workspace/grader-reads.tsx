import clsx from "clsx";
import { ChevronDown, ChevronUp, TriangleAlert } from "lucide-react";
import { lazy, Suspense, useEffect, useId, useState } from "react";
import type { RefObject } from "react";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { BoardHandle } from "~/components/board/board.client";
import type { WorkspaceSync } from "~/lib/saving/open-sync";
import type { Reading } from "./reading/read-drawing";

const ReadingPanel = lazy(() => import("./reading/reading-panel"));

/** Reading a drawing of hundreds of elements takes a while: it waits for a pause. */
const READ_AFTER_MS = 600;
/** And for a moment in which the browser has nothing to do, but not for ever. */
const MAX_IDLE_WAIT_MS = 2_000;

/**
 * The drawing as the grader will read it, live: components, connections, and what it can't read, so
 * that an unlabelled box or a loose arrow is seen in time.
 */
export function GraderReads(props: {
  sync: WorkspaceSync | null;
  drawingVersion: number;
  board: RefObject<BoardHandle>;
  isReadOnly: boolean;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const reading = useReading(props.sync, props.drawingVersion);
  const id = useId();
  const Chevron = isOpen ? ChevronDown : ChevronUp;
  const unread = reading?.faults.filter(({ weight }) => weight === "unread") ?? [];
  return (
    <section aria-label="What the grader reads" className="bg-surface border-line border-t">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        className="hover:bg-sunken text-small flex w-full items-center gap-2 px-4 py-1.5 text-left focus-visible:-outline-offset-2"
      >
        <span className="shrink-0 font-semibold">What the grader reads</span>
        <span className="text-ink-soft min-w-0 flex-1 truncate">
          {reading && summarise(reading.diagram)}
          {unread[0] && (
            <span className="text-warn">
              {" · "}
              <TriangleAlert aria-hidden className="mb-0.5 inline size-4" /> {unread[0].what}
              {unread.length > 1 && ` And ${unread.length - 1} more.`}
            </span>
          )}
        </span>
        <Chevron aria-hidden className="text-ink-faint size-4.5 shrink-0" />
      </button>
      <div id={id} hidden={!isOpen} className={clsx(isOpen && "border-line border-t")}>
        {isOpen && reading && (
          <Suspense fallback={null}>
            <ReadingPanel reading={reading} board={props.board} isReadOnly={props.isReadOnly} />
          </Suspense>
        )}
      </div>
    </section>
  );
}

function useReading(sync: WorkspaceSync | null, drawingVersion: number): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null);
  useEffect(() => {
    if (sync === null) return;
    let isStale = false;
    let cancelIdle = () => {};
    const timer = setTimeout(async () => {
      const { readDrawing } = await import("./reading/read-drawing");
      if (isStale) return;
      cancelIdle = whenIdle(() => setReading(readDrawing([...sync.state.elements.values()])));
    }, READ_AFTER_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
      cancelIdle();
    };
  }, [sync, drawingVersion]);
  return reading;
}

/** Safari has no requestIdleCallback: there, the pause alone must do. */
function whenIdle(task: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    task();
    return () => {};
  }
  const handle = requestIdleCallback(task, { timeout: MAX_IDLE_WAIT_MS });
  return () => cancelIdleCallback(handle);
}

function summarise({ counts }: Diagram): string {
  if (counts.nodes + counts.edges + counts.unreadable + counts.annotations === 0)
    return "nothing drawn yet";
  const parts = [plural(counts.nodes, "component"), plural(counts.edges, "connection")];
  if (counts.containers === 1) parts.push("1 boundary");
  if (counts.containers > 1) parts.push(`${counts.containers} boundaries`);
  return parts.join(" · ");
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
