import { gunzipSync } from "node:zlib";
import type { Page } from "playwright-core";

type FileOnTheWay = { name: string; type: string; content: string };
type SavedFile = { mimeType: string; dataURL: string };

/** What a candidate brings onto the canvas, through the events that a browser sends. */
export type CanvasPage = {
  /** By the shape library and the keyboard: each is joined to the one before. */
  insertShapes: (names: readonly string[]) => Promise<void>;
  /** By the clipboard and Ctrl+V, with the focus on the canvas. */
  paste: (text: string) => Promise<void>;
  /** A picture of noise, drawn and encoded in the page. @returns its bytes */
  pastePicture: (picture: { sidePx: number; type: string }) => Promise<number>;
  drop: (file: FileOnTheWay) => Promise<void>;
  waitForNotice: (words: RegExp) => Promise<void>;
  /** Presses Undo in the notice. */
  undoNotice: () => Promise<void>;
  clearNotices: () => Promise<void>;
  /** Resolves when the line under the canvas says so. @returns it */
  waitForReading: (words: RegExp) => Promise<string>;
  /** The first picture that a save takes to the server, also one that has gone already. */
  waitForSavedFile: () => Promise<SavedFile>;
};

/** A save of some size is sent gzipped. */
function readSave(body: Buffer): { files?: Record<string, SavedFile> } {
  const isGzipped = body[0] === 0x1f && body[1] === 0x8b;
  return JSON.parse((isGzipped ? gunzipSync(body) : body).toString("utf8")) as {
    files?: Record<string, SavedFile>;
  };
}

export function openCanvas(page: Page): CanvasPage {
  const firstSaved = new Promise<SavedFile>((resolve) => {
    page.on("request", (request) => {
      const body = request.postDataBuffer();
      if (body === null || !request.url().endsWith("/save")) return;
      const [file] = Object.values(readSave(body).files ?? {});
      if (file) resolve(file);
    });
  });
  const reading = page.getByRole("button", { name: /What the grader reads/ });
  const notices = page.locator("[data-sonner-toast]");

  async function focusCanvas(): Promise<void> {
    await page.locator(".excalidraw").first().focus();
  }

  return {
    insertShapes: async (names) => {
      await page.getByRole("button", { name: "Shapes", exact: true }).click();
      const field = page.getByRole("combobox", { name: "Find a shape" });
      for (const name of names) {
        await field.fill(name);
        await page.keyboard.press("Enter");
        await page.getByText(new RegExp(`^Added .*${name}`, "i")).waitFor();
      }
      await page.keyboard.press("Escape");
    },
    paste: async (text) => {
      // The bundled browser is a headless shell, where even a page in use has to be allowed to.
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.evaluate((words) => navigator.clipboard.writeText(words), text);
      await focusCanvas();
      await page.keyboard.press("Control+V");
    },
    pastePicture: ({ sidePx, type }) =>
      page.evaluate(
        async ({ side, mimeType }) => {
          const canvas = document.createElement("canvas");
          canvas.width = side;
          canvas.height = side;
          const context = canvas.getContext("2d");
          const image = context?.createImageData(side, side);
          if (!context || !image) throw new Error("no canvas to draw on");
          // Noise, which no encoder makes smaller.
          for (let at = 0; at < image.data.length; at += 65_536)
            crypto.getRandomValues(image.data.subarray(at, at + 65_536));
          for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
          context.putImageData(image, 0, 0);
          const blob = await new Promise<Blob | null>((resolve) =>
            canvas.toBlob(resolve, mimeType),
          );
          if (blob === null) throw new Error("the picture could not be encoded");
          const data = new DataTransfer();
          data.items.add(new File([blob], "noise.png", { type: mimeType }));
          document
            .querySelector(".excalidraw")
            ?.dispatchEvent(
              new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
            );
          return blob.size;
        },
        { side: sidePx, mimeType: type },
      ),
    drop: (file) =>
      page.evaluate(({ name, type, content }) => {
        const data = new DataTransfer();
        data.items.add(new File([content], name, { type }));
        const target = document.querySelector(".excalidraw canvas.interactive");
        const { left, top } = target?.getBoundingClientRect() ?? { left: 0, top: 0 };
        target?.dispatchEvent(
          new DragEvent("drop", {
            dataTransfer: data,
            bubbles: true,
            cancelable: true,
            clientX: left + 300,
            clientY: top + 300,
          }),
        );
      }, file),
    waitForNotice: (words) => notices.filter({ hasText: words }).first().waitFor(),
    undoNotice: () => notices.getByRole("button", { name: "Undo" }).first().click(),
    clearNotices: async () => {
      // By the element's own click: a notice that is on its way out already needs none.
      await notices
        .getByRole("button", { name: /close/i })
        .evaluateAll((buttons) =>
          buttons.forEach((button) => button instanceof HTMLElement && button.click()),
        );
      await page.waitForFunction(() => document.querySelector("[data-sonner-toast]") === null);
    },
    waitForReading: async (words) => {
      await reading.filter({ hasText: words }).waitFor();
      return (await reading.textContent()) ?? "";
    },
    waitForSavedFile: () => firstSaved,
  };
}
