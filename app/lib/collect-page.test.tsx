import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { ReactElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, it } from "vitest";
import { collectPage } from "./collect-page";

const WORDS = `x${"🙂".repeat(100)}`;
const PAGE = (
  <ul>
    {Array.from({ length: 50 }, (_, i) => (
      <li key={i}>{WORDS}</li>
    ))}
  </ul>
);

function render(page: ReactElement, body: NodeJS.WritableStream): void {
  const { pipe } = renderToPipeableStream(page, { onAllReady: () => pipe(body) });
}

it("collects a page without what React pads its chunks with, and leaves nothing else out", async () => {
  const html = await new Promise<string>((resolve) => render(PAGE, collectPage(resolve)));
  expect(html).toBe(`<ul>${`<li>${WORDS}</li>`.repeat(50)}</ul>`);
});

it("still has padding to leave out", async () => {
  const body = new PassThrough();
  render(PAGE, body);
  expect(await text(body)).toContain("\0");
});
