import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { buildCompletion, writeCompletion, writeError } from "./write-reply";
import type { FailingCharacter } from "./character";
import type { Conversation } from "./read-request";

const EMPTY_ANSWER = { evidence: [], reasoning: "None.", verdict: "not_met", advice: "Add it." };

/** Answers as a failing server or model does; a hanging one doesn't answer at all. */
export function fail(
  character: FailingCharacter,
  conversation: Conversation,
  response: ServerResponse,
): void {
  const answers = Object.fromEntries(conversation.questions.map(({ id }) => [id, EMPTY_ANSWER]));
  const content = JSON.stringify(answers);
  switch (character.kind) {
    case "malformed":
      return writeCompletion(response, conversation, { content: content.slice(0, -2) });
    case "json_in_prose":
      return writeCompletion(response, conversation, { content: `Sure! Here it is: ${content}` });
    case "wrong_ids": {
      const wrong = Object.fromEntries(
        conversation.questions.map(({ id }) => [`${id}-else`, EMPTY_ANSWER]),
      );
      return writeCompletion(response, conversation, { content: JSON.stringify(wrong) });
    }
    case "truncated":
      return writeCompletion(response, conversation, {
        content: content.slice(0, 40),
        finishReason: "length",
      });
    case "refusing":
      return writeCompletion(response, conversation, {
        content: null,
        refusal: "I can't help with that.",
      });
    case "content_filter":
      return writeCompletion(response, conversation, {
        content: "",
        finishReason: "content_filter",
      });
    case "hanging":
      if (character.afterHeaders) writeHalf(conversation, response);
      return;
    case "dropping":
      if (character.afterHeaders) writeHalf(conversation, response);
      // A turn later, so that what was written goes out before the end of the connection.
      setImmediate(() => response.socket?.destroy());
      return;
    case "rate_limited":
      return writeError(
        response,
        429,
        { message: "slow down", code: "rate_limit_exceeded" },
        character.retryAfter === undefined ? {} : { "retry-after": character.retryAfter },
      );
    case "failing":
      return writeError(response, character.status, {
        message: character.message ?? "something broke",
        ...(character.code === undefined ? {} : { code: character.code }),
      });
    case "trickling":
      return trickle(response);
    case "flooding":
      return flood(response, character.status ?? 200);
    case "bomb":
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync(Buffer.alloc(16 * 1024 * 1024, " ")));
      return;
    case "not_json":
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html>a proxy's welcome page</html>");
  }
}

function trickle(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" });
  const dripping = setInterval(() => response.write(" "), 10);
  response.on("close", () => clearInterval(dripping));
}

function flood(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "application/json" });
  const piece = " ".repeat(65_536);
  const pour = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.on("drain", pour);
  pour();
}

function writeHalf(conversation: Conversation, response: ServerResponse): void {
  const whole = buildCompletion(conversation, { content: "half of this never comes" });
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(whole),
  });
  response.write(whole.slice(0, whole.length / 2));
}
