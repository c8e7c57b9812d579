// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Notice } from "#server/notices/list-notices";
import { renderPage } from "../../../test/support/render";
import { LiveNotices } from "./live-notices";

const ID = "1a2b3c4d-0000-4000-8000-00000000000f";

/** The browser's line to the server; a test says what comes over it. */
class Line extends EventTarget {
  static newest: Line | null = null;
  readyState = 1;
  isClosed = false;
  constructor(readonly url: string) {
    super();
    Line.newest = this;
  }
  close(): void {
    this.isClosed = true;
  }
}

const counts: number[] = [];

beforeEach(() => {
  Line.newest = null;
  counts.length = 0;
  vi.stubGlobal("EventSource", Line);
});
afterEach(() => vi.unstubAllGlobals());

const graded = (id: number): Notice => ({
  id,
  kind: "graded",
  isRead: false,
  createdAt: "2026-11-29T10:00:00.000Z",
  attempt: { id: ID, kind: "interview", title: "Voice agent" },
  outcome: null,
});

/** A page that knew notices up to number 5 when it was loaded. */
async function open(address: string) {
  const onUnread = (unread: number) => counts.push(unread);
  const page = renderPage(<LiveNotices personId="ana" newestId={5} onUnread={onUnread} />, address);
  await waitFor(() => expect(Line.newest?.url).toBe("/api/events?person=ana"));
  const tell = (unread: number, newest: Notice[]) =>
    act(async () => {
      const data = JSON.stringify({ unread, newest });
      Line.newest?.dispatchEvent(new MessageEvent("notices", { data }));
      await Promise.resolve();
    });
  return { ...page, tell };
}

const toast = () => screen.queryByRole("link", { name: "Your report is ready: Voice agent" });

it("says what is new, with a way there, and counts", async () => {
  const { tell } = await open("/learn");
  await tell(1, [graded(5)]);
  expect(toast()).toBeNull();
  await tell(2, [graded(6), graded(5)]);
  expect(toast()?.getAttribute("href")).toBe(`/attempts/${ID}/report`);
  expect(counts).toEqual([1, 2]);
});

it("stops saying it when it is closed, or read elsewhere, and doesn't begin again", async () => {
  const { tell, user } = await open("/learn");
  await tell(1, [graded(6)]);
  await user.click(screen.getByRole("button", { name: "Close this notice" }));
  expect(toast()).toBeNull();
  // The line was lost: the whole state comes again.
  await tell(1, [graded(6)]);
  expect(toast()).toBeNull();
  await tell(2, [graded(7), graded(6)]);
  expect(toast()).not.toBeNull();
  await tell(0, []);
  expect(toast()).toBeNull();
});

it("reads a page again that is about it, and says nothing there", async () => {
  const { tell, search } = await open(`/attempts/${ID}/report?from=list`);
  // Its data came with the page, so far.
  expect(search()).toBe("");
  await tell(1, [graded(6)]);
  await waitFor(() => expect(search()).toBe("?from=list"));
  expect(toast()).toBeNull();
  expect(counts).toEqual([1]);
});

it("ends with the page", async () => {
  const { unmount } = await open("/learn");
  const line = Line.newest;
  unmount();
  expect(line?.isClosed).toBe(true);
});

it("reads the page again when someone comes back to it on another day, and only then", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 10, 29, 22) });
  try {
    const { search } = await open("/learn?tab=all");
    const comeBack = () =>
      act(async () => {
        document.dispatchEvent(new Event("visibilitychange"));
        await Promise.resolve();
      });
    await comeBack();
    expect(search()).toBe("");
    vi.setSystemTime(new Date(2026, 10, 30, 7));
    await comeBack();
    await waitFor(() => expect(search()).toBe("?tab=all"));
  } finally {
    vi.useRealTimers();
  }
});
