import { createSession, hashToken } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { sessionCookie } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { plantContent } from "../../support/plant-content";
import { startWebServer } from "../../support/web-server";

/** A browser that is signed in, and follows no redirect. */
type SignedIn = {
  tokenHash: string;
  get: (path: string, init?: RequestInit) => Promise<Response>;
  postForm: (path: string, fields: Record<string, string>) => Promise<Response>;
};

export type ReadsWorld = {
  url: string;
  database: TestDatabase;
  createPerson: (role?: Viewer["role"]) => Promise<Viewer>;
  signIn: (person: Viewer) => Promise<SignedIn>;
  /**
   * Holds every read of a drawing while `during` runs.
   * @param during gets a function that counts the reads that are held
   */
  holdReads: (during: (countHeld: () => Promise<number>) => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
};

/** The web process's work over HTTP, with a database of its own. */
export async function openReadsWorld(): Promise<ReadsWorld> {
  const database = await createContentDatabase();
  await plantContent(database.db, RAG);
  const web = await startWebServer(database.url);

  async function countHeld(): Promise<number> {
    const [row] = await database.sql<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return row?.count ?? 0;
  }

  return {
    url: web.url,
    database,
    createPerson: (role) => createPerson(database.db, role),
    signIn: async ({ id }) => {
      const { token, expiresAt } = await createSession(database.db, id);
      const cookie = sessionCookie.issue(token, expiresAt).split(";")[0] ?? "";
      const send = (path: string, init: RequestInit = {}) =>
        fetch(web.url + path, {
          redirect: "manual",
          ...init,
          headers: { cookie, origin: web.url, ...init.headers },
        });
      return {
        tokenHash: hashToken(token),
        get: send,
        postForm: (path, fields) =>
          send(path, { method: "POST", body: new URLSearchParams(fields) }),
      };
    },
    holdReads: (during) =>
      database.sql.begin(async (tx) => {
        await tx`lock table scene_elements in access exclusive mode`;
        await during(countHeld);
      }) as Promise<void>,
    close: async () => {
      await web.stop();
      await database.drop();
    },
  };
}
