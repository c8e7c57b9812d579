import { gunzipSync, gzipSync } from "node:zlib";
import { saveSchema } from "#domain/attempts/save.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import { LocalCopyStore } from "../../app/lib/saving/local-copy-store";
import { SaveLoop } from "../../app/lib/saving/save-loop";
import { createSendSave, type SendSave } from "../../app/lib/saving/send-save";
import { ServerClock } from "../../app/lib/saving/server-clock";
import { createWorkState, type WorkState } from "../../app/lib/saving/work-state";
import { MemoryStorage, ModelServer, settle, VirtualTiming } from "../support/save-world";
import { median } from "./median";
import { createRandom } from "#domain/statistics/random";
import { writeTyping, type TypingEvent } from "./save/typing-script";

const ROUNDS = 5;
/** A baseline that saves as seldom as it dares. */
const SELDOM_MS = 10_000;

type Bytes = { saves: number; ours: number; full: number; fullSeldom: number };

/**
 * `npm run bench:save`: bytes of request bodies, as sent, over a scripted interview of 45
 * minutes. Ours is the real save loop on virtual time; the baseline sends the whole scene and all
 * texts, gzipped, at the very same moments, and in a second arm only every ten seconds.
 */
async function main(): Promise<void> {
  const rounds: Bytes[] = [];
  for (let seed = 1; seed <= ROUNDS; seed += 1)
    rounds.push(await runTyping(writeTyping(createRandom(seed))));
  const kilobytes = (pick: (round: Bytes) => number) =>
    `${(median(rounds.map(pick)) / 1_000).toFixed(0)} kB`.padStart(9);
  const ratio = (pick: (round: Bytes) => number) =>
    median(rounds.map((round) => pick(round) / round.ours)).toFixed(1);
  const saves = median(rounds.map((round) => round.saves));
  console.log(`bytes up over a scripted 45-minute interview, medians of ${ROUNDS} interviews`);
  console.log(`    ours, deltas                    ${kilobytes((r) => r.ours)}  ${saves} saves`);
  console.log(`    full scenes, same moments       ${kilobytes((r) => r.full)}`);
  console.log(`    full scenes, every 10 s at most ${kilobytes((r) => r.fullSeldom)}`);
  console.log(
    `    full scenes at the same moments ÷ ours: ${ratio((r) => r.full)} (target 6, beyond 10)`,
  );
  console.log(
    `    beside it, to a client that waits ten seconds and is durable that much later: ${ratio((r) => r.fullSeldom)}`,
  );
}

async function runTyping(events: readonly TypingEvent[]): Promise<Bytes> {
  const bytes: Bytes = { saves: 0, ours: 0, full: 0, fullSeldom: 0 };
  const timing = new VirtualTiming();
  const server = new ModelServer();
  const state = createWorkState(server.work());
  let lastSeldomMs = -Infinity;
  const network = countBodies(server, timing, (length) => {
    const full = gzipSync(JSON.stringify(describeAll(state))).length;
    bytes.saves += 1;
    bytes.ours += length;
    bytes.full += full;
    if (timing.nowMs() - lastSeldomMs < SELDOM_MS) return;
    lastSeldomMs = timing.nowMs();
    bytes.fullSeldom += full;
  });
  const loop = new SaveLoop({
    clientId: "bench-page",
    state,
    store: new LocalCopyStore({
      storage: new MemoryStorage(),
      attemptId: "bench",
      clientId: "bench-page",
    }),
    send: network.send,
    clock: new ServerClock({ monotonicMs: timing.nowMs, wallMs: timing.nowMs }),
    timing,
    wallMs: timing.nowMs,
    isOnline: () => true,
  });
  for (const event of events) {
    await timing.advance(event.atMs - timing.nowMs());
    await network.isIdle();
    if (event.kind === "type") loop.editText(event.section, event.text);
    else loop.editScene([event.element], []);
  }
  if (!(await loop.flush())) throw new Error("the interview could not be saved");
  requireSame(state, server);
  return bytes;
}

/** The real sender on a network that hands the body to the server model and counts it. */
function countBodies(
  server: ModelServer,
  timing: VirtualTiming,
  onBody: (length: number) => void,
): { send: SendSave; isIdle: () => Promise<void> } {
  let underWay = 0;
  const send = createSendSave({
    url: "http://bench.invalid/save",
    nowMs: timing.nowMs,
    fetch(_url, init) {
      if (!(init?.body instanceof Uint8Array)) throw new Error("the body is not bytes");
      onBody(init.body.length);
      const isGzipped = new Headers(init.headers).get("Content-Encoding") === "gzip";
      const json = Buffer.from(isGzipped ? gunzipSync(init.body) : init.body).toString();
      return Promise.resolve(Response.json(server.save(saveSchema.parse(JSON.parse(json)))));
    },
  });
  return {
    async send(save, options) {
      underWay += 1;
      try {
        return await send(save, options);
      } finally {
        underWay -= 1;
      }
    },
    async isIdle() {
      while (underWay > 0) await settle();
      await settle();
    },
  };
}

function describeAll(state: WorkState): unknown {
  return {
    texts: Object.fromEntries(SECTION_IDS.map((section) => [section, state.texts[section].text])),
    elements: [...state.elements.values()],
    files: {},
  };
}

/** A bench that lost something on the way would be measuring nothing. */
function requireSame(state: WorkState, server: ModelServer): void {
  for (const section of SECTION_IDS)
    if (server.text(section) !== state.texts[section].text) throw new Error(`${section} differs`);
  const held = new Map(server.elements.map((element) => [element.id, element]));
  for (const [id, element] of state.elements)
    if (held.get(id)?.version !== element.version) throw new Error(`element ${id} differs`);
}

await main();
