import { once } from "node:events";
import { request as openRequest } from "node:http";
import type { ClientRequest, IncomingMessage } from "node:http";
import { text as readText } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { attempts } from "#server/db/tables/attempts";
import { speechCalls } from "#server/db/tables/speech";
import { attemptTurns } from "#server/db/tables/turns";
import { getPersonSpendUsd } from "#server/grades/get-person-spend";
import { getSpentTodayUsd } from "#server/grades/save-judge-calls";
import { getJudgeUsage } from "#server/usage/get-judge-usage";
import { getSpeechUsage } from "#server/usage/get-speech-usage";
import { MAX_RECORDINGS_AN_HOUR, MAX_SPEECH_SECONDS_AN_ATTEMPT } from "#domain/speech/limits";
import { MAX_WAV_BYTES } from "#domain/speech/wav";
import { openAttempt } from "../../support/attempts";
import { createPerson } from "../../support/people";
import { keepSilentFor, speakFor } from "../../support/recordings";
import { asOurPage, openSpeechWorld } from "./speech-world";
import type { Door, SpeechWorld } from "./speech-world";

const WORDS = "At fifty million vectors I leave pgvector.";

let world: SpeechWorld;
let door: Door;
let person: Viewer;
let cookie: string;
let attemptId: string;

beforeAll(async () => {
  world = await openSpeechWorld();
  door = await world.openDoor();
});
afterAll(async () => {
  await door.close();
  await world.close();
});
beforeEach(async () => {
  world.fake.setCharacter({ kind: "hears", text: WORDS });
  world.fake.requests.length = 0;
  person = await createPerson(world.database.db);
  cookie = await world.signIn(person);
  attemptId = await openAttempt(world.database.db, person.id, { probing: "on_request" });
});

type Answer = { status: number; body: Record<string, string> };

async function speak(
  body: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string> = {},
  at: Door = door,
): Promise<Answer> {
  const response = await fetch(`${at.url}/api/attempts/${attemptId}/speech`, {
    method: "POST",
    body,
    headers: { ...asOurPage(at.url, cookie), ...headers },
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

function listen(turn: number | string, at: Door = door): Promise<Response> {
  return fetch(`${at.url}/api/attempts/${attemptId}/say?turn=${turn}`, {
    method: "POST",
    headers: { ...asOurPage(at.url, cookie), "content-type": "text/plain" },
    body: "Read this instead.",
  });
}

/** A request whose body is the caller's to write. */
function openSlowly(): { sent: ClientRequest; answer: Promise<{ status: number; body: string }> } {
  const sent = openRequest(`${door.url}/api/attempts/${attemptId}/speech`, {
    method: "POST",
    headers: asOurPage(door.url, cookie),
  });
  const answer = (async () => {
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    return { status: response.statusCode ?? 0, body: await readText(response) };
  })();
  return { sent, answer };
}

/**
 * The same with its place taken, and a hundred bytes of it sent. What looks whether it has its place may
 * itself be in the way: then once more.
 */
async function takePlaceSlowly(): Promise<ReturnType<typeof openSlowly>> {
  for (;;) {
    const slow = openSlowly();
    let isRefused = false;
    void slow.answer.then(({ status }) => {
      isRefused = status === 429;
    });
    slow.sent.write(speakFor(1).subarray(0, 100));
    while (!isRefused) if ((await speak("no sound")).status === 429) return slow;
  }
}

function listCalls() {
  return world.database.db.select().from(speechCalls).where(eq(speechCalls.userId, person.id));
}

/** As if so much had been transcribed before. */
async function noteCalls(count: number, seconds: number): Promise<void> {
  const row = {
    userId: person.id,
    attemptId,
    kind: "heard" as const,
    seconds,
    requestedModel: "whisper-here",
  };
  await world.database.db.insert(speechCalls).values(Array.from({ length: count }, () => row));
}

describe("a spoken reply", () => {
  it("comes back as words, in one line, and is counted by seconds", async () => {
    world.fake.setCharacter({ kind: "hears", text: ` ${WORDS}\n\u200bThen  Milvus. ` });
    expect(await speak(speakFor(3))).toEqual({
      status: 200,
      body: { text: `${WORDS} Then Milvus.` },
    });
    expect(world.fake.requests).toMatchObject([{ kind: "recording", seconds: 3 }]);
    expect(await listCalls()).toMatchObject([
      { attemptId, kind: "heard", seconds: 3, characters: null, costUsd: null },
    ]);
  });

  it("may be a minute long, and no longer", async () => {
    expect((await speak(speakFor(60))).status).toBe(200);
    expect(world.fake.requests).toMatchObject([{ seconds: 60 }]);
    const longer = new Uint8Array(MAX_WAV_BYTES + 1);
    longer.set(speakFor(60));
    const refused = await speak(longer);
    expect(refused.status).toBe(413);
    expect(refused.body["userMessage"]).toContain("longer than a minute");
    expect(world.fake.requests).toHaveLength(1);
  });

  it.each<[string, Uint8Array<ArrayBuffer> | string, Record<string, string>, number, RegExp]>([
    ["silence", keepSilentFor(2), {}, 400, /heard nothing/],
    ["less than a word", speakFor(0.2), {}, 400, /heard nothing/],
    ["nothing", "", {}, 400, /can’t be read/],
    ["words", "Hello there.", {}, 400, /can’t be read/],
    ["a page under the name of sound", "<html>".repeat(100), {}, 400, /can’t be read/],
    ["another type", speakFor(1), { "content-type": "audio/webm" }, 400, /can’t be read/],
    ["a form", speakFor(1), { "content-type": "multipart/form-data" }, 400, /can’t be read/],
    [
      "a gzipped one, which could unfold to hours",
      new Uint8Array(gzipSync(speakFor(1))),
      { "content-encoding": "gzip" },
      415,
      /encoding/,
    ],
  ])("is refused before anything is paid: %s", async (_what, body, headers, status, words) => {
    const refused = await speak(body, headers);
    expect(refused.status).toBe(status);
    expect(refused.body["userMessage"]).toMatch(words);
    expect(world.fake.requests).toEqual([]);
    expect(await listCalls()).toEqual([]);
  });

  it("needs an attempt that is open, one's own, and has an interviewer", async () => {
    const { db } = world.database;
    const stranger = await createPerson(db);
    const foreign = { cookie: await world.signIn(stranger) };
    expect((await speak(speakFor(1), foreign)).status).toBe(404);
    expect((await speak(speakFor(1), { cookie: "" })).status).toBe(401);
    await db.update(attempts).set({ probing: "off" }).where(eq(attempts.id, attemptId));
    expect((await speak(speakFor(1))).status).toBe(409);
    await db
      .update(attempts)
      .set({ probing: "on_request", deadlineAt: sql`now() - interval '1 minute'` })
      .where(eq(attempts.id, attemptId));
    expect((await speak(speakFor(1))).body["userMessage"]).toContain("The interview is over");
    attemptId = "not-an-id";
    expect((await speak(speakFor(1))).status).toBe(404);
    expect(world.fake.requests).toEqual([]);
  });

  it("from another site is refused", async () => {
    const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect((await speak(speakFor(1), foreign)).status).toBe(403);
  });

  it("is told why it wasn't heard, and nothing is counted that wasn't done", async () => {
    world.fake.setCharacter({ kind: "fails", status: 503 });
    const failed = await speak(speakFor(1));
    expect(failed.status).toBe(503);
    expect(failed.body["userMessage"]).toBe(
      "We couldn’t reach the speech server. Your recording is still here: try again or type.",
    );
    expect(await listCalls()).toEqual([]);
    // It answered, so it may have worked.
    world.fake.setCharacter({ kind: "answers", type: "text/html", body: "<p>no</p>" });
    expect((await speak(speakFor(1))).status).toBe(503);
    expect(await listCalls()).toHaveLength(1);
  });

  it("is given up at the speech server when its speaker leaves, and stays counted", async () => {
    world.fake.setCharacter({ kind: "hangs" });
    const { sent, answer } = openSlowly();
    const gone = expect(answer).rejects.toThrow();
    sent.end(speakFor(2));
    await expect.poll(() => world.fake.requests.length).toBe(1);
    sent.destroy();
    await gone;
    await expect.poll(() => world.fake.requests[0]?.wasAborted).toBe(true);
    expect(await listCalls()).toMatchObject([{ seconds: 2 }]);
    // The place is free again.
    world.fake.setCharacter({ kind: "hears", text: WORDS });
    await expect.poll(async () => (await speak(speakFor(1))).status).toBe(200);
  });

  it("that dribbles in holds up its own speaker and nobody else", async () => {
    const { sent, answer } = await takePlaceSlowly();
    const other = await createPerson(world.database.db);
    const theirs = {
      cookie: await world.signIn(other),
      attempt: await openAttempt(world.database.db, other.id, { probing: "on_request" }),
    };
    const heard = await fetch(`${door.url}/api/attempts/${theirs.attempt}/speech`, {
      method: "POST",
      body: speakFor(1),
      headers: asOurPage(door.url, theirs.cookie),
    });
    expect(heard.status).toBe(200);
    sent.end(speakFor(1).subarray(100));
    expect((await answer).status).toBe(200);
  });

  it("stands in no log, nor do its words", async () => {
    await speak(speakFor(1));
    world.fake.setCharacter({ kind: "fails", status: 400, message: `I heard: ${WORDS}` });
    await speak(speakFor(1));
    const log = door.lines.join("\n");
    expect(log).toContain("speech failed");
    expect(log).not.toContain("vectors");
  });
});

describe("what speech may take", () => {
  it("is twenty minutes an attempt", async () => {
    await noteCalls(1, MAX_SPEECH_SECONDS_AN_ATTEMPT - 2);
    expect((await speak(speakFor(3))).status).toBe(429);
    expect((await speak(speakFor(2))).status).toBe(200);
    expect((await speak(speakFor(1))).body["userMessage"]).toContain("20 minutes of speech");
  });

  it("is sixty recordings an hour and person, over all attempts", async () => {
    await noteCalls(MAX_RECORDINGS_AN_HOUR - 1, 1);
    expect((await speak(speakFor(1))).status).toBe(200);
    attemptId = await openAttempt(world.database.db, person.id, { probing: "on_request" });
    const refused = await speak(speakFor(1));
    expect(refused.status).toBe(429);
    expect(refused.body["userMessage"]).toMatch(/60 recordings within the hour.*again in/);
  });

  it("is the day's money and a person's share of it, where a price is known", async () => {
    const priced = await world.openDoor({
      SPEECH_USD_PER_MINUTE: "60",
      SPEECH_VOICE_USD_PER_1000_CHARS: "10",
      JUDGE_MAX_USD_PER_DAY: "1000",
      JUDGE_MAX_SHARE_PER_PERSON: "1",
    });
    const { db } = world.database;
    const before = await getSpentTodayUsd(db);
    // A dollar a second; the share is ten.
    expect((await speak(speakFor(9), {}, priced)).status).toBe(200);
    expect(await getPersonSpendUsd(db, person.id)).toBeCloseTo(9);
    expect((await speak(speakFor(1), {}, priced)).status).toBe(200);
    expect((await getSpentTodayUsd(db)) - before).toBeCloseTo(10);
    const refused = await speak(speakFor(1), {}, priced);
    expect(refused.status).toBe(429);
    expect(refused.body["userMessage"]).toContain("may cost today is used up");
    expect((await listen(0, priced)).status).toBe(429);
    await priced.close();
    const usage = await getJudgeUsage(db, { days: 7, now: new Date() });
    const speech = usage.byPurpose.find(({ purpose }) => purpose === "speech");
    expect(speech?.knownUsd).toBeGreaterThanOrEqual(10);
    expect(speech?.uncountedCalls).toBe(0);
    const sums = await getSpeechUsage(db, { days: 7, now: new Date() });
    expect(sums.recordings).toBeGreaterThanOrEqual(2);
    expect(sums.seconds).toBeGreaterThanOrEqual(10);
  });

  it("is twenty requests a minute and person, whatever comes of them", async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 22; count += 1) statuses.push((await speak("no sound")).status);
    expect(statuses.slice(0, 20)).toEqual(statuses.slice(0, 20).map(() => 400));
    expect(statuses.slice(20)).toEqual([429, 429]);
  });
});

describe("the interviewer's voice", () => {
  it("reads out what was said in a turn, and nothing that a browser sends", async () => {
    const [opening] = await world.database.db
      .select({ text: attemptTurns.text })
      .from(attemptTurns)
      .where(eq(attemptTurns.attemptId, attemptId));
    const heard = await listen(0);
    expect(heard.status).toBe(200);
    expect(heard.headers.get("content-type")).toBe("audio/wav");
    expect((await heard.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
    expect(world.fake.requests).toMatchObject([{ kind: "reading", input: opening?.text }]);
    expect(await listCalls()).toMatchObject([
      { kind: "said", characters: opening?.text?.length, seconds: null },
    ]);
  });

  it.each(["1", "7", "-1", "0.5", "x", "", "0&turn=0"])(
    "has nothing to say in turn %j",
    async (turn) => {
      expect([400, 404]).toContain((await listen(turn)).status);
      expect(world.fake.requests).toEqual([]);
    },
  );

  it("is for the attempt's own person", async () => {
    cookie = await world.signIn(await createPerson(world.database.db));
    expect((await listen(0)).status).toBe(404);
  });

  it("that answers with no sound is an answer that can't be used", async () => {
    world.fake.setCharacter({ kind: "answers", type: "audio/mpeg", body: "<svg/>" });
    expect((await listen(0)).status).toBe(503);
  });
});

describe("what is said outside an attempt", () => {
  it("is transcribed for whoever is signed in, and counted for them", async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${door.url}/api/speech`, {
        method: "POST",
        body: speakFor(2),
        headers: { ...asOurPage(door.url, cookie), ...headers },
      });
    expect((await post({ cookie: "" })).status).toBe(401);
    expect(await (await post({})).json()).toEqual({ text: WORDS });
    expect(await listCalls()).toMatchObject([{ attemptId: null, seconds: 2 }]);
  });
});

describe("without a speech server", () => {
  let bare: Door;
  afterEach(() => bare.close());

  it("says so, and pages may not ask for a microphone", async () => {
    bare = await world.openDoor({ SPEECH_BASE_URL: "http://127.0.0.1:9/v1" });
    const policyOf = async (at: Door) =>
      (await fetch(`${at.url}/api/events`)).headers.get("permissions-policy")?.split(", ");
    expect(await policyOf(door)).toContain("microphone=(self)");
    expect(await policyOf(door)).not.toContain("microphone=()");
    // A dead server is one that may come back.
    expect((await speak(speakFor(1), {}, bare)).status).toBe(503);
    await bare.close();
    bare = await world.openDoor({ SPEECH_BASE_URL: undefined });
    expect(await policyOf(bare)).toContain("microphone=()");
    const refused = await speak(speakFor(1), {}, bare);
    expect(refused.status).toBe(409);
    expect(refused.body["userMessage"]).toContain("No speech server is connected");
    expect((await listen(0, bare)).status).toBe(409);
  });
});
