import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startFakeSpeech } from "../../test/support/fake-speech";
import type { FakeSpeech, SpeechCharacter } from "../../test/support/fake-speech";
import { keepSilentFor, speakFor } from "../../test/support/recordings";
import { envSchema } from "../env";
import { chooseSpeech, describeSpeech } from "./choose-speech";
import { recogniseAudio } from "./openai-speech";
import { SpeechError } from "./speech";

const KEY = "sk-a-key-of-the-speech-server";
const WORDS = "At fifty million vectors I leave it.";

let fake: FakeSpeech;
beforeAll(async () => {
  fake = await startFakeSpeech();
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.setCharacter({ kind: "hears", text: WORDS });
  fake.requests.length = 0;
});

const never = () => new AbortController().signal;
const choose = (settings: Record<string, string>) => chooseSpeech(envSchema.parse(settings));

function connect(settings: Record<string, string> = {}) {
  const { transcriber, voice } = choose({
    SPEECH_BASE_URL: fake.baseUrl,
    SPEECH_API_KEY: KEY,
    SPEECH_MODEL: "whisper-here",
    SPEECH_VOICE_MODEL: "voice-here",
    SPEECH_VOICE: "nova",
    ...settings,
  });
  if (!transcriber || !voice) throw new Error("both are named");
  return { transcriber, voice };
}

async function failureOf(work: Promise<unknown>): Promise<SpeechError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SpeechError) return error;
  throw new Error(`no SpeechError: ${String(error)}`);
}

describe("a recording", () => {
  it("is sent whole, with its model and key, and comes back as words", async () => {
    const { transcriber } = connect();
    expect(await transcriber.transcribe(speakFor(2.5), never())).toBe(WORDS);
    expect(fake.requests).toMatchObject([
      { kind: "recording", seconds: 2.5, model: "whisper-here", name: "reply.wav" },
    ]);
    expect(fake.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  it.each<[SpeechCharacter, string, boolean]>([
    [{ kind: "fails", status: 500 }, "unavailable", true],
    [{ kind: "fails", status: 429 }, "rate_limited", true],
    [{ kind: "fails", status: 401, message: `no such key: ${KEY}` }, "misconfigured", true],
    [{ kind: "redirects", to: "http://127.0.0.1:9/" }, "misconfigured", true],
    [{ kind: "answers", type: "text/html", body: "<p>Hello</p>" }, "invalid_reply", false],
    [{ kind: "answers", type: "application/json", body: '{"words": "x"}' }, "invalid_reply", false],
    [{ kind: "answers", type: "application/json", body: "{" }, "invalid_reply", false],
    [
      { kind: "answers", type: "application/json", body: `{"text":"${"x".repeat(300_000)}"}` },
      "invalid_reply",
      false,
    ],
  ])("that isn't heard says why, and is sent once: %o", async (character, kind, isUnbilled) => {
    fake.setCharacter(character);
    const error = await failureOf(connect().transcriber.transcribe(speakFor(1), never()));
    expect([error.kind, error.isUnbilled]).toEqual([kind, isUnbilled]);
    expect(error.message).not.toContain(KEY);
    expect(fake.requests).toHaveLength(1);
  });

  it("is given up after its time, and when nobody waits", async () => {
    fake.setCharacter({ kind: "hangs" });
    const late = connect({ SPEECH_TIMEOUT_MS: "1000" }).transcriber.transcribe(
      speakFor(1),
      never(),
    );
    expect((await failureOf(late)).kind).toBe("timeout");
    const left = new AbortController();
    const given = failureOf(connect().transcriber.transcribe(speakFor(1), left.signal));
    await expect.poll(() => fake.requests.length).toBe(2);
    left.abort();
    expect((await given).kind).toBe("aborted");
    await expect
      .poll(() => fake.requests.map(({ wasAborted }) => wasAborted))
      .toEqual([true, true]);
  });

  it("goes nowhere where nobody listens", async () => {
    const { transcriber } = connect({ SPEECH_BASE_URL: "http://127.0.0.1:9/v1" });
    expect((await failureOf(transcriber.transcribe(speakFor(1), never()))).kind).toBe(
      "unavailable",
    );
  });

  it("of silence is refused by the fake, so that no test passes with it", async () => {
    const error = await failureOf(connect().transcriber.transcribe(keepSilentFor(1), never()));
    expect(error.kind).toBe("misconfigured");
  });
});

describe("a question", () => {
  it("is read out in the voice that is named", async () => {
    const { bytes, type } = await connect().voice.speak("What do you leave out?", never());
    expect(type).toBe("audio/wav");
    expect(bytes.length).toBeGreaterThan(1_000);
    expect(fake.requests).toMatchObject([
      { kind: "reading", model: "voice-here", voice: "nova", input: "What do you leave out?" },
    ]);
  });

  it("comes as sound or not at all, whatever the server calls it", async () => {
    fake.setCharacter({ kind: "answers", type: "audio/mpeg", body: "<script>alert(1)</script>" });
    expect((await failureOf(connect().voice.speak("And?", never()))).kind).toBe("invalid_reply");
  });

  it.each([
    ["ID3\u0004", "audio/mpeg"],
    ["\u00ff\u00fb\u0090", "audio/mpeg"],
    ["RIFF\u0000\u0000\u0000\u0000WAVE", "audio/wav"],
    ["OggS\u0000", "audio/ogg"],
    ["RIFF\u0000\u0000\u0000\u0000WEBP", null],
    ["<svg", null],
    ["", null],
  ])("is known by its first bytes: %j", (head, type) => {
    expect(recogniseAudio(Buffer.from(head, "latin1"))).toBe(type);
  });
});

describe("what the environment names", () => {
  it.each<[Record<string, string>, { hears: boolean; speaks: boolean }]>([
    [{}, { hears: false, speaks: false }],
    [{ SPEECH_MODEL: "whisper-1" }, { hears: false, speaks: false }],
    [
      { SPEECH_MODEL: "whisper-1", SPEECH_API_KEY: "k" },
      { hears: true, speaks: false },
    ],
    [
      { SPEECH_MODEL: "whisper-1", SPEECH_BASE_URL: "http://10.0.0.7/v1" },
      { hears: true, speaks: false },
    ],
    [
      { SPEECH_VOICE_MODEL: "tts-1", SPEECH_API_KEY: "k" },
      { hears: false, speaks: true },
    ],
  ])("%o", (settings, here) => {
    expect(describeSpeech(envSchema.parse(settings))).toEqual(here);
    const { transcriber, voice } = choose(settings);
    expect({ hears: transcriber !== null, speaks: voice !== null }).toEqual(here);
  });
});
