import type { SectionId } from "#domain/problems/scale";

type Word = { section: SectionId; isStored: boolean; isAcknowledged: boolean };

/**
 * What a candidate was promised. Texts only grow, by words that occur once in the whole run, so that
 * any loss shows; of an element the highest version counts.
 */
export class Ledger {
  readonly #prefix: string;
  readonly words = new Map<string, Word>();
  readonly acknowledgedVersions = new Map<string, number>();
  readonly storedVersions = new Map<string, number>();

  /** @param trial its words begin with this, which also marks its model calls */
  constructor(trial: string) {
    this.#prefix = trial;
  }

  /** A word that nobody has written yet. */
  takeWord(section: SectionId): string {
    const word = `${this.#prefix}w${this.words.size + 1}.`;
    this.words.set(word, { section, isStored: false, isAcknowledged: false });
    return word;
  }

  /** The candidate's own browser has it. */
  noteStored(word: string): void {
    const entry = this.words.get(word);
    if (entry) entry.isStored = true;
  }

  noteStoredVersion(elementId: string, version: number): void {
    raise(this.storedVersions, elementId, version);
  }

  /** The server said that it has this text of a section. */
  noteAcknowledgedText(section: SectionId, text: string): void {
    for (const [word, entry] of this.words)
      if (entry.section === section && text.includes(word)) entry.isAcknowledged = true;
  }

  noteAcknowledgedVersion(elementId: string, version: number): void {
    raise(this.acknowledgedVersions, elementId, version);
  }
}

function raise(versions: Map<string, number>, id: string, version: number): void {
  versions.set(id, Math.max(version, versions.get(id) ?? 0));
}
