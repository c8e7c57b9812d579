/**
 * Everything that the product keeps in a browser besides cookies, and when it goes. What a later page
 * keeps gets its line here, and `npx vitest run --project e2e test/e2e/shared-computer.test.ts` looks
 * that nothing else is kept, and that each goes when it should.
 *
 * - `person`: when the browser is another person's, or nobody's
 * - `account`: when its person deletes the account in this browser; until then it is theirs alone
 * - `stays`: it is a setting of the browser, or names something and says nothing of it
 */
type Goes = "person" | "account" | "stays";

/** Local and session storage: what the names begin with. The first that fits counts. */
export const WEB_STORAGE: { start: string; goes: Goes }[] = [
  /** Steps to undo: parts of drawings. */
  { start: "board-undo-", goes: "person" },
  /** Which part of a drawing was seen. */
  { start: "board-views", goes: "person" },
  /** Which section of an attempt was written last. */
  { start: "room-sections", goes: "person" },
  /** Which answers of the interviewer are pinned, by their ids. */
  { start: "room-pins", goes: "person" },
  /** Words of a form that wasn't sent; the person's id follows. */
  { start: "scaleboard/words/", goes: "account" },
  /** Unsent work of a page that had no time for the database. */
  { start: "scaleboard/draft/", goes: "account" },
  /** A random key for each attempt that was handed in here. */
  { start: "scaleboard-submit-", goes: "stays" },
  /** A random name of the tab's page. */
  { start: "scaleboard-page", goes: "stays" },
  /** The id of the person whose browser this last was. */
  { start: "scaleboard-person", goes: "stays" },
  { start: "scaleboard:read-aloud", goes: "stays" },
  { start: "workspace-split", goes: "stays" },
  { start: "workspace-dock", goes: "stays" },
  { start: "draft-side", goes: "stays" },
  /** Of the router: how far down a page was. */
  { start: "positions", goes: "stays" },
];

/** Databases and their stores. Those that stay until the account goes say in each entry whose it is. */
export const DATABASES: { name: string; store: string; goes: Goes }[] = [
  /** Rooms, for a reload without a connection. */
  { name: "scaleboard-rooms", store: "rooms", goes: "person" },
  { name: "scaleboard-pictures", store: "pictures", goes: "person" },
  /** Unsent work, with the session that it was written under. */
  { name: "scaleboard", store: "drafts", goes: "account" },
  /** Libraries of shapes that somebody opened; the person's id is in the key. */
  { name: "keyval-store", store: "keyval", goes: "account" },
];
