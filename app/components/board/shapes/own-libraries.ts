import { get, set } from "idb-keyval";
import type { LibraryItem } from "../incoming/read-document";

/** A library that somebody opened, as it is kept in this browser. */
export type OwnLibrary = { name: string; items: LibraryItem[] };

const KEY = "shape-libraries";
const MAX_LIBRARIES = 10;
const MAX_ITEMS = 200;

/** Stands in for the store where there is none, such as in some private windows. */
let known: OwnLibrary[] | null = null;

/** The libraries opened in this browser, the newest first. */
export async function listLibraries(): Promise<OwnLibrary[]> {
  known ??= await unlessForbidden(get<OwnLibrary[]>(KEY), []);
  return known;
}

/** Puts a library first; one of the same name is replaced. */
export async function saveLibrary({ name, items }: OwnLibrary): Promise<OwnLibrary[]> {
  const others = (await listLibraries()).filter((library) => library.name !== name);
  return store([{ name, items: items.slice(0, MAX_ITEMS) }, ...others]);
}

export async function deleteLibrary(name: string): Promise<OwnLibrary[]> {
  return store((await listLibraries()).filter((library) => library.name !== name));
}

async function store(libraries: OwnLibrary[]): Promise<OwnLibrary[]> {
  known = libraries.slice(0, MAX_LIBRARIES);
  await unlessForbidden(set(KEY, known), undefined);
  return known;
}

/** A browser that stores nothing, or has no room left, rejects with this; the page goes on. */
async function unlessForbidden<T>(asked: Promise<T | undefined>, otherwise: T): Promise<T> {
  try {
    return (await asked) ?? otherwise;
  } catch (error) {
    if (error instanceof DOMException) return otherwise;
    throw error;
  }
}
