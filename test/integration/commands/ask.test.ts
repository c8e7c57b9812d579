import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { runCommand } from "../../support/run-command";
import type { Character } from "../../support/fake-model/character";
import type { Ran } from "../../support/run-command";

const RAG = "rag-customer-support";
const NO_MODEL = { JUDGE_MODEL: "", OPENAI_API_KEY: "", OPENAI_BASE_URL: "" };

const replySchema = z.strictObject({
  outcome: z.enum(["answer", "offer", "none", "declined"]),
  ids: z.array(z.string()),
  text: z.string().min(1),
});

function run(args: string[], env: Record<string, string> = NO_MODEL): Promise<Ran> {
  return runCommand("server/commands/ask.ts", args, env);
}

/** @returns the reply to a question about the support assistant */
async function ask(question: string, args: string[] = [], env = NO_MODEL) {
  const ran = await run(["--problem", RAG, "--question", question, "--json", ...args], env);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  return replySchema.parse(JSON.parse(ran.stdout));
}

describe("npm run ask with the problem's list", () => {
  it.each([
    ["answer", "How many conversations per day?", ["volume"], /60,000 conversations a day/],
    [
      "offer",
      "chats per day, and at peak?",
      ["peak", "volume"],
      /^Did you mean one of these two\?\n[^\d]*How many customers and conversations are there\?$/,
    ],
    [
      "none",
      "Does it see the customer's account (contract, line status) or only the public help pages?",
      ["prices", "today", "actions"],
      /^I'm not sure I have that\. I can tell you about these:\n(- .+\n){3}Otherwise make an assumption and state it\.$/,
    ],
    ["none", "Do the owners play golf?", [], /^I don't have that\. Make an assumption/],
    ["declined", "Should I use pgvector or Pinecone?", [], /for you to decide/],
  ])("gives an outcome, ids and a text: %s", async (outcome, question, ids, text) => {
    const reply = await ask(question);
    expect(reply).toMatchObject({ outcome, ids });
    expect(reply.text).toMatch(text);
  });

  it("prints the text alone in a terminal", async () => {
    const question = "How many conversations per day?";
    const { code, stdout } = await run(["--problem", RAG, "--question", question]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^3\.2 million households .+\n$/);
  });
});

describe("npm run ask refuses with exit code 2 and a reason", () => {
  const QUESTION = ["--question", "How fast?"];
  it.each([
    ["no problem", QUESTION, "--problem is missing"],
    ["an empty question", ["--problem", RAG, "--question", " "], "2 characters"],
    ["a long question", ["--problem", RAG, "--question", "why ".repeat(101)], "--question"],
    ["an unknown problem", ["--problem", "chess", ...QUESTION], RAG],
    ["an unknown option", ["--problem", RAG, ...QUESTION, "--loud"], "usage: npm run ask"],
    ["a model that isn't set", ["--problem", RAG, ...QUESTION, "--judge", "openai"], "JUDGE_MODEL"],
  ])("%s", async (_, args, reason) => {
    const { code, stdout, stderr } = await run(args);
    expect(stderr).toContain(reason);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("npm run ask with a model", () => {
  async function startModel(character: Character): Promise<typeof NO_MODEL> {
    const model = await startFakeModel({ character });
    onTestFinished(() => model.close());
    return { JUDGE_MODEL: "fake-model", OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: "" };
  }
  const says = (clarification_ids: string[], answer: string): Character => ({
    kind: "interviewing",
    reply: { clarification_ids, answer },
  });
  /** The list alone offers for it. */
  const OPEN = "Do warranty and refund rules differ by country?";

  it.each([
    ["a choice that the question points to is the answer", ["country-rules"], "answer"],
    ["another choice is offered", ["budget"], "offer"],
    ["no choice offers what is near", [], "offer"],
    ["an invented fact leaves it to the list", ["made-up"], "offer"],
  ])("%s", async (_, ids, outcome) => {
    const env = await startModel(says(ids, "They differ: refunds and tariffs are set by country."));
    const reply = await ask(OPEN, ["--judge", "openai"], env);
    expect(reply.outcome).toBe(outcome);
    expect(reply.ids).toContain("country-rules");
  });

  it("ends with 1 and prints nothing when the model refuses", async () => {
    const args = ["--problem", RAG, "--question", OPEN, "--judge", "openai"];
    const { code, stdout, stderr } = await run(args, await startModel({ kind: "refusing" }));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("Not answered (refused)");
  });
});
