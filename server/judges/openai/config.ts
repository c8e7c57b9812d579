import { REPLY_SHAPES } from "#domain/grading/verdicts";
import type { ReplyShape } from "#domain/grading/verdicts";
import type { AddressGuard } from "../../net/address-guard";
import type { HomeServer } from "#domain/settings/home-servers";
import type { CallWatch } from "../home/call-watch";
import type { SpeedStore } from "../home/model-speeds";

/** How the reply's shape is asked for; `auto` finds out what the server knows. */
export const SCHEMA_MODES = REPLY_SHAPES;
export type SchemaMode = ReplyShape;

export type OpenAiJudgeConfig = {
  /** Any OpenAI-compatible endpoint, `/v1` included; OpenAI's own when not given. */
  baseUrl?: string;
  /** Local servers often need none. */
  apiKey?: string;
  model: string;
  /** The home server that it is, which gets one call at a time; null for all other servers. */
  home: HomeServer | null;
  /** Where a home server's speeds are kept; default: the process. */
  speeds?: SpeedStore;
  /** Learns how far a home server is with a call. */
  watch?: CallWatch;
  /** For one request, reply and all. */
  timeoutMs: number;
  maxOutputTokens: number;
  /** Older servers know only `max_tokens`. */
  tokenLimitParameter: "max_completion_tokens" | "max_tokens";
  /** Not sent unless given: current reasoning models answer 400 to it. */
  temperature?: number;
  reasoningEffort?: string;
  schemaMode: "auto" | SchemaMode;
  /** US dollars that the calls of one grading may cost; see spend.ts for how it is held. */
  spendCapUsdPerGrade?: number;
  /** Where connections may go, for an address that was typed into a page; absent: anywhere. */
  guard?: AddressGuard;
  /** The provider bills cached prefixes for less, and that is worth a slower grading. */
  warmFirst?: boolean;
};

export const OPENAI_BASE_URL = "https://api.openai.com/v1";
