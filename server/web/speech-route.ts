import type { Request, RequestHandler, Response } from "express";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { z } from "zod";
import { MAX_PROBES } from "#domain/attempts/turn.schema";
import { MIN_SPEECH_SECONDS } from "#domain/speech/limits";
import { isSilent, MAX_WAV_BYTES, readWav, WAV_TYPE } from "#domain/speech/wav";
import type { Wav } from "#domain/speech/wav";
import type { Viewer } from "../accounts/sessions";
import { isOver, requireOwnAttempt } from "../attempts/own-attempt";
import type { Db } from "../db/client";
import { AppError } from "../errors";
import { hearReply } from "../speech/hear-reply";
import { sayTurn } from "../speech/say-turn";
import { SpeechError } from "../speech/speech";
import type { Speech, SpeechErrorKind } from "../speech/speech";
import type { SpendBounds } from "../speech/speech-bill";
import { BrokeOffError, createBodyReader } from "./read-body";
import { createSpeechPlaces } from "./speech-places";
import { requireViewer } from "./viewer";

/** Of one person and process, whatever comes of them; the database counts those that cost something. */
const REQUESTS_PER_MINUTE = 20;
const MINUTE_S = 60;

type SpeechTools = { db: Db; speech: Speech; bounds: SpendBounds };

/**
 * What is said and what is read aloud. Only here does the web process wait for a model: in a queue a
 * recording would be kept (docs/decisions/0033-speech-passes-through.md).
 */
type SpeechRoutes = {
  /** POST /api/attempts/:attemptId/speech: a recording in, `{ text }` out. */
  hear: RequestHandler;
  /** POST /api/attempts/:attemptId/say?turn=…: what the interviewer said, as sound. */
  say: RequestHandler;
  /** POST /api/speech: as `hear`, for what is said outside an attempt. */
  hearAnywhere: RequestHandler;
};

export function speechRoutes(tools: SpeechTools): SpeechRoutes {
  const { db, speech, bounds } = tools;
  const limiter = new RateLimiterMemory({ points: REQUESTS_PER_MINUTE, duration: MINUTE_S });
  const places = createSpeechPlaces();
  const readBody = createBodyReader({ maxBytes: MAX_WAV_BYTES, type: WAV_TYPE, inflate: false });

  async function hear(
    request: Request,
    response: Response,
    { id, role }: Viewer,
    attemptId: string | null,
  ): Promise<void> {
    const { transcriber } = speech;
    if (transcriber === null) throw notHere("transcribe");
    const bytes = await readRecording(readBody, request, response);
    const wav = requireSpeech(bytes);
    const signal = abortOnLeave(response);
    const input = { person: { id, role }, attemptId, bytes, wav, signal };
    const text = await places.ofServer(() => hearReply(db, bounds, transcriber, input));
    response.json({ text });
  }

  async function say(request: Request, response: Response, { id, role }: Viewer): Promise<void> {
    const attemptId = readAttemptId(request);
    await requireInterview(db, { attemptId, userId: id });
    const { voice } = speech;
    if (voice === null) throw notHere("read aloud");
    const turn = readTurn(request);
    const signal = abortOnLeave(response);
    const input = { person: { id, role }, attemptId, turn, signal };
    const { bytes, type } = await places.ofServer(() => sayTurn(db, bounds, voice, input));
    response.type(type).send(bytes);
  }

  /**
   * Settled before any of the body is read: who asks, whether they may, and that there is room.
   * @param kept what there is without the speech server, as a sentence
   */
  function route(
    work: (request: Request, response: Response, viewer: Viewer) => Promise<void>,
    kept: string,
  ): RequestHandler {
    return async (request, response, next) => {
      try {
        const viewer = requireViewer(response);
        await takeOne(limiter, viewer.id);
        await places.ofPerson(viewer.id, () => work(request, response, viewer));
      } catch (error) {
        next(toRefusal(error, request, kept));
      }
    };
  }

  return {
    hear: route(async (request, response, viewer) => {
      const attemptId = readAttemptId(request);
      await requireInterview(db, { attemptId, userId: viewer.id });
      await hear(request, response, viewer, attemptId);
    }, RECORDING_KEPT),
    hearAnywhere: route(
      (request, response, viewer) => hear(request, response, viewer, null),
      RECORDING_KEPT,
    ),
    say: route(say, "The question is on the page."),
  };
}

function readAttemptId(request: Request): string {
  return request.params["attemptId"] ?? "";
}

/** @throws AppError `not_found`; `conflict` for an attempt that is over or has no interviewer */
async function requireInterview(db: Db, who: { attemptId: string; userId: string }): Promise<void> {
  const attempt = await requireOwnAttempt(db, who, { lock: false });
  if (isOver(attempt, 0)) {
    throw new AppError("conflict", {
      message: `attempt ${attempt.id} takes no more speech`,
      userMessage: "The interview is over. What you wrote is kept.",
    });
  }
  if (attempt.probing === "off") {
    throw new AppError("conflict", {
      message: `attempt ${attempt.id} has no interviewer`,
      userMessage: "This attempt was started without follow-up questions.",
    });
  }
}

const turnSchema = z.string().regex(/^\d$/).transform(Number).pipe(z.number().max(MAX_PROBES));

function readTurn(request: Request): number {
  const parsed = turnSchema.safeParse(request.query["turn"]);
  if (parsed.success) return parsed.data;
  throw new AppError("bad_request", {
    message: "a turn that is none",
    userMessage: "The interviewer hasn’t asked that.",
  });
}

async function readRecording(
  readBody: ReturnType<typeof createBodyReader>,
  request: Request,
  response: Response,
): Promise<Buffer> {
  const bytes = await readBody(request, response);
  if (bytes !== null) return bytes;
  throw unusable("another type, or none");
}

/** @throws AppError `bad_request` for what is no recording of ours, or holds no speech */
function requireSpeech(bytes: Buffer): Wav {
  const wav = readWav(bytes);
  if (wav === null) throw unusable("not the WAV that is sent here");
  if (wav.seconds < MIN_SPEECH_SECONDS || isSilent(wav)) {
    throw new AppError("bad_request", {
      message: `a recording of ${wav.seconds.toFixed(1)} s without speech`,
      userMessage: "We heard nothing. Check that your microphone isn’t muted, then try again.",
    });
  }
  return wav;
}

/** Whoever left waits for nothing: the speech server needn't go on. */
function abortOnLeave(response: Response): AbortSignal {
  const left = new AbortController();
  response.once("close", () => left.abort());
  if (response.closed) left.abort();
  return left.signal;
}

async function takeOne(limiter: RateLimiterMemory, userId: string): Promise<void> {
  try {
    await limiter.consume(userId);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AppError("too_many", {
      message: "speech limit reached",
      userMessage: "Too many requests. Wait a minute, then try again.",
    });
  }
}

const RECORDING_KEPT = "Your recording is still here: try again or type.";
const FAILURES: Record<SpeechErrorKind, string> = {
  aborted: "The request was canceled.",
  timeout: "The speech server took too long.",
  unavailable: "We couldn’t reach the speech server.",
  rate_limited: "The speech server is busy.",
  misconfigured: "The speech server rejects our requests. Its operator has to look into it.",
  invalid_reply: "The speech server’s answer can’t be used.",
};

function toRefusal(error: unknown, request: Request, kept: string): unknown {
  if (error instanceof SpeechError) {
    const { kind, message } = error;
    if (kind !== "aborted") request.log.warn({ errorKind: kind }, "speech failed");
    const userMessage = `${FAILURES[kind]} ${kept}`;
    return new AppError("unavailable", { message, userMessage, cause: error });
  }
  if (error instanceof BrokeOffError) return unusable("it broke off");
  if (error instanceof Error && "type" in error && error.type === "entity.too.large") {
    return new AppError("too_large", {
      message: `a recording of more than ${MAX_WAV_BYTES} bytes`,
      userMessage: "This recording is longer than a minute. Say it in parts, or type.",
    });
  }
  return error;
}

function notHere(what: string): AppError {
  return new AppError("conflict", {
    message: `no speech server to ${what}`,
    userMessage: "No speech server is connected here. Type your reply.",
  });
}

function unusable(why: string): AppError {
  return new AppError("bad_request", {
    message: `recording refused: ${why}`,
    userMessage: "This recording can’t be read. Record it again, or type.",
  });
}
