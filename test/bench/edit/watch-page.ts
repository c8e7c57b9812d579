import { gunzipSync } from "node:zlib";
import type { Page } from "playwright-core";

/** Milliseconds since 1970, by the browser's own clock. */
type Moment = number;

/** What one local copy or one save holds: length of the text, newest version of each element. */
type Held = { textLength: number | null; versions: Record<string, number> };
export type Kept = Held & { atMs: Moment };

/** What happened on a page: edits as the browser saw them, and where they were kept since. */
export type Watched = {
  /** The text's length after each input. */
  inputs: { length: number; atMs: Moment }[];
  /** Drags on the canvas: when the button went down, and up. */
  drags: { downMs: Moment; upMs: Moment }[];
  /** Local copies, when their IndexedDB transaction was complete. */
  copies: Kept[];
  /** Saves, when the browser had read their acknowledgement, which the server sends after commit. */
  saves: Kept[];
};

type LocalCopy = {
  texts?: Record<string, { text: string } | undefined>;
  elements?: { id: string; version: number }[];
};
type Raw = {
  inputs: Watched["inputs"];
  drags: Watched["drags"];
  copies: { atMs: Moment; copy: LocalCopy }[];
  saves: { atMs: Moment; bytes: number[]; isGzipped: boolean }[];
};
type WatchedWindow = Window & { watched: Raw };

/** Has every page of this tab note what is typed, dragged, kept in the browser and acknowledged. */
export async function watchPage(page: Page): Promise<void> {
  // The compiler names functions by a helper of its own, which a page does not have.
  await page.addInitScript({ content: "globalThis.__name = (named) => named" });
  await page.addInitScript(() => {
    const watched: Raw = { inputs: [], drags: [], copies: [], saves: [] };
    Object.assign(window, { watched });
    const now = () => performance.timeOrigin + performance.now();

    document.addEventListener(
      "input",
      ({ target }) => {
        if (target instanceof HTMLTextAreaElement && target.hasAttribute("data-section"))
          watched.inputs.push({ length: target.value.length, atMs: now() });
      },
      { capture: true },
    );
    let downMs: Moment | null = null;
    const options = { capture: true };
    document.addEventListener(
      "pointerdown",
      ({ target }) => (downMs = target instanceof HTMLCanvasElement ? now() : null),
      options,
    );
    document.addEventListener(
      "pointerup",
      () => {
        if (downMs !== null) watched.drags.push({ downMs, upMs: now() });
        downMs = null;
      },
      options,
    );

    const put = Reflect.get(IDBObjectStore.prototype, "put") as IDBObjectStore["put"];
    IDBObjectStore.prototype.put = function (value: LocalCopy, key) {
      const copy = structuredClone(value);
      this.transaction.addEventListener("complete", () =>
        watched.copies.push({ atMs: now(), copy }),
      );
      return put.call(this, value, key);
    };

    const send = window.fetch;
    window.fetch = async (input, init) => {
      const response = await send(input, init);
      const body = init?.body;
      if (!(body instanceof Uint8Array) || !response.ok) return response;
      const isGzipped = new Headers(init?.headers).get("Content-Encoding") === "gzip";
      const bytes = Array.from<number>(body);
      await response.clone().text();
      watched.saves.push({ atMs: now(), bytes, isGzipped });
      return response;
    };
  });
}

/** What was noted since the page was opened. */
export async function readWatched(page: Page): Promise<Watched> {
  const raw = await page.evaluate(() => (window as Window as WatchedWindow).watched);
  return {
    ...raw,
    copies: raw.copies.map(({ atMs, copy }) => ({ atMs, ...holdOfCopy(copy) })),
    saves: raw.saves.map(({ atMs, bytes, isGzipped }) => ({
      atMs,
      ...holdOfSave(Buffer.from(bytes), isGzipped),
    })),
  };
}

function holdOfCopy({ texts = {}, elements = [] }: LocalCopy): Held {
  const lengths = Object.values(texts).map((text) => text?.text.length ?? 0);
  return { textLength: lengths.length > 0 ? Math.max(...lengths) : null, ...versionsOf(elements) };
}

type SaveBody = {
  texts?: Record<string, { text?: string; length?: number }>;
  elements?: { id: string; version: number }[];
};

function holdOfSave(bytes: Buffer, isGzipped: boolean): Held {
  const json = (isGzipped ? gunzipSync(bytes) : bytes).toString();
  const { texts = {}, elements = [] } = JSON.parse(json) as SaveBody;
  const lengths = Object.values(texts).map(({ text, length }) => length ?? text?.length ?? 0);
  return { textLength: lengths.length > 0 ? Math.max(...lengths) : null, ...versionsOf(elements) };
}

function versionsOf(elements: readonly { id: string; version: number }[]): Pick<Held, "versions"> {
  return { versions: Object.fromEntries(elements.map(({ id, version }) => [id, version])) };
}
