import clsx from "clsx";
import { TriangleAlert } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import type { RefObject } from "react";
import { createPortal } from "react-dom";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { BoardHandle } from "~/components/board/board.client";
import type { WorkspaceSync } from "~/lib/saving/open-sync";
import { DOCK_ID } from "./dock";
import type { DrawingNews } from "./drawing-news";
import type { Reading } from "./reading/read-drawing";

const ReadingDock = lazy(() => import("./reading/reading-dock"));

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
  news: DrawingNews;
  board: RefObject<BoardHandle>;
  isReadOnly: boolean;
  isOpen: boolean;
  /** Where the reading in full is shown. */
  place: HTMLElement | null;
  onToggle: () => void;
  onClose: () => void;
}) {
  const { isOpen, place } = props;
  const reading = useReading(props.sync, props.news);
  const unread = reading?.faults.filter(({ weight }) => weight === "unread") ?? [];
  return (
    <>
      <button
        type="button"
        data-opens="reading"
        aria-expanded={isOpen}
        aria-controls={DOCK_ID}
        onClick={props.onToggle}
        className={clsx(
          "hover:bg-sunken text-small flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2.5 text-left max-sm:h-10 max-sm:basis-full",
          isOpen && "bg-accent-soft",
        )}
      >
        <span className="shrink-0 font-semibold">What the grader reads</span>
        <span className="text-ink-soft min-w-0 flex-1 truncate">
          {reading && summarize(reading.diagram)}
          {unread[0] && (
            <span className="text-warn">
              {" · "}
              <TriangleAlert aria-hidden className="mb-0.5 inline size-4" /> {unread[0].what}
              {unread.length > 1 && ` And ${unread.length - 1} more.`}
            </span>
          )}
        </span>
      </button>
      {isOpen &&
        place &&
        createPortal(
          <Suspense fallback={null}>
            <ReadingDock
              reading={reading}
              board={props.board}
              isReadOnly={props.isReadOnly}
              onClose={props.onClose}
            />
          </Suspense>,
          place,
        )}
    </>
  );
}

function useReading(sync: WorkspaceSync | null, news: DrawingNews): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null);
  useEffect(() => {
    if (sync === null) return;
    const { elements } = sync.state;
    let isStale = false;
    let cancelIdle = () => {};
    let timer: ReturnType<typeof setTimeout>;
    async function read(): Promise<void> {
      const { readDrawing } = await import("./reading/read-drawing");
      if (isStale) return;
      cancelIdle();
      cancelIdle = whenIdle(() => setReading(readDrawing([...elements.values()])));
    }
    function readAfterPause(): void {
      clearTimeout(timer);
      cancelIdle();
      timer = setTimeout(() => void read(), READ_AFTER_MS);
    }
    readAfterPause();
    const unlisten = news.listen(readAfterPause);
    return () => {
      isStale = true;
      unlisten();
      clearTimeout(timer);
      cancelIdle();
    };
  }, [sync, news]);
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

function summarize({ counts }: Diagram): string {
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
