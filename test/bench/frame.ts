import { gzipSync } from "node:zlib";
import { createRequestHandler } from "@remix-run/node";
import type { ServerBuild } from "@remix-run/node";
import { encode as original } from "turbo-stream";
import { encode } from "../../server/web/single-fetch/encode";
import { replaceEncoder } from "../../server/web/single-fetch/replace-encoder";

const BUILD = new URL("../../build/server/index.js", import.meta.url);
const RUNS = 3;
/** What takes this long once is not tried again. */
const ENOUGH_MS = 1_000;

/** What came of it, put into words once nothing is measured any more. */
type Describe = () => string;
/** Processor time, so that neighbours on the machine don't count. */
type Figures = { totalMs: number; stretchMs: number; describe: Describe };

/**
 * `npm run bench:frame`, after a build: what hostile shapes cost in turbo-stream's encoder and in
 * ours, and what hostile addresses cost Remix with lazy route discovery and without. The stretch is
 * the longest in which nothing else ran. Processor time of the whole process, the best
 * of three.
 */
async function main(): Promise<void> {
  replaceEncoder();
  const rows: [string, () => Promise<Describe>][] = [];
  for (const [name, value] of Object.entries(createShapes())) {
    rows.push([`${name}, turbo-stream's`, () => drain(original(value))]);
    rows.push([`${name}, ours`, () => drain(encode(value))]);
  }
  const build = (await import(BUILD.href)) as ServerBuild;
  for (const isLazy of [true, false]) {
    const ask = createAsker(build, isLazy);
    for (const [name, path] of Object.entries(listAddresses(build.assets.version)))
      rows.push([`${name}, ${isLazy ? "lazy discovery" : "all routes at first"}`, () => ask(path)]);
  }
  console.log(`${"".padEnd(58)}  total ms  stretch ms`);
  for (const [name, work] of rows) {
    const { totalMs, stretchMs, describe } = await measure(work);
    const figures = [totalMs, stretchMs].map((ms) => ms.toFixed(ms < 10 ? 2 : 0).padStart(9));
    console.log(`${name.padEnd(58)} ${figures.join("  ")}   ${describe()}`);
  }
}

function createShapes(): Record<string, unknown> {
  const page = Array.from({ length: 50 }, (_, n) => ({
    slug: `problem-${n}`,
    title: `Problem ${n}`,
    minutes: 45,
    best: n % 3 === 0 ? null : n,
    at: new Date(1_700_000_000_000 + n),
  }));
  return {
    "a list page's data": { list: page },
    "sparse array of a million": Object.assign([], { 1_000_000: "x" }),
    "sparse array of ten million": Object.assign([], { 10_000_000: "x" }),
    "5,000 levels": nest(5_000),
    "100,000 keys": Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`key${n}`, n])),
    "a scene of 4 MB": createScene(4_000_000),
    "a text of 4 MB": { text: 'a "b"\n'.repeat(700_000) },
  };
}

function nest(levels: number): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

/** Rectangles as Excalidraw keeps them, about so many bytes of JSON. */
function createScene(bytes: number): unknown {
  const createElement = (n: number) => ({
    id: `element-${n}`,
    type: "rectangle",
    x: n * 1.5,
    y: n * 2.25,
    width: 100,
    height: 50,
    angle: 0,
    strokeColor: "#1e1e1e",
    backgroundColor: "transparent",
    fillStyle: "solid",
    strokeWidth: 2,
    opacity: 100,
    groupIds: [],
    seed: n * 7_919,
    version: n % 40,
    versionNonce: n * 104_729,
    boundElements: [{ id: `text-${n}`, type: "text" }],
  });
  const each = JSON.stringify(createElement(1_000)).length;
  return { elements: Array.from({ length: Math.ceil(bytes / each) }, (_, n) => createElement(n)) };
}

function listAddresses(version: string): Record<string, string> {
  return {
    "a page": "/how-grading-works",
    "/__manifest, one page": `/__manifest?version=${version}&p=/problems`,
    "/__manifest, 3,750 segments": `/__manifest?version=${version}&p=${"/a".repeat(3_750)}`,
    "/__manifest, 7,500 slashes": `/__manifest?version=${version}&p=${"/".repeat(7_500)}`,
    "/a/a/… of 14,000 characters": "/a".repeat(7_000),
    "15,000 slashes and an x": `${"/".repeat(15_000)}x`,
    "/a/a/… of 1,000 characters": "/a".repeat(500),
    "999 slashes and an x": `${"/".repeat(999)}x`,
  };
}

/** The built pages for somebody anonymous, without the express app and its door before them. */
function createAsker(build: ServerBuild, isLazy: boolean): (path: string) => Promise<Describe> {
  const future = { ...build.future, v3_lazyRouteDiscovery: isLazy };
  const handle = createRequestHandler({ ...build, future }, "production");
  const context = {
    viewer: null,
    settings: { isDemo: false },
    getJudge: () => Promise.resolve({ hasModel: false }),
    cspNonce: "nonce",
    // Pages that block for longer than they may render say so, in the middle of the table.
    log: { debug: () => undefined, error: () => undefined },
  };
  return async (path) => {
    const request = new Request(`http://localhost${path}`);
    const response = await handle(request, context as never);
    const body = Buffer.from(await response.arrayBuffer());
    return () => `${response.status}, ${describeBytes(body)}`;
  };
}

async function drain(stream: ReadableStream<Uint8Array>): Promise<Describe> {
  const pieces: Uint8Array[] = [];
  try {
    await stream.pipeTo(new WritableStream({ write: (piece) => void pieces.push(piece) }));
    return () => describeBytes(Buffer.concat(pieces));
  } catch (error) {
    return () => String(error);
  }
}

function describeBytes(bytes: Buffer): string {
  return `${bytes.length} bytes, ${gzipSync(bytes).length} gzipped`;
}

async function measure(work: () => Promise<Describe>): Promise<Figures> {
  let best: Figures | null = null;
  for (let run = 0; run < RUNS; run += 1) {
    const figures = await measureOnce(work);
    if (best === null || figures.stretchMs < best.stretchMs) best = figures;
    if (best.stretchMs > ENOUGH_MS) break;
  }
  if (best === null) throw new Error("nothing was measured");
  return best;
}

async function measureOnce(work: () => Promise<Describe>): Promise<Figures> {
  const startedMs = readProcessorMs();
  let lastMs = startedMs;
  let stretchMs = 0;
  let isDone = false;
  function look(): void {
    const nowMs = readProcessorMs();
    stretchMs = Math.max(stretchMs, nowMs - lastMs);
    lastMs = nowMs;
    if (!isDone) setImmediate(look);
  }
  setImmediate(look);
  const describe = await work();
  isDone = true;
  look();
  return { totalMs: readProcessorMs() - startedMs, stretchMs, describe };
}

function readProcessorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

await main();
