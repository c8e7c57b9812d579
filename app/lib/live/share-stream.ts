import { MAX_WATCHED } from "#domain/notices/watched";
import type { StreamListener } from "./connect-stream";
import type { LiveEvent } from "./live-event";

/** Between the tabs of one person in one browser. */
export type TabMessage =
  | { kind: "event"; event: LiveEvent }
  | { kind: "lost"; isLost: boolean }
  | { kind: "refused"; status: number }
  /** What a tab follows; for the one that holds the stream. */
  | { kind: "watch"; tab: string; attemptIds: readonly string[] }
  /** From a tab that has just become the one: who follows what? */
  | { kind: "hello" };

type Tools = {
  /**
   * Calls `start` once this tab is the one of all tabs to hold the stream, which it stays until the
   * signal is aborted or the tab is gone.
   */
  lead: (start: () => void, signal: AbortSignal) => void;
  /** To the other tabs; null where there is no way, and each has a stream of its own. */
  channel: TabChannel | null;
  connect: (attemptIds: readonly string[], listener: StreamListener) => () => void;
  /** A name for this tab. */
  tab: string;
};

export type TabChannel = {
  post: (message: TabMessage) => void;
  listen: (onMessage: (message: TabMessage) => void) => void;
  close: () => void;
};

export type SharedStream = {
  /** @returns a function that stops listening */
  listen: (listener: StreamListener) => () => void;
  /** Follows the grading of an attempt as well; its state is told at once. Returns the way to stop. */
  watch: (attemptId: string) => () => void;
  close: () => void;
};

/** What tabs ask for within this time is asked of the server once. */
const GATHER_MS = 50;

/** An attempt that was followed is gone, or no longer this person's to see: on without any. */
const NOT_TO_BE_SEEN: readonly number[] = [404, 409];

/**
 * A stream of events that the tabs of a browser share: one of them holds it and hands on what comes.
 * When that one is closed the next takes over, and as the server tells the whole state on every
 * connection nothing is missed.
 */
export function shareStream({ lead, channel, connect, tab }: Tools): SharedStream {
  const listeners = new Set<StreamListener>();
  /** One entry for each call of `watch`. */
  const own: string[] = [];
  /** By tab, the latest last. One that is gone stays until this tab is. */
  const others = new Map<string, readonly string[]>();
  const closing = new AbortController();
  let isLeading = false;
  let disconnect = (): void => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connectSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(reconnect, GATHER_MS);
  }

  function reconnect(): void {
    disconnect();
    const asked = new Set([...own, ...[...others.values()].reverse().flat()]);
    const attemptIds = [...asked].slice(0, MAX_WATCHED);
    disconnect = connect(attemptIds, {
      onEvent: (event) => tellAll({ kind: "event", event }),
      onLost: (isLost) => tellAll({ kind: "lost", isLost }),
      onRefused: (status) => {
        if (!NOT_TO_BE_SEEN.includes(status)) return tellAll({ kind: "refused", status });
        own.length = 0;
        others.clear();
        connectSoon();
      },
    });
  }

  function tellAll(message: TabMessage): void {
    channel?.post(message);
    hear(message);
  }

  function hear(message: TabMessage): void {
    switch (message.kind) {
      case "event":
        for (const { onEvent } of [...listeners]) onEvent(message.event);
        break;
      case "lost":
        for (const { onLost } of [...listeners]) onLost(message.isLost);
        break;
      case "refused":
        for (const { onRefused } of [...listeners]) onRefused(message.status);
        break;
      case "watch":
        if (isLeading) takeIn(message.tab, message.attemptIds);
        break;
      case "hello":
        if (!isLeading && own.length > 0) sayOwn();
        break;
    }
  }

  function takeIn(other: string, attemptIds: readonly string[]): void {
    const before = others.get(other) ?? [];
    others.delete(other);
    if (attemptIds.length > 0) others.set(other, attemptIds);
    if (attemptIds.some((id) => !before.includes(id))) connectSoon();
  }

  function sayOwn(): void {
    channel?.post({ kind: "watch", tab, attemptIds: own });
  }

  channel?.listen(hear);
  lead(() => {
    isLeading = true;
    connectSoon();
    channel?.post({ kind: "hello" });
  }, closing.signal);

  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watch: (attemptId) => {
      own.unshift(attemptId);
      if (isLeading) connectSoon();
      else sayOwn();
      return () => {
        const index = own.indexOf(attemptId);
        if (index >= 0) own.splice(index, 1);
        if (!isLeading && !closing.signal.aborted) sayOwn();
      };
    },
    close: () => {
      closing.abort();
      clearTimeout(timer);
      disconnect();
      channel?.close();
    },
  };
}
