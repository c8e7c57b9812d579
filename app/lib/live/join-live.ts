import { openChannel } from "../saving/open-channel";
import { connectStream } from "./connect-stream";
import { shareStream } from "./share-stream";
import type { SharedStream, TabChannel, TabMessage } from "./share-stream";

/** The stream as one part of a page uses it. */
type Live = Omit<SharedStream, "close"> & {
  /** The last to leave lets go of the stream. */
  leave: () => void;
};

/** By person: whoever signs in next must hear nothing of who was here before. */
const open = new Map<string, { stream: SharedStream; users: number }>();

/** Joins the event stream of a person, which all parts of the page and all tabs share. */
export function joinLive(personId: string): Live {
  const joined = open.get(personId) ?? { stream: openShared(personId), users: 0 };
  joined.users += 1;
  open.set(personId, joined);
  const { listen, watch, close } = joined.stream;
  return {
    listen,
    watch,
    leave: () => {
      joined.users -= 1;
      if (joined.users > 0) return;
      open.delete(personId);
      close();
    },
  };
}

function openShared(personId: string): SharedStream {
  const name = `scaleboard-live-1-${personId}`;
  // Without a secure connection browsers have no locks, and some forbid channels: then each tab has a
  // stream of its own.
  const { locks }: { locks?: LockManager | null } = navigator;
  const channel = locks ? openTabChannel(name) : null;
  return shareStream({
    lead: (start, signal) => (locks && channel ? leadAlone(locks, name, start, signal) : start()),
    channel,
    connect: (attemptIds, listener) => connectStream(toUrl(personId, attemptIds), listener),
    tab: createTabName(),
  });
}

function toUrl(personId: string, attemptIds: readonly string[]): string {
  const query = new URLSearchParams({ person: personId });
  for (const attemptId of attemptIds) query.append("attempt", attemptId);
  return `/api/events?${query}`;
}

function createTabName(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].join("-");
}

function leadAlone(locks: LockManager, name: string, start: () => void, signal: AbortSignal): void {
  const isOver = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve());
  });
  locks
    .request(name, { signal }, () => {
      start();
      return isOver;
    })
    .catch((error: unknown) => {
      // Left before it was this tab's turn.
      if (!signal.aborted) throw error;
    });
}

function openTabChannel(name: string): TabChannel | null {
  const channel = openChannel(name);
  if (channel === null) return null;
  return {
    post: (message) => channel.postMessage(message),
    listen: (onMessage) => {
      // Only pages of ours have this origin, and only of this version this name.
      channel.onmessage = ({ data }: MessageEvent<TabMessage>) => onMessage(data);
    },
    close: () => channel.close(),
  };
}
