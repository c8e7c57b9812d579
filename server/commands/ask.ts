import { z } from "zod";
import { MAX_QUESTION_CHARS } from "#domain/attempts/question.schema";
import {
  answerByList,
  DECLINED_ANSWER,
  isForModel,
  TOPICS_ANSWER,
} from "../attempts/questions/answer-by-list";
import type { Answering } from "../attempts/questions/answer-by-list";
import { answerByModel } from "../attempts/questions/answer-by-model";
import { orEnd, readEnv } from "../env";
import { JudgeError } from "../grading/judge";
import { chooseInterviewer } from "../judges/choose-judge";
import type { InterviewBrief, Interviewer } from "../judges/interviewer";
import { isModelConfigured } from "../judges/name-model";
import { restrictToFacts } from "../judges/restrict-to-facts";
import { cleanText } from "../text/clean";
import { readOptions, stop } from "./command-input";
import { loadContent } from "./load-content";
import type { ProblemBody } from "#domain/problems/problem.schema";

const USAGE = `usage: npm run ask -- --problem <slug> --question "…" [--judge authored|model] [--json]`;

const optionsSchema = z.strictObject({
  problem: z.string({ error: "--problem is missing" }),
  question: z
    .string({ error: "--question is missing" })
    .transform((text) => cleanText(text).text.replace(/\s+/g, " ").trim())
    .pipe(z.string().min(2, "--question: ask in 2 characters or more").max(MAX_QUESTION_CHARS)),
  /**
   * "authored": the problem's own list. "model": the model of the environment chooses from it; it was
   * called "openai".
   */
  judge: z.enum(["authored", "model", "openai"]).default("authored"),
  json: z.boolean().default(false),
});

/** What is printed. `ids` are of the problem's list: what the answer rests on, what is offered, or topics near it. */
type Reply = { outcome: "answer" | "offer" | "none" | "declined"; ids: string[]; text: string };

/**
 * `npm run ask`: puts one question to a problem's interviewer, with no database. Exit code 0 with a
 * reply, 1 when the model gave none, 2 for what can't be asked.
 */
async function main(): Promise<void> {
  const options = readOptions(optionsSchema, USAGE);
  const { problem } = await loadContent(options.problem);
  const interviewer = options.judge === "authored" ? null : await pickInterviewer();
  const reply = toReply(await askOrEnd(options.question, problem, interviewer), problem);
  console.log(options.json ? JSON.stringify(reply) : reply.text);
}

async function pickInterviewer(): Promise<Interviewer> {
  const env = orEnd(readEnv);
  const interviewer = isModelConfigured(env) ? await chooseInterviewer(env) : null;
  return (
    interviewer ??
    stop(
      "No model is configured: set JUDGE_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL (docs/judges.md).",
    )
  );
}

/** As the product answers, but that a model that fails isn't replaced by the list. */
async function askOrEnd(
  question: string,
  { head, statementMarkdown }: ProblemBody,
  interviewer: Interviewer | null,
): Promise<Answering> {
  const byList = answerByList(question, head);
  if (interviewer === null || !isForModel(question, byList)) return byList;
  const { title, clarifications } = head;
  const brief: InterviewBrief = { title, statementMarkdown, clarifications };
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  try {
    const reply = await interviewer.answer(brief, question, stopping.signal);
    const held = restrictToFacts(brief, question, reply);
    return held ? answerByModel(question, head, held) : byList;
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
    console.error(`Not answered (${error.kind}): ${error.message}`);
    process.exit(1);
  }
}

function toReply(
  { status, clarificationIds: ids, answer }: Answering,
  problem: ProblemBody,
): Reply {
  if (status === "unsure") return { outcome: "offer", ids, text: offer(ids, problem) };
  if (answer === TOPICS_ANSWER) return { outcome: "none", ids, text: nameTopics(ids, problem) };
  const text = answer ?? "";
  if (status === "answered") return { outcome: "answer", ids, text };
  return { outcome: text === DECLINED_ANSWER ? "declined" : "none", ids, text };
}

function offer(ids: readonly string[], problem: ProblemBody): string {
  const [first, second] = listQuestions(ids, problem);
  return second === undefined
    ? `Did you mean: ${first}`
    : `Did you mean one of these two?\n- ${first}\n- ${second}`;
}

function nameTopics(ids: readonly string[], problem: ProblemBody): string {
  const topics = listQuestions(ids, problem).map((question) => `- ${question}`);
  return [
    `${TOPICS_ANSWER} I can tell you about ${topics.length === 1 ? "this" : "these"}:`,
    ...topics,
    "Otherwise make an assumption and state it.",
  ].join("\n");
}

function listQuestions(ids: readonly string[], { head }: ProblemBody): string[] {
  return ids.flatMap((id) =>
    head.clarifications.filter((one) => one.id === id).map(({ question }) => question),
  );
}

await main();
