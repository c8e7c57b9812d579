import { lazy, Suspense, useEffect, useState } from "react";
import type { DrillData } from "~/components/drill/drill-view";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { Spinner } from "~/components/ui/spinner";
import type { WorkspaceData } from "~/components/workspace/last-workspace";

const WorkspaceView = lazy(async () => ({
  default: (await import("~/components/workspace/workspace-view")).WorkspaceView,
}));
const BrowserWatch = lazy(async () => ({
  default: (await import("~/components/offline/browser-watch")).BrowserWatch,
}));
const DrillView = lazy(async () => ({
  default: (await import("~/components/drill/drill-view")).DrillView,
}));

/**
 * A room out of this browser, while the server can't be reached. What is written is kept here and
 * sent as soon as it can.
 * @param props.path of the room, "/attempts/…" or "/drills/…"
 */
export function OfflineRoom({ path }: { path: string }) {
  const [room, setRoom] = useState<WorkspaceData | "reading" | null>("reading");
  useEffect(() => {
    let isGone = false;
    const show = (opened: WorkspaceData | null) => {
      if (!isGone) setRoom(opened);
    };
    import("~/components/offline/open-kept-room")
      .then(({ openKeptRoom }) => openKeptRoom(path))
      .then(show, () => show(null));
    return () => {
      isGone = true;
    };
  }, [path]);
  const retry = () => window.location.replace(path);
  if (room === "reading") return <Opening />;
  if (room === null) return <NoRoom onRetry={retry} />;
  const view = { handInError: null, above: <OfflineBar onReconnect={retry} /> };
  return (
    <Suspense fallback={<Opening />}>
      {path.startsWith("/drills/") ? (
        <DrillView loaded={room as DrillData} {...view} />
      ) : (
        <WorkspaceView loaded={room} {...view} />
      )}
      <BrowserWatch writer={room.writer} isRoom />
    </Suspense>
  );
}

function Opening() {
  return (
    <p className="flex items-center gap-2 p-6">
      <Spinner /> Opening your work from this browser …
    </p>
  );
}

function NoRoom({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="mx-auto w-full max-w-2xl p-6">
      <h1 className="sr-only">Offline</h1>
      <EmptyState
        title="We can’t reach the server"
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        This browser has no copy of the page. Your saved work is on the server, and anything that
        wasn’t sent yet is still in this browser.
      </EmptyState>
    </div>
  );
}

function OfflineBar({ onReconnect }: { onReconnect: () => void }) {
  return (
    <div
      role="status"
      className="bg-sunken flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5"
    >
      <p className="min-w-0 flex-1 basis-64">
        Opened from this browser. Keep working: your changes are sent once the server answers.
      </p>
      <Button size="sm" onClick={onReconnect}>
        Reconnect
      </Button>
    </div>
  );
}
