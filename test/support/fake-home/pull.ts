import type { ServerResponse } from "node:http";

/** What goes wrong with a download, besides nothing. */
export type FakePullFault =
  /** In the middle, as Ollama says it in its stream. */
  | "disk_full"
  /** Of a signed address, before the first byte. */
  | "offline"
  /** It repeats the same line for ever. */
  | "hangs"
  /** It ends in the middle without a word. */
  | "breaks_off"
  /** Lines without an end, each another one. */
  | "endless_lines"
  /** One line without an end. */
  | "endless_line"
  | "no_json";

export type FakeStore = {
  /** Bytes that it has of each model; what was downloaded stays when a download ends. */
  kept: Map<string, number>;
  /** Bytes with which each download began, in order. */
  began: number[];
  /** Downloads whose asker hung up before the end. */
  hungUp: number;
};

export const FAKE_TOTAL_BYTES = 6_600_000_000;
const STEP_BYTES = 330_000_000;
const DIGEST = "sha256:dec52a44569a";

/**
 * Ollama's POST /api/pull: begins where an earlier one ended, and stops when whoever asked hangs up.
 * @param stepMs between two steps of a twentieth
 */
export async function pull(
  response: ServerResponse,
  model: string,
  store: FakeStore,
  { fault, stepMs }: { fault: FakePullFault | null; stepMs: number },
): Promise<void> {
  let completed = store.kept.get(model) ?? 0;
  store.began.push(completed);
  response.on("close", () => {
    if (!response.writableFinished) store.hungUp += 1;
  });
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  const send = (line: object): void => {
    if (!response.destroyed) response.write(`${JSON.stringify(line)}\n`);
  };
  const total = FAKE_TOTAL_BYTES;
  const part = () => ({ status: "pulling dec52a44569a", digest: DIGEST, total, completed });
  send({ status: "pulling manifest" });
  if (fault === "no_json") return void response.end("<html>not here</html>\n");
  if (fault === "offline") {
    const address = "https://r2.example/blob?X-Amz-Signature=zebra4711";
    send({ error: `Get "${address}": dial tcp: lookup r2.example: no such host` });
    return void response.end();
  }
  if (fault === "endless_line" || fault === "endless_lines") return endless(response, fault);
  const half = completed + STEP_BYTES;
  while (completed < total && !response.destroyed) {
    completed = Math.min(total, completed + STEP_BYTES);
    store.kept.set(model, completed);
    send(part());
    if (completed >= half && fault === "breaks_off") return void response.destroy();
    if (completed >= half && fault === "disk_full") {
      const file = "/usr/share/ollama/blobs/sha256-dec5-partial-3";
      send({ error: `write ${file}: no space left on device` });
      return void response.end();
    }
    while (fault === "hangs" && !response.destroyed) {
      send(part());
      await pause(5);
    }
    await pause(stepMs);
  }
  for (const status of ["verifying sha256 digest", "writing manifest", "success"]) {
    send({ status });
  }
  response.end();
}

/** As fast as it is read. */
async function endless(response: ServerResponse, fault: string): Promise<void> {
  for (let n = 0; !response.destroyed; n += 1) {
    const text = fault === "endless_line" ? "x".repeat(1_000) : `{"status":"step ${n}"}\n`;
    if (!response.write(text)) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          response.off("drain", done);
          response.off("close", done);
          resolve();
        };
        response.on("drain", done);
        response.on("close", done);
      });
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
