import { isSameCheckpoint, takeCheckpoint } from "#domain/attempts/checkpoint.schema";
import type { Save, SaveReply } from "#domain/attempts/save.schema";
import { mergeElements } from "#domain/diagram/merge-elements";
import { type SceneElement, type SceneFile } from "#domain/diagram/scene.schema";
import { TEXT_IDS, type TextId } from "#domain/attempts/answer.schema";
import type { LocalCopyStorage, Liveness } from "../../app/lib/saving/local-copy-store";
import { LocalCopyStore } from "../../app/lib/saving/local-copy-store";
import { SaveLoop, type SaveLoopEvents } from "../../app/lib/saving/save-loop";
import type { SendResult, SendSave } from "../../app/lib/saving/send-save";
import { ServerClock } from "../../app/lib/saving/server-clock";
import { applySplice } from "#domain/text/splice";
import type { Timing } from "../../app/lib/saving/timing";
import { createWorkState, type ServerWork } from "../../app/lib/saving/work-state";

type Timer = { atMs: number; run: () => void };

/** Time that passes only when told to. */
export class VirtualTiming implements Timing {
  #nowMs = 0;
  #timers = new Set<Timer>();
  readonly random: () => number;

  constructor(random: () => number = () => 0.5) {
    this.random = random;
  }

  nowMs = (): number => this.#nowMs;

  schedule = (run: () => void, delayMs: number): (() => void) => {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  /** Runs every timer that falls due, in order, letting promises settle in between. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await settle();
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.atMs - b.atMs)[0];
      if (!next || next.atMs > untilMs) break;
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
      await settle();
    }
    this.#nowMs = untilMs;
  }
}

/** Lets everything run that waits for promises only. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A browser's store: survives its pages, keeps copies, fails or hangs when told to. */
export class MemoryStorage implements LocalCopyStorage {
  readonly entries = new Map<string, unknown>();
  readonly atOnce = new Map<string, unknown>();
  mode: "works" | "fails" | "hangs" = "works";

  #obey(): Promise<void> {
    if (this.mode === "fails") return Promise.reject(new Error("the disk is full"));
    return this.mode === "hangs" ? new Promise(() => {}) : Promise.resolve();
  }

  get = async (key: string): Promise<unknown[]> => {
    await this.#obey();
    const kept = [this.atOnce.get(key), this.entries.get(key)];
    return structuredClone(kept.filter((value) => value !== undefined));
  };
  set = async (key: string, value: unknown): Promise<void> => {
    const copy: unknown = structuredClone(value);
    const older = this.atOnce.get(key);
    await this.#obey();
    this.entries.set(key, copy);
    if (this.atOnce.get(key) === older) this.atOnce.delete(key);
  };
  setAtOnce = (key: string, value: unknown): void => {
    if (this.mode !== "fails") this.atOnce.set(key, structuredClone(value));
  };
  delete = async (keys: string[]): Promise<void> => {
    await this.#obey();
    for (const key of keys) {
      this.entries.delete(key);
      this.atOnce.delete(key);
    }
  };
  keys = async (): Promise<string[]> => {
    await this.#obey();
    return [...new Set([...this.entries.keys(), ...this.atOnce.keys()])];
  };
}

type HeldText = { text: string; revision: number; clientId: string };

/** The rules of the save route as its contract states them, in memory. */
export class ModelServer {
  readonly texts = new Map<TextId, HeldText>();
  readonly keptTexts: string[] = [];
  readonly saves: Save[] = [];
  elements: SceneElement[] = [];
  files = new Map<string, SceneFile>();
  isOver = false;
  /** Elements it leaves out, as it would one that is not allowed. */
  readonly refusedIds = new Set<string>();
  readonly #replies = new Map<string, SaveReply>();

  save(save: Save): SaveReply {
    const name = `${save.clientId}/${save.seq}`;
    const earlier = this.#replies.get(name);
    const reply = earlier ?? this.#apply(structuredClone(save));
    this.#replies.set(name, reply);
    const own = takeCheckpoint(this.#plainTexts(), this.elements);
    if (!save.checkpoint || isSameCheckpoint(save.checkpoint, own)) return reply;
    return { ...reply, held: { texts: this.work().texts, elements: this.elements } };
  }

  #plainTexts(): Partial<Record<TextId, string>> {
    return Object.fromEntries([...this.texts].map(([id, { text }]) => [id, text]));
  }

  #apply(save: Save): SaveReply {
    this.saves.push(save);
    const reply: SaveReply = {
      seq: save.seq,
      serverNow: "2026-03-01T12:00:00.000Z",
      deadlineAt: null,
      outcome: this.isOver ? "late" : "saved",
      revisions: {},
      resend: [],
      conflicts: [],
      dropped: [],
    };
    if (this.isOver) return reply;
    for (const section of TEXT_IDS) this.#applyText(save, section, reply);
    const elements = save.elements as SceneElement[];
    const isRefused = ({ id }: SceneElement) => this.refusedIds.has(id);
    for (const { id, type } of elements.filter(isRefused))
      reply.dropped.push({ id, type, reason: "not allowed" });
    this.elements = mergeElements(
      this.elements,
      elements.filter((element) => !isRefused(element)),
    );
    for (const [id, file] of Object.entries(save.files)) this.files.set(id, file as SceneFile);
    return reply;
  }

  #applyText(save: Save, section: TextId, reply: SaveReply): void {
    const change = save.texts[section];
    if (!change) return;
    const held = this.texts.get(section) ?? { text: "", revision: 0, clientId: "" };
    const isOnTop = change.baseRevision === held.revision || held.clientId === save.clientId;
    if (!isOnTop) {
      this.keptTexts.push(change.kind === "whole" ? change.text : change.insert);
      reply.conflicts.push({ section, text: held.text, revision: held.revision });
      return;
    }
    const text = change.kind === "whole" ? change.text : applySplice(held.text, change);
    if (text === null) {
      reply.resend.push(section);
      return;
    }
    const revision = held.revision + 1;
    this.texts.set(section, { text, revision, clientId: save.clientId });
    reply.revisions[section] = revision;
  }

  /** What the page's loader would hand out now. */
  work(): ServerWork {
    return {
      texts: Object.fromEntries(
        [...this.texts].map(([section, { text, revision }]) => [section, { text, revision }]),
      ),
      elements: structuredClone(this.elements),
      files: [...this.files.values()],
    };
  }

  text(section: TextId): string {
    return this.texts.get(section)?.text ?? "";
  }
}

export type Fault = "none" | "before" | "after" | Exclude<SendResult, { kind: "acknowledged" }>;

/** One candidate's machine: its store and its network, with pages opened and killed on it. */
export class SaveWorld {
  readonly server = new ModelServer();
  readonly storage = new MemoryStorage();
  readonly timing: VirtualTiming;
  isOnline = true;
  /** How long a request takes to arrive, and its answer to come back. */
  latencyMs = 0;
  /** What befalls the next requests: lost before or after the commit, or another answer. */
  readonly faults: Fault[] = [];
  readonly #alive = new Set<string>();
  #pages = 0;

  constructor(random?: () => number) {
    this.timing = new VirtualTiming(random);
  }

  /** Opens the workspace: loader first, then what the browser's store holds on top. */
  async openPage(events: SaveLoopEvents = {}) {
    this.#pages += 1;
    const clientId = `page-${String(this.#pages).padStart(4, "0")}`;
    const state = createWorkState(this.server.work());
    const store = new LocalCopyStore({ storage: this.storage, attemptId: "attempt", clientId });
    const { takenIn } = await store.recover(state, this.#liveness());
    this.#alive.add(clientId);
    const page = { isAlive: true };
    const loop = new SaveLoop(
      {
        clientId,
        state,
        store,
        send: this.#connect(page),
        clock: new ServerClock({ monotonicMs: this.timing.nowMs, wallMs: this.timing.nowMs }),
        timing: this.timing,
        wallMs: () => this.#pages * 1_000_000 + this.timing.nowMs(),
        isOnline: () => this.isOnline,
      },
      events,
    );
    await loop.adopt(takenIn);
    /** The process is gone: no timer of it runs again, no answer reaches it. */
    const kill = () => {
      page.isAlive = false;
      loop.stop();
      this.#alive.delete(clientId);
    };
    return { clientId, state, loop, kill };
  }

  async #travel(): Promise<void> {
    if (this.latencyMs > 0)
      await new Promise<void>((resolve) => this.timing.schedule(resolve, this.latencyMs));
  }

  #liveness(): Liveness {
    return {
      claim: () => Promise.resolve(),
      takeOver: (clientId) => Promise.resolve(!this.#alive.has(clientId)),
      release: () => undefined,
    };
  }

  #connect(page: { isAlive: boolean }): SendSave {
    return async (save) => {
      const fault = this.faults.shift() ?? "none";
      await this.#travel();
      if (typeof fault === "object") return fault;
      if (fault === "before") return { kind: "unreachable" };
      const reply = this.server.save(save);
      await this.#travel();
      if (!page.isAlive) return new Promise<never>(() => {});
      if (fault === "after") return { kind: "unreachable" };
      const nowMs = this.timing.nowMs();
      return { kind: "acknowledged", reply, sentAtMs: nowMs, receivedAtMs: nowMs };
    };
  }
}

/** A rectangle as Excalidraw draws it. */
export function makeBox(id: string, version = 1, change: Partial<SceneElement> = {}): SceneElement {
  const box: SceneElement = {
    id,
    type: "rectangle",
    x: 100,
    y: 100,
    width: 180,
    height: 80,
    angle: 0,
    strokeColor: "#1e1e1e",
    backgroundColor: "transparent",
    fillStyle: "solid",
    strokeWidth: 2,
    strokeStyle: "solid",
    roundness: { type: 3 },
    roughness: 1,
    opacity: 100,
    seed: 1_234_567,
    version,
    versionNonce: version * 7_919,
    index: `a${id}`,
    isDeleted: false,
    groupIds: [],
    frameId: null,
    boundElements: null,
    updated: 1,
    link: null,
    locked: false,
  };
  return Object.assign(box, change);
}
