/** More attempts than one has under way; the least recently kept goes. */
const MAX_ENTRIES = 30;

type Entry = [id: string, ...unknown[]];

/**
 * What this browser keeps of several attempts under one name, an entry each, the newest first. A browser
 * that stores nothing finds nothing again.
 * @param isEntry whether a stored value is sound
 */
export function createKeptList<Kept extends Entry>(
  name: string,
  isEntry: (stored: unknown) => stored is Kept,
): { find: (id: string) => Kept | null; keep: (entry: Kept) => void } {
  function readAll(): Kept[] {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(name) ?? "[]");
      return Array.isArray(stored) ? stored.filter(isEntry) : [];
    } catch (error) {
      if (error instanceof DOMException || error instanceof SyntaxError) return [];
      throw error;
    }
  }
  return {
    find: (id) => readAll().find(([ofId]) => ofId === id) ?? null,
    keep: (entry) => {
      const kept = [entry, ...readAll().filter(([ofId]) => ofId !== entry[0])];
      try {
        localStorage.setItem(name, JSON.stringify(kept.slice(0, MAX_ENTRIES)));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
      }
    },
  };
}
