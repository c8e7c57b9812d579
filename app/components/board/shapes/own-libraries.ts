import { get, set } from "idb-keyval";
import { readOwner } from "~/lib/saving/browser-owner";
import type { LibraryItem } from "../incoming/read-document";

/** A library that somebody opened, as this browser keeps it for them. */
export type OwnLibrary = { name: string; items: LibraryItem[] };

/** Of the person whose browser it is. */
const keyNow = () => `shape-libraries/${readOwner() ?? ""}`;
const MAX_LIBRARIES = 10;
const MAX_ITEMS = 200;

/** Takes the place of a store where there is none, such as in some private windows. By key. */
const known = new Map<string, OwnLibrary[]>();

/** The libraries that this person opened in this browser, the newest first. */
export async function listLibraries(): Promise<OwnLibrary[]> {
  const key = keyNow();
  const libraries = known.get(key) ?? (await unlessForbidden(get<OwnLibrary[]>(key), []));
  known.set(key, libraries);
  return libraries;
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
  const key = keyNow();
  const kept = libraries.slice(0, MAX_LIBRARIES);
  known.set(key, kept);
  await unlessForbidden(set(key, kept), undefined);
  return kept;
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
