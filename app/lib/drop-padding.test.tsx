import { PassThrough } from "node:stream";
import type { Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { renderToPipeableStream } from "react-dom/server";
import { expect, it } from "vitest";
import { dropPadding } from "./drop-padding";

const WORDS = `x${"🙂".repeat(100)}`;

async function render(body: Duplex): Promise<string> {
  const { pipe } = renderToPipeableStream(
    <ul>
      {Array.from({ length: 50 }, (_, i) => (
        <li key={i}>{WORDS}</li>
      ))}
    </ul>,
    { onAllReady: () => pipe(body) },
  );
  return text(body);
}

it("leaves out what React pads its chunks with, and nothing else", async () => {
  const page = await render(dropPadding());
  expect(page).toBe(`<ul>${`<li>${WORDS}</li>`.repeat(50)}</ul>`);
});

it("is still needed", async () => {
  expect(await render(new PassThrough())).toContain("\0");
});
