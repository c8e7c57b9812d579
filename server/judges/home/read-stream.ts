import { StringDecoder } from "node:string_decoder";
import { z } from "zod";

/** As far as it is read. `prompt_progress` and `timings` are llama.cpp's own. */
const chunkSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            reasoning: z.string().nullish(),
            reasoning_content: z.string().nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
  usage: z.unknown().optional(),
  prompt_progress: z.unknown().optional(),
  error: z.unknown().optional(),
});
type Chunk = z.infer<typeof chunkSchema>;

const progressSchema = z.object({ processed: z.number().min(0), total: z.number().positive() });

/** "reading": the prompt is being read; "writing": thoughts or a reply come. Null of what is no life. */
type Life = "reading" | "writing" | null;

/** How far a reply is. Tokens are the server's own count; null where it doesn't say. */
export type Seen = {
  reading: { done: number; total: number } | null;
  thoughtChars: number;
  saidChars: number;
};

type StreamReader = {
  /** Takes a part as it comes, and says what of the model's it shows. */
  take: (part: Buffer) => Life;
  /** What came so far. */
  seen: () => Seen;
  /** What the stream came to. */
  end: () => Streamed;
};

export type Streamed = {
  /** A chat completion as it comes unstreamed. */
  body: Record<string, unknown>;
  /** It has its last event; else it broke off. */
  isWhole: boolean;
  hasUsage: boolean;
  /** Thoughts came before the reply. */
  hasThoughts: boolean;
  /** Of all characters that were written, the share that was thought; 0 to 1. */
  thoughtShare: number;
  /** What the server says went wrong in the middle; null where nothing did. */
  error: unknown;
};

/**
 * Reads the events of a streamed chat completion. Comment lines, which proxies send to keep a connection
 * open, and events that hold nothing of the model's are no life.
 */
export function createStreamReader(): StreamReader {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let model: string | null = null;
  let content = "";
  let refusal = "";
  let finishReason: string | null = null;
  let usage: unknown = null;
  let error: unknown = null;
  let thoughtChars = 0;
  let reading: Seen["reading"] = null;

  function takeChunk(chunk: Chunk): Life {
    model = chunk.model ?? model;
    usage = chunk.usage ?? usage;
    error = chunk.error ?? error;
    const choice = chunk.choices?.[0];
    finishReason = choice?.finish_reason ?? finishReason;
    const said = choice?.delta?.content ?? "";
    const thought = choice?.delta?.reasoning_content ?? choice?.delta?.reasoning ?? "";
    content += said;
    refusal += choice?.delta?.refusal ?? "";
    thoughtChars += thought.length;
    const progress = progressSchema.safeParse(chunk.prompt_progress).data;
    if (progress) reading = { done: progress.processed, total: progress.total };
    if (said !== "" || thought !== "" || choice?.finish_reason) return "writing";
    return chunk.prompt_progress ? "reading" : null;
  }

  function takeLine(line: string): Life {
    if (!line.startsWith("data:")) return null;
    const chunk = chunkSchema.safeParse(parse(line.slice("data:".length)));
    return chunk.success ? takeChunk(chunk.data) : null;
  }

  return {
    take: (part) => {
      const lines = (rest + decoder.write(part)).split(/\r?\n/);
      rest = lines.pop() ?? "";
      const lives = lines.map(takeLine);
      if (lives.includes("writing")) return "writing";
      return lives.includes("reading") ? "reading" : null;
    },
    seen: () => ({ reading, thoughtChars, saidChars: content.length }),
    end: () => {
      takeLine(rest);
      rest = "";
      const thought = thoughtChars + (THOUGHTS_IN_REPLY.exec(content)?.[0].length ?? 0);
      const message = { role: "assistant", content, refusal: refusal === "" ? null : refusal };
      return {
        body: {
          model,
          choices: [{ index: 0, finish_reason: finishReason, message }],
          ...(usage === null ? {} : { usage }),
        },
        isWhole: finishReason !== null,
        hasUsage: usage !== null,
        hasThoughts: thought > 0,
        thoughtShare: thought / Math.max(1, thoughtChars + content.length),
        error,
      };
    },
  };
}

/** As servers without a parser of thoughts send them: the end may be missing. */
const THOUGHTS_IN_REPLY = /^\s*<think>(?:[^<]|<(?!\/think>))*/;

/** Null of "[DONE]", and of what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
