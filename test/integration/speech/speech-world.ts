import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import pg from "pg";
import { createLoginLimiter } from "#server/accounts/login-limiter";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { envSchema } from "#server/env";
import { readStudy } from "#server/study/read-study";
import { createApp } from "#server/web/create-app";
import { openEventHub } from "#server/web/event-hub";
import { WAV_TYPE } from "#domain/speech/wav";
import { createRecordingQueue } from "../../support/attempts";
import { openColdReading, openColdThreads } from "../../support/cold-threads";
import { loadRealContent, ROOT_DIR } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { startFakeSpeech } from "../../support/fake-speech";
import type { FakeSpeech } from "../../support/fake-speech";
import { sessionCookie } from "../../support/page-context";

export type Door = {
  url: string;
  /** What the web process logged. */
  lines: string[];
  close: () => Promise<void>;
};

export type SpeechWorld = {
  database: TestDatabase;
  fake: FakeSpeech;
  /** The web process's app with these settings beside the speech server's, without pages. */
  openDoor: (settings?: Record<string, string | undefined>) => Promise<Door>;
  /** A cookie of a fresh session. */
  signIn: (viewer: Viewer) => Promise<string>;
  close: () => Promise<void>;
};

export async function openSpeechWorld(): Promise<SpeechWorld> {
  const database = await createContentDatabase();
  // The frozen problems are older than follow-ups.
  await loadRealContent(database.db);
  const fake = await startFakeSpeech();
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const hub = await openEventHub(database.sql);
  const study = await readStudy(ROOT_DIR);
  return {
    database,
    fake,
    openDoor: async (settings = {}) => {
      const lines: string[] = [];
      const env = envSchema.parse({
        NODE_ENV: "test",
        SPEECH_BASE_URL: fake.baseUrl,
        SPEECH_MODEL: "whisper-here",
        SPEECH_VOICE_MODEL: "voice-here",
        ...settings,
      });
      const app = createApp(
        env,
        {
          db: database.db,
          readDb: database.db,
          jobs: createRecordingQueue(),
          hub,
          loginLimiter: createLoginLimiter(pool),
          log: pino({ level: "trace" }, { write: (line: string) => void lines.push(line) }),
          study,
          threads: openColdThreads(),
          reading: openColdReading(),
        },
        { build: () => Promise.reject(new Error("no pages in this test")) },
      );
      const server = createServer(app);
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const close = async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      };
      return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lines, close };
    },
    signIn: async ({ id }) => {
      const { token, expiresAt } = await createSession(database.db, id);
      return sessionCookie.issue(token, expiresAt).split(";")[0] ?? "";
    },
    close: async () => {
      await fake.close();
      await hub.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** Headers of a request as our own page sends it. */
export function asOurPage(url: string, cookie: string): Record<string, string> {
  return { origin: url, cookie, accept: "application/json", "content-type": WAV_TYPE };
}
