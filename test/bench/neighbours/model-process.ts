import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { ANSWERS, CANARIES, EVIDENCE } from "../../support/grading-fixture";
import { latencyFor } from "../grade/latencies";

/**
 * A model that spends next to nothing on what it reads, since it must not be what honest gradings
 * wait for: it looks for one sentence of theirs, and answers by the criteria it is asked about.
 */
const server = createServer((request, response) => {
  void readBody(request).then((body) => {
    const criterionIds = findAsked(body);
    setTimeout(() => {
      const answers = answer(criterionIds, body.includes(HONEST_SENTENCE));
      const content = JSON.stringify({ read: readCodes(body), ...answers });
      const message = { role: "assistant", content };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          id: "bench",
          object: "chat.completion",
          created: 0,
          model: "bench",
          choices: [{ index: 0, message, finish_reason: "stop", logprobs: null }],
          usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
        }),
      );
    }, latencyFor(criterionIds));
  });
});

const HONEST_SENTENCE = ANSWERS.components.split("\n")[0] ?? "";

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/** From the heads of the prompt, which come before all that the candidate wrote. */
function readCodes(body: string): string {
  const find = (what: string): string =>
    new RegExp(`Code of the ${what}: (\\d+)`).exec(body)?.[1] ?? "";
  return `${find("rules")}-${find("material")}`;
}

/** The ids stand in the last message, behind all that the candidate wrote. */
function findAsked(body: string): string[] {
  const asked = body.slice(body.lastIndexOf("Criteria to judge:"));
  return Array.from(asked.matchAll(/\\"id\\": \\"([a-z0-9-]+)\\"/g), ([, id = ""]) => id);
}

function answer(criterionIds: string[], isHonest: boolean): Record<string, unknown> {
  const canaries: Record<string, string> = CANARIES;
  const entries = criterionIds.map((id) => {
    const own = isHonest ? EVIDENCE[id] : undefined;
    const evidence =
      canaries[id] === "met"
        ? [{ source: "scenario", quote: ANSWERS.scenario.split("\n")[0] }]
        : own
          ? [own]
          : [];
    const verdict = canaries[id] ?? (own ? "met" : "not_met");
    return [id, { evidence, reasoning: "Bench.", verdict, advice: "" }];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

server.keepAliveTimeout = 0;
server.listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
});
process.once("disconnect", () => {
  server.close();
  server.closeAllConnections();
});
