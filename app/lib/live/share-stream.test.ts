import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StreamListener } from "./connect-stream";
import type { LiveEvent } from "./live-event";
import { shareStream } from "./share-stream";
import type { SharedStream, TabMessage } from "./share-stream";

type Connection = { tab: string; attemptIds: readonly string[]; listener: StreamListener };

/** A browser: one lock, one channel, and the streams that are open to the server. */
function openBrowser() {
  const waiting: { start: () => void; signal: AbortSignal }[] = [];
  const tabs = new Map<string, (message: TabMessage) => void>();
  const connections = new Set<Connection>();
  let opened = 0;

  function grant(): void {
    waiting[0]?.start();
  }

  function openTab(tab: string, options: { isAlone?: boolean } = {}) {
    const heard: LiveEvent[] = [];
    const lost: boolean[] = [];
    const refused: number[] = [];
    const stream = shareStream({
      tab,
      lead: (start, signal) => {
        if (options.isAlone) return start();
        const entry = { start, signal };
        waiting.push(entry);
        signal.addEventListener("abort", () => {
          const wasFirst = waiting[0] === entry;
          waiting.splice(waiting.indexOf(entry), 1);
          if (wasFirst) grant();
        });
        if (waiting.length === 1) grant();
      },
      channel: options.isAlone
        ? null
        : {
            post: (message) => {
              for (const [other, hear] of [...tabs]) if (other !== tab) hear(message);
            },
            listen: (hear) => void tabs.set(tab, hear),
            close: () => void tabs.delete(tab),
          },
      connect: (attemptIds, listener) => {
        const connection = { tab, attemptIds, listener };
        connections.add(connection);
        opened += 1;
        return () => void connections.delete(connection);
      },
    });
    stream.listen({
      onEvent: (event) => heard.push(event),
      onLost: (isLost) => lost.push(isLost),
      onRefused: (status) => refused.push(status),
    });
    return { stream, heard, lost, refused };
  }

  return {
    openTab,
    /** The one stream that there is. */
    only: (): Connection => {
      const [connection, ...others] = connections;
      if (!connection || others.length > 0) throw new Error(`${connections.size} streams`);
      return connection;
    },
    countOpen: () => connections.size,
    countOpened: () => opened,
  };
}

const news = (unread: number): LiveEvent => ({ kind: "notices", state: { unread, newest: [] } });
const gather = () => vi.advanceTimersByTime(50);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("tabs of one browser", () => {
  it("share one stream, and all hear what comes", () => {
    const browser = openBrowser();
    const tabs = ["a", "b", "c"].map((tab) => browser.openTab(tab));
    gather();
    browser.only().listener.onEvent(news(2));
    browser.only().listener.onLost(true);
    for (const { heard, lost } of tabs) {
      expect(heard).toEqual([news(2)]);
      expect(lost).toEqual([true]);
    }
    expect(browser.countOpened()).toBe(1);
  });

  it("go on with another when the one that holds the stream is closed", () => {
    const browser = openBrowser();
    const [first, second, third] = ["a", "b", "c"].map((tab) => browser.openTab(tab));
    gather();
    expect(browser.only().tab).toBe("a");
    first?.stream.close();
    gather();
    expect(browser.only().tab).toBe("b");
    browser.only().listener.onEvent(news(1));
    for (const tab of [second, third]) expect(tab?.heard).toEqual([news(1)]);
    expect(first?.heard).toEqual([]);
    second?.stream.close();
    third?.stream.close();
    gather();
    expect(browser.countOpen()).toBe(0);
  });

  it("have it follow what any of them follows, also after another took over", () => {
    const browser = openBrowser();
    const first = browser.openTab("a");
    const second = browser.openTab("b");
    const third = browser.openTab("c");
    gather();
    second.stream.watch("two");
    first.stream.watch("one");
    third.stream.watch("three");
    gather();
    expect(browser.only().attemptIds).toEqual(["one", "three", "two"]);
    expect(browser.countOpened()).toBe(2);
    first.stream.close();
    gather();
    expect(browser.only()).toMatchObject({ tab: "b", attemptIds: ["two", "three"] });
  });

  it("are told the state of what another follows already", () => {
    const browser = openBrowser();
    const first = browser.openTab("a");
    const second = browser.openTab("b");
    first.stream.watch("one");
    gather();
    const before = browser.countOpened();
    second.stream.watch("one");
    gather();
    expect(browser.countOpened()).toBe(before + 1);
    expect(browser.only().attemptIds).toEqual(["one"]);
  });

  it("follow no more than a stream takes, the newest first, and nothing that was left", () => {
    const browser = openBrowser();
    const { stream } = browser.openTab("a");
    const stops = Array.from({ length: 12 }, (_, n) => stream.watch(`${n}`));
    gather();
    expect(browser.only().attemptIds).toEqual(["11", "10", "9", "8", "7", "6", "5", "4"]);
    for (const stop of stops) stop();
    stream.watch("last");
    gather();
    expect(browser.only().attemptIds).toEqual(["last"]);
  });

  it("go on without what is no longer theirs to see, and end when they are signed out", () => {
    const browser = openBrowser();
    const [first, second] = ["a", "b"].map((tab) => browser.openTab(tab));
    second?.stream.watch("gone");
    gather();
    browser.only().listener.onRefused(404);
    gather();
    expect(browser.only().attemptIds).toEqual([]);
    expect(first?.refused).toEqual([]);
    browser.only().listener.onRefused(401);
    for (const tab of [first, second]) expect(tab?.refused).toEqual([401]);
  });
});

it("a tab that can't share has a stream of its own", () => {
  const browser = openBrowser();
  const tabs: { stream: SharedStream; heard: LiveEvent[] }[] = ["a", "b"].map((tab) =>
    browser.openTab(tab, { isAlone: true }),
  );
  gather();
  expect(browser.countOpen()).toBe(2);
  for (const { stream } of tabs) stream.close();
  expect(browser.countOpen()).toBe(0);
});
