import type { SaveReply } from "#domain/attempts/save.schema";
import type { SceneElement, SceneFile } from "#domain/diagram/scene.schema";
import type { TextId } from "#domain/attempts/answer.schema";
import { CHECKPOINT_MS, checkpointOf, noteRefused, repair } from "./checkpoint";
import {
  acknowledge,
  composeSave,
  countItems,
  describeAcknowledged,
  setAside,
  type PendingSave,
} from "./compose-save";
import { takeLocalCopy, type UnsignedCopy } from "./local-copy";
import type { LocalCopyStore } from "./local-copy-store";
import { computeRetryDelayMs, type Failure } from "./retry-delay";
import { describeStatus, INITIAL_STATUS, type SaveStatus } from "./save-status";
import type { SendResult, SendSave } from "./send-save";
import type { ServerClock } from "./server-clock";
import type { Timing } from "./timing";
import {
  absorb,
  addFiles,
  editElements,
  editText,
  hasUnsent,
  listConflicts,
  resolveConflict,
  type Absorbed,
  type ServerWork,
  type WorkState,
} from "./work-state";

/** Edits of this long become one save: short enough to be durable within half a second. */
export const COALESCE_MS = 350;
/** A browser's store that hangs must not keep the work from the server. */
const STORE_WAIT_MS = 2_000;
/** A page that still runs this long after it was asked to leave was not left after all. */
const LEAVING_WAIT_MS = 10_000;

export type SaveLoopParts = {
  clientId: string;
  state: WorkState;
  store: LocalCopyStore;
  send: SendSave;
  clock: ServerClock;
  timing: Timing;
  /** Date.now(), to order local copies. */
  wallMs: () => number;
  isOnline: () => boolean;
};

export type SaveLoopEvents = {
  /** The status changed: read it by `getStatus`. */
  onStatus?: () => void;
  /** The server has this now; other tabs may take it in. */
  onAcknowledged?: (work: ServerWork, reply: SaveReply) => void;
  /** Something from elsewhere replaced what the fields or the canvas show. */
  onAbsorbed?: (absorbed: Absorbed) => void;
};

/**
 * Keeps one page's work: every edit goes to the browser's store first, then to the server, one save
 * under way at a time. A save whose fate is unknown is sent again as it was, under the same seq.
 */
export class SaveLoop {
  readonly #parts: SaveLoopParts;
  readonly #events: SaveLoopEvents;
  #status: SaveStatus = INITIAL_STATUS;
  #nextSeq = 1;
  #maxItems = Infinity;
  #pending: PendingSave | null = null;
  #running: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  #failure: Failure | null = null;
  #failures = 0;
  #isStopped = false;
  #leaving: Promise<void> | null = null;
  #isCopyStored = true;
  #checkpointAtMs: number;
  /** Pictures that the browser's store did not take and the server does not have. */
  readonly #unstoredFiles = new Set<string>();

  constructor(parts: SaveLoopParts, events: SaveLoopEvents = {}) {
    this.#parts = parts;
    this.#events = events;
    // Somewhere in its second half: a class that starts at once must not ask all at once.
    const share = (1 + parts.timing.random()) / 2;
    this.#checkpointAtMs = parts.timing.nowMs() + share * CHECKPOINT_MS;
    if (hasUnsent(parts.state)) this.#changed();
    else this.#publish({});
  }

  /** Stores this page's own local copy, and only then deletes those it took over. */
  async adopt(inheritedClientIds: string[]): Promise<void> {
    if (inheritedClientIds.length === 0) return;
    await this.#store();
    if (this.#isCopyStored) await this.#noteLocalCopy(this.#parts.store.forget(inheritedClientIds));
  }

  getStatus(): SaveStatus {
    return this.#status;
  }

  editText(section: TextId, text: string): void {
    if (editText(this.#parts.state, section, text)) this.#changed();
  }

  /** Takes the elements of the canvas that changed, and pictures; known ones are skipped. */
  editScene(changed: readonly SceneElement[], files: readonly SceneFile[]): void {
    const { state } = this.#parts;
    const fresh = addFiles(state, files);
    for (const file of fresh) void this.#storeFile(file);
    if (editElements(state, changed) || fresh.length > 0) this.#changed();
  }

  resolveConflict(section: TextId, text: string): void {
    resolveConflict(this.#parts.state, section, text);
    this.#changed();
  }

  /** Takes in what the server holds, as another tab or a reload of the page's data tells it. */
  absorb(work: ServerWork): void {
    this.#tellAbsorbed(absorb(this.#parts.state, work));
  }

  #tellAbsorbed(absorbed: Absorbed): void {
    if (absorbed.sections.length + absorbed.elements.length + absorbed.files.length > 0)
      this.#events.onAbsorbed?.(absorbed);
    this.#publish({});
  }

  /** Tries at once: the connection is back, the candidate signed in, the tab is seen again. */
  retryNow(): void {
    if (this.#failure === null) return;
    this.#failures = 0;
    this.#plan(0);
  }

  /** Sends everything now. @returns false when some of it could not be acknowledged */
  async flush(): Promise<boolean> {
    for (;;) {
      this.#clearTimer();
      await this.#run();
      if (!hasUnsent(this.#parts.state)) return listConflicts(this.#parts.state).length === 0;
      if (this.#failure !== null || this.#isStopped) return false;
    }
  }

  /**
   * The page was asked to leave. The next one may have been answered already, with less than what
   * is saved from now on: so replies aren't booked, and the local copy keeps it, until this page is gone
   * or has stayed.
   */
  prepareToLeave(): void {
    this.#leaving ??= new Promise((resolve) => {
      this.#parts.timing.schedule(() => {
        this.#leaving = null;
        resolve();
      }, LEAVING_WAIT_MS);
    });
  }

  /**
   * The page is going away: stores the local copy at once, since a write that is still pending when the
   * page ends may be lost, and leaves one small request under way.
   */
  flushBeforeLeaving(): void {
    if (hasUnsent(this.#parts.state)) this.#parts.store.writeAtOnce(this.#takeLocalCopy());
    if (this.#running === null && !this.#isStopped && hasUnsent(this.#parts.state))
      void this.#run({ isLeaving: true });
    else void this.#store();
  }

  stop(): void {
    this.#isStopped = true;
    this.#clearTimer();
  }

  #changed(): void {
    void this.#store();
    this.#publish({});
    if (this.#cancelTimer === null && this.#running === null) this.#plan(COALESCE_MS);
  }

  #store(): Promise<void> {
    return this.#noteLocalCopy(this.#parts.store.write(() => this.#takeLocalCopy()));
  }

  #takeLocalCopy(): UnsignedCopy {
    const { state, clientId, wallMs } = this.#parts;
    return takeLocalCopy(state, { clientId, updatedAtMs: wallMs() });
  }

  /** A local copy that can't be stored does not stop the save: the status says that leaving would lose. */
  async #noteLocalCopy(writing: Promise<void>): Promise<void> {
    this.#isCopyStored = await succeeds(writing);
    this.#publishStored();
  }

  async #storeFile(file: SceneFile): Promise<void> {
    if (await succeeds(this.#parts.store.writeFile(file))) this.#unstoredFiles.delete(file.id);
    else if (this.#parts.state.unsentFiles.has(file.id)) this.#unstoredFiles.add(file.id);
    this.#publishStored();
  }

  #publishStored(): void {
    this.#publish({ isStored: this.#isCopyStored && this.#unstoredFiles.size === 0 });
  }

  /** A picture that stays in the store though the server has it is only in the way. */
  async #dropFiles(fileIds: string[]): Promise<void> {
    for (const id of fileIds) this.#unstoredFiles.delete(id);
    this.#publishStored();
    await succeeds(this.#parts.store.deleteFiles(fileIds));
  }

  #atMost(work: Promise<void>, delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.#parts.timing.schedule(resolve, delayMs);
      void work.then(() => {
        callOff();
        resolve();
      });
    });
  }

  #plan(delayMs: number): void {
    this.#clearTimer();
    if (this.#isStopped) return;
    this.#cancelTimer = this.#parts.timing.schedule(() => {
      this.#cancelTimer = null;
      void this.#run();
    }, delayMs);
  }

  #clearTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #run(options = { isLeaving: false }): Promise<void> {
    return (this.#running ??= this.#sendOnce(options).finally(() => {
      this.#running = null;
      if (this.#failure !== null)
        this.#plan(computeRetryDelayMs(this.#failure, this.#failures, this.#parts.timing.random()));
      else if (hasUnsent(this.#parts.state)) this.#plan(COALESCE_MS);
      this.#publish({});
    }));
  }

  async #sendOnce({ isLeaving }: { isLeaving: boolean }): Promise<void> {
    if (this.#isStopped) return;
    if (!this.#parts.isOnline()) return this.#fail({ kind: "offline" });
    const pending = (this.#pending ??= this.#compose());
    if (pending === null) {
      this.#failure = null;
      return;
    }
    const storing = this.#store();
    if (!isLeaving) await this.#atMost(storing, STORE_WAIT_MS);
    this.#publish({});
    const result = await this.#parts.send(pending.save, { isLeaving });
    await this.#leaving;
    this.#settle(pending, result);
    // A page that was closed meanwhile has no say any more: another one may have its local copy.
    if (this.#isStopped) return;
    // Not waited for: what the local copy still holds of this save is recognised when it is read.
    void this.#store();
  }

  #compose(): PendingSave | null {
    const pending = composeSave(this.#parts.state, {
      clientId: this.#parts.clientId,
      seq: this.#nextSeq,
      maxItems: this.#maxItems,
    });
    if (pending) this.#nextSeq += 1;
    if (pending) this.#addCheckpoint(pending);
    return pending;
  }

  #addCheckpoint(pending: PendingSave): void {
    const nowMs = this.#parts.timing.nowMs();
    const checkpoint =
      nowMs < this.#checkpointAtMs ? null : checkpointOf(this.#parts.state, pending);
    if (checkpoint === null) return;
    pending.save.checkpoint = checkpoint;
    this.#checkpointAtMs = nowMs + CHECKPOINT_MS;
  }

  #settle(pending: PendingSave, result: SendResult): void {
    switch (result.kind) {
      case "acknowledged":
        return this.#settleAcknowledged(pending, result);
      case "rejected":
        return this.#settleRejected(pending, result.userMessage);
      case "closed":
        this.#pending = null;
        return this.#fail({ kind: "closed", userMessage: result.userMessage });
      case "signed_out":
        return this.#fail({ kind: "signed_out" });
      case "busy":
        return this.#fail(result);
      case "unreachable":
        return this.#fail({ kind: "offline" });
    }
  }

  #settleAcknowledged(
    pending: PendingSave,
    result: Extract<SendResult, { kind: "acknowledged" }>,
  ): void {
    const { reply, sentAtMs, receivedAtMs } = result;
    const { state, clock } = this.#parts;
    clock.observe({ serverNowMs: Date.parse(reply.serverNow), sentAtMs, receivedAtMs });
    acknowledge(state, pending, reply);
    noteRefused(state, pending, reply);
    void this.#dropFiles(pending.files.map((file) => file.id));
    this.#pending = null;
    this.#failure = null;
    this.#failures = 0;
    this.#maxItems *= 2;
    this.#publish({
      isLate: reply.outcome === "late",
      dropped: reply.dropped.length > 0 ? reply.dropped : this.#stillDropped(),
    });
    this.#events.onAcknowledged?.(describeAcknowledged(state, pending, reply), reply);
    if (reply.held) this.#tellAbsorbed(repair(state, reply.held));
  }

  /** What fits after all, or was deleted, is no longer said to be left out. */
  #stillDropped(): SaveStatus["dropped"] {
    const { elements, refused } = this.#parts.state;
    return this.#status.dropped.filter(({ id, type }) => {
      if (id === null || type === "file") return true;
      return refused.has(id) && elements.get(id)?.isDeleted !== true;
    });
  }

  /** Half of it next time, until the one thing is found that the server does not take. */
  #settleRejected(pending: PendingSave, userMessage: string): void {
    const count = countItems(pending);
    this.#pending = null;
    this.#failure = null;
    this.#maxItems = Math.max(1, Math.ceil(count / 2));
    if (count > 1) return;
    setAside(this.#parts.state, pending);
    this.#publish({ userMessage });
  }

  #fail(failure: Failure): void {
    this.#failure = failure;
    this.#failures += 1;
    if (failure.kind === "closed") this.#isStopped = true;
  }

  #publish(change: Partial<SaveStatus>): void {
    const next = describeStatus(
      { ...this.#status, ...change },
      { state: this.#parts.state, failure: this.#failure, isUnderWay: this.#pending !== null },
    );
    if (JSON.stringify(next) === JSON.stringify(this.#status)) return;
    this.#status = next;
    this.#events.onStatus?.();
  }
}

function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
