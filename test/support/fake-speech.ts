import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the speech server makes of a recording, or why it can't. */
export type SpeechCharacter =
  | { kind: "hears"; text: string }
  | { kind: "fails"; status: number; message?: string }
  /** Answers nothing until it is closed. */
  | { kind: "hangs" }
  /** Something else than what was asked for, with status 200. */
  | { kind: "answers"; type: string; body: string }
  | { kind: "redirects"; to: string };

/** A recording as it was decoded here, or an order to read a text out. */
type SpeechRequest = {
  path: string;
  headers: IncomingMessage["headers"];
  model: string;
  /** The client hung up before it had the whole answer. */
  wasAborted: boolean;
} & (
  | { kind: "recording"; seconds: number; loudness: number; name: string }
  | { kind: "reading"; input: string; voice: string; format: string }
);

export type FakeSpeech = {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string;
  requests: SpeechRequest[];
  setCharacter: (character: SpeechCharacter) => void;
  close: () => Promise<void>;
};

const SILENT_BELOW = 0.001;

/**
 * An OpenAI-compatible speech server on loopback. It decodes what it is sent by itself, and refuses what
 * it can't decode, silence, and more than a minute: whoever tests against it has sent sound.
 * @param port a fixed one, for a server that goes away and comes back
 */
export async function startFakeSpeech(
  first: SpeechCharacter = { kind: "hears", text: "Hello." },
  port = 0,
): Promise<FakeSpeech> {
  let character = first;
  const requests: SpeechRequest[] = [];
  const server = createServer((request, response) => {
    answer(request, response, character, requests).catch((error: unknown) => {
      // What can't be decoded is a fault of the product: it must be seen.
      reply(response, 400, { error: { message: `not decodable: ${String(error)}` } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    setCharacter: (next) => {
      character = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  character: SpeechCharacter,
  requests: SpeechRequest[],
): Promise<void> {
  const body = await readAll(request);
  const seen = await readRequest(request, body);
  response.on("close", () => {
    seen.wasAborted = !response.writableFinished;
  });
  requests.push(seen);
  if (seen.kind === "recording" && seen.loudness < SILENT_BELOW) throw new Error("silence");
  if (seen.kind === "recording" && seen.seconds > 60) throw new Error("longer than a minute");
  switch (character.kind) {
    case "hangs":
      return;
    case "fails":
      return reply(response, character.status, {
        error: { message: character.message ?? "the speech server is broken" },
      });
    case "redirects":
      response.writeHead(307, { location: character.to }).end();
      return;
    case "answers":
      response.writeHead(200, { "content-type": character.type }).end(character.body);
      return;
    case "hears":
      if (seen.kind === "recording") return reply(response, 200, { text: character.text });
      response.writeHead(200, { "content-type": "audio/mpeg" }).end(encodeTone());
  }
}

async function readRequest(request: IncomingMessage, body: Buffer): Promise<SpeechRequest> {
  const { url: path = "", headers } = request;
  const shared = { path, headers, wasAborted: false };
  if (path === "/v1/audio/speech") {
    const order = JSON.parse(body.toString("utf8")) as Record<string, string>;
    const { model = "", input = "", voice = "", response_format: format = "" } = order;
    return { ...shared, kind: "reading", model, input, voice, format };
  }
  if (path !== "/v1/audio/transcriptions") throw new Error(`no such path: ${path}`);
  const type = headers["content-type"] ?? "";
  const form = await new Response(new Uint8Array(body), {
    headers: { "content-type": type },
  }).formData();
  const file = form.get("file");
  if (!(file instanceof File)) throw new Error("no file");
  const sound = decode(Buffer.from(await file.arrayBuffer()));
  const model = String(form.get("model"));
  return { ...shared, kind: "recording", model, name: file.name, ...sound };
}

/** Walks the chunks, as a decoder does that knows nothing of who wrote them. */
function decode(wav: Buffer): { seconds: number; loudness: number } {
  if (wav.toString("latin1", 0, 4) !== "RIFF" || wav.toString("latin1", 8, 12) !== "WAVE") {
    throw new Error("no RIFF/WAVE");
  }
  let format: { channels: number; rate: number; bits: number } | null = null;
  for (let at = 12; at + 8 <= wav.length;) {
    const id = wav.toString("latin1", at, at + 4);
    const size = wav.readUInt32LE(at + 4);
    const start = at + 8;
    if (id === "fmt ") {
      if (wav.readUInt16LE(start) !== 1) throw new Error("not PCM");
      format = {
        channels: wav.readUInt16LE(start + 2),
        rate: wav.readUInt32LE(start + 4),
        bits: wav.readUInt16LE(start + 14),
      };
    }
    if (id === "data") {
      if (!format || format.bits !== 16) throw new Error("samples of an unknown form");
      if (start + size > wav.length) throw new Error("shorter than it says");
      const count = size / 2;
      let squares = 0;
      for (let index = 0; index < count; index += 1) {
        squares += (wav.readInt16LE(start + index * 2) / 32_768) ** 2;
      }
      const seconds = count / format.channels / format.rate;
      return { seconds, loudness: Math.sqrt(squares / count) };
    }
    at = start + size + (size % 2);
  }
  throw new Error("no samples");
}

/** A third of a second of 440 Hz, which any browser decodes. */
function encodeTone(): Buffer {
  const rate = 8_000;
  const samples = Buffer.alloc(Math.floor(rate / 3) * 2);
  for (let at = 0; at * 2 + 1 < samples.length; at += 1) {
    samples.writeInt16LE(Math.round(8_000 * Math.sin((2 * Math.PI * 440 * at) / rate)), at * 2);
  }
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
