// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connectStream } from "./connect-stream";
import type { LiveEvent } from "./live-event";

/** The browser's, as far as it is used: a test says what happens on the line. */
class Line extends EventTarget {
  static readonly CLOSED = 2;
  static lines: Line[] = [];
  readyState = 0;
  constructor(readonly url: string) {
    super();
    Line.lines.push(this);
  }
  close(): void {
    this.readyState = Line.CLOSED;
  }
  say(kind: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }));
  }
  fail(readyState: number): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event("error"));
  }
}

const newest = () => {
  const line = Line.lines.at(-1);
  if (!line) throw new Error("no line is open");
  return line;
};
/** What the server answers when it is asked why; null when it is away. */
let status: number | null;

beforeEach(() => {
  vi.useFakeTimers();
  Line.lines = [];
  vi.stubGlobal("EventSource", Line);
  vi.stubGlobal("fetch", () =>
    status === null
      ? Promise.reject(new TypeError("away"))
      : Promise.resolve(new Response(null, { status })),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function connect() {
  const heard: LiveEvent[] = [];
  const lost: boolean[] = [];
  const refused: number[] = [];
  const close = connectStream("/api/events?person=p", {
    onEvent: (event) => heard.push(event),
    onLost: (isLost) => lost.push(isLost),
    onRefused: (code) => refused.push(code),
  });
  return { heard, lost, refused, close };
}

describe("a stream", () => {
  it("hands on what it understands, and nothing else", () => {
    const { heard } = connect();
    newest().say("notices", { unread: 1, newest: [] });
    newest().say("notices", { newest: [] });
    newest().say("grade", { attemptId: "a", state: { status: "running" } });
    newest().say("grade", { attemptId: "a", state: { status: "on fire" } });
    expect(heard).toEqual([
      { kind: "notices", state: { unread: 1, newest: [] } },
      { kind: "grade", attemptId: "a", state: { status: "running" } },
    ]);
  });

  it("says that the line is lost, and leaves coming back to the browser while it tries", async () => {
    const { lost } = connect();
    newest().fail(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(Line.lines).toHaveLength(1);
    newest().dispatchEvent(new Event("open"));
    expect(lost).toEqual([true, false]);
  });

  it("is opened again once the server takes it, which it is asked ever later", async () => {
    const { refused } = connect();
    status = null;
    newest().fail(Line.CLOSED);
    await vi.advanceTimersByTimeAsync(4_000);
    status = 503;
    await vi.advanceTimersByTimeAsync(8_000);
    expect(Line.lines).toHaveLength(1);
    status = 200;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(Line.lines).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(Line.lines).toHaveLength(2);
    expect(refused).toEqual([503]);
  });

  it.each([401, 403, 404])("ends where the server answers %s", async (code) => {
    const { refused } = connect();
    status = code;
    newest().fail(Line.CLOSED);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(refused).toEqual([code]);
    expect(Line.lines).toHaveLength(1);
  });

  it("is left alone once it is closed", async () => {
    const { close, refused } = connect();
    status = 401;
    newest().fail(Line.CLOSED);
    close();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(refused).toEqual([]);
    expect(Line.lines).toHaveLength(1);
  });
});
