import { sceneFileSchema, type SceneFile } from "#domain/diagram/scene.schema";
import type { Writer } from "#domain/accounts/writer";
import {
  localCopySchema,
  elementsOf,
  isEmptyCopy,
  mergeLocalTexts,
  type LocalCopy,
  type UnsignedCopy,
} from "./local-copy";
import { addFiles, editElements, type WorkState } from "./work-state";

/** The browser's key-value store, as far as local copies need it. Every promise may reject. */
export type LocalCopyStorage = {
  /** What `set` and `setAtOnce` left under the key, in no order: two values, one or none. */
  get: (key: string) => Promise<unknown[]>;
  /** Once it is stored, what `setAtOnce` left there before this call is gone. */
  set: (key: string, value: unknown) => Promise<void>;
  /** For a page that has no more time: stored when it returns, or not at all. Never throws. */
  setAtOnce: (key: string, value: unknown) => void;
  delete: (keys: string[]) => Promise<void>;
  keys: () => Promise<string[]>;
};

/** Tells pages that still run from pages that are gone. */
export type Liveness = {
  /** Marks this page as running until it is gone, however it goes. */
  claim: (clientId: string) => Promise<void>;
  /** True when no page with this id runs any more; from then on the id counts as claimed by us. */
  takeOver: (clientId: string) => Promise<boolean>;
  /** This page is done with the attempt, though it may live on: gives up all it claimed. */
  release: () => void;
};

/**
 * Write-ahead of one page: what the server has not acknowledged lies here before it is sent. Writes
 * are joined: while one is under way, all later ones become one.
 */
export class LocalCopyStore {
  readonly #storage: LocalCopyStorage;
  readonly #attemptId: string;
  readonly #clientId: string;
  readonly #writer: Writer | null;
  /** What `recover` has taken in: later pages needn't, if these are still here. */
  #tookIn: string[] = [];
  #active: Promise<void> | null = null;
  #queued: Promise<void> | null = null;

  /** @param page.writer who writes on this page, and under which session; null where that isn't known */
  constructor(page: {
    storage: LocalCopyStorage;
    attemptId: string;
    clientId: string;
    writer?: Writer | null;
  }) {
    this.#storage = page.storage;
    this.#writer = page.writer ?? null;
    this.#attemptId = page.attemptId;
    this.#clientId = page.clientId;
  }

  /**
   * @param takeSnapshot called when the write starts, so that it holds everything up to then
   * @returns resolves once a write that began after this call is stored; rejects when it can't be
   */
  write(takeSnapshot: () => UnsignedCopy): Promise<void> {
    if (this.#active === null) return this.#start(takeSnapshot);
    const startQueued = () => {
      this.#queued = null;
      return this.#start(takeSnapshot);
    };
    return (this.#queued ??= this.#active.then(startQueued, startQueued));
  }

  /** Stores the local copy before it returns, where the browser can: its page may be gone right after. */
  writeAtOnce(copy: UnsignedCopy): void {
    this.#storage.setAtOnce(this.#key(this.#clientId), this.#sign(copy));
  }

  #start(takeSnapshot: () => UnsignedCopy): Promise<void> {
    const writing = this.#storage.set(this.#key(this.#clientId), this.#sign(takeSnapshot()));
    const settle = () => {
      this.#active = null;
    };
    this.#active = writing;
    writing.then(settle, settle);
    return writing;
  }

  /** Stores a picture once, apart from the local copy that names it. */
  writeFile(file: SceneFile): Promise<void> {
    return this.#storage.set(this.#fileKey(file.id), file);
  }

  /** Forgets pictures that the server has. */
  deleteFiles(fileIds: string[]): Promise<void> {
    if (fileIds.length === 0) return Promise.resolve();
    return this.#storage.delete(fileIds.map((id) => this.#fileKey(id)));
  }

  #sign(copy: UnsignedCopy): LocalCopy {
    return { ...copy, writer: this.#writer, tookIn: this.#tookIn };
  }

  /** Whether it was written under this page's session. Of any other, its writer decides what becomes of it. */
  isOwn(copy: LocalCopy): boolean {
    return copy.writer?.session === this.#writer?.session;
  }

  /**
   * Adds to the state whatever earlier pages of this attempt left behind under this session, newest first.
   *
   * @returns the clientIds taken in; delete them by `forget` once this page's own local copy is stored.
   *   What was written under another session waits in `offered`.
   */
  async recover(
    state: WorkState,
    liveness: Liveness,
  ): Promise<{ takenIn: string[]; offered: LocalCopy[] }> {
    const offered: LocalCopy[] = [];
    const takenIn: string[] = [];
    const known = new Set<string>();
    for (const copy of await this.listOthers(liveness)) {
      if (!this.isOwn(copy)) {
        if (!isEmptyCopy(copy)) offered.push(copy);
        continue;
      }
      if (!known.has(copy.clientId)) {
        // One that finds no place beside the others stays in the store, for the next page.
        if (!mergeLocalTexts(state, copy)) continue;
        editElements(state, elementsOf(copy));
        addFiles(state, await this.readFiles(copy));
      }
      for (const clientId of copy.tookIn) known.add(clientId);
      takenIn.push(copy.clientId);
    }
    this.#tookIn = takenIn;
    return { takenIn, offered };
  }

  /** The pictures that a local copy names and that are still here. */
  async readFiles(copy: LocalCopy): Promise<SceneFile[]> {
    const files: SceneFile[] = [];
    for (const fileId of copy.fileIds) {
      const [kept] = await this.#storage.get(this.#fileKey(fileId));
      const file = sceneFileSchema.safeParse(kept);
      if (file.success) files.push(file.data);
    }
    return files;
  }

  /** Local copies of this attempt's pages that are gone, newest first; their ids are ours from now on. */
  async listOthers(liveness: Liveness): Promise<LocalCopy[]> {
    const prefix = this.#key("");
    const copies: LocalCopy[] = [];
    for (const key of await this.#storage.keys()) {
      const clientId = key.startsWith(prefix) ? key.slice(prefix.length) : null;
      if (clientId === null || clientId === this.#clientId) continue;
      if (!(await liveness.takeOver(clientId))) continue;
      const [newest] = newestFirst(await this.#storage.get(key));
      if (newest) copies.push(newest);
    }
    return newestFirst(copies);
  }

  /** Deletes the local copies of these pages. */
  forget(clientIds: string[]): Promise<void> {
    if (clientIds.length === 0) return Promise.resolve();
    return this.#storage.delete(clientIds.map((clientId) => this.#key(clientId)));
  }

  #key(clientId: string): string {
    return keyOf("draft", this.#attemptId, clientId);
  }

  #fileKey(fileId: string): string {
    return keyOf("file", this.#attemptId, fileId);
  }
}

/** Where a local copy, by its page, or a picture lies. */
export function keyOf(kind: "draft" | "file", attemptId: string, id: string): string {
  return `${kind}/${attemptId}/${id}`;
}

/** A local copy of another format is left where it is: a page of its own version can read it. */
function newestFirst(kept: readonly unknown[]): LocalCopy[] {
  return kept
    .flatMap((value) => localCopySchema.safeParse(value).data ?? [])
    .sort((a, b) => b.updatedAtMs - a.updatedAtMs);
}
