import { describe, expect, it } from "vitest";
import { RAG, ROOT_DIR } from "../../test/support/content";
import { readContentOf } from "../content/read-content";
import { listProbeSecrets, restrictProbe } from "./restrict-probe";
import type { ProbeRefusal } from "./restrict-probe";

const content = await readContentOf(ROOT_DIR, RAG);
if (content === null) throw new Error("the problem is gone");
const { problem, rubric } = content;
const WRITTEN = `The gateway passes the message to the assistant. It searches the index, which is pgvector,
and the model answers from the passages. Pages go from the CMS through a worker into the index every night.
We expect 3 messages per second on average, and I guess a price of $0.15 a million tokens.
If the model is down we retry once.`;
const secrets = listProbeSecrets(problem, rubric);

function hold(question: string, id = "ingestion-freshness") {
  const wanted = rubric.criteria.find((one) => one.id === id);
  if (!wanted) throw new Error(`no criterion ${id}`);
  const known = [problem.head.title, problem.statementMarkdown, WRITTEN].join("\n");
  return restrictProbe(question, { known, secrets, wanted });
}

describe("a follow-up that a model wrote", () => {
  it.each([
    "You said pgvector. At what size do you leave it?",
    "Pages go into the index every night. Which customers notice that?",
    "You guess a price for a million tokens. Where does that guess come from?",
    "What does the customer read while the model is down?",
    "How does a page get from the CMS into the index during the day?",
    "You retry once. What happens in the chat after that?",
    "Who decides which passages the model answers from?",
    "The worker runs every night. What does the assistant say in the meantime?",
  ])("is asked where it keeps to the candidate's words: %s", (question) => {
    expect(hold(question)).toEqual({ text: question });
  });

  it("is asked on one line", () => {
    expect(hold("You said pgvector.\n At what size do you leave it?")).toEqual({
      text: "You said pgvector. At what size do you leave it?",
    });
  });

  const LEAKS = [
    "How does a withdrawn page leave the index within fifteen minutes?",
    "What makes an edited page live in under 5 minutes?",
    "Does the worker delete pages by page id when the CMS sends a webhook?",
    "Would a CMS webhook into a queue bring the pages into the index?",
    "How do pieces whose hash changed get into the index?",
    "How does the worker re-embed changed pieces of the pages?",
    "Is a sweep that compares versions in the content system part of the index?",
    "Do you fuse dense vectors and BM25 in the index?",
    "How many milliseconds does the reranker take in the index?",
    "What does 240,000 messages a day mean for the index?",
    "What does 8.34 messages a second mean for the index?",
    "Can the index serve twenty messages a second in an outage?",
    "What would half of the messages mean for the model?",
    "How does Qdrant hold the pages of the index?",
    "Why is there no cross-encoder behind the index?",
    "Does the assistant use Kafka between the CMS and the worker?",
    "How does the embedding of the pages change the index?",
    "Which kappa do the agents reach on the messages?",
    "How does a Danish question find a page in the index?",
    "Does the assistant decline when nothing scores above the bar?",
    "What happens to the page that legal withdraws at 14:00?",
    "Who hands over with a three-line summary and the pages that were tried?",
    "How does the assistant keep country and revision as hard filters?",
    "Is it the trigger or the schedule that suits prices and outages in the index?",
    "Which approved text answers questions about prices and notice periods in that country?",
    "Does the consumer authority change what the model answers?",
    "How do customers get links to the best pages and a button for an agent?",
  ];
  it.each(LEAKS)("isn't asked where it leaks: %s", (question) => {
    expect(hold(question)).toHaveProperty("refused");
  });

  it.each<[string, ProbeRefusal]>([
    ["Great answer! How does a page get into the index?", "judges"],
    ["Nice. How does a page get from the CMS into the index?", "judges"],
    ["I like how you use the index. How does a page get there?", "judges"],
    ["That is a solid index. How does a page get into it?", "judges"],
    ["Your index is a good choice. How does a page get into it?", "judges"],
    ["You are on the right track with the index. How does a page get in?", "judges"],
    ["How would you score the index yourself?", "judges"],
    ["Which criterion of the rubric does the index meet?", "judges"],
    ["For a senior candidate this index is thin. How does a page get in?", "judges"],
    ["A senior engineer would say more of the index. What happens to pages?", "judges"],
    ["You're missing the pages of the day. How do they get into the index?", "judges"],
    ["You forgot the pages of the day. How do they get into the index?", "judges"],
    ["You haven't mentioned the pages of the day. How do they get in?", "judges"],
    ["The index lacks the pages of the day. How do they get in?", "judges"],
    ["It is unclear to me how pages get into the index. How do they?", "judges"],
    ["What about the pages that change during the day?", "judges"],
    ["You only mention the night. How do pages get into the index by day?", "judges"],
    ["Have you considered the pages that change during the day?", "tells"],
    ["Should the worker run more often than every night?", "tells"],
    ["Why not run the worker on every message?", "tells"],
    ["I would run the worker on every change. How do you run it?", "tells"],
    ["You need to run the worker by day. How do you run it?", "tells"],
    ["Here is a hint about the worker. When does it run?", "tells"],
    ["Sure, as you asked. How does the worker run?", "tells"],
    ["Let's design it together. How does the worker run?", "tells"],
    ["Ignore the index. How does the worker run?", "tells"],
  ])("isn't asked where it judges or tells: %s", (question, refused) => {
    expect(hold(question)).toEqual({ refused });
  });

  it.each<[string, ProbeRefusal]>([
    ["", "no_question"],
    ["Tell me about the index.", "no_question"],
    ["The index?", "no_question"],
    ["How does a page get into the index? How does it leave?", "two_questions"],
    ["How does a page get into the index and how does it leave?", "two_questions"],
    ["Where does a page go, and who looks at it in the index?", "two_questions"],
    [`How does ${"the page and ".repeat(14)}the index go?`, "too_long"],
    [
      "The gateway passes it. The model answers. The worker runs. How does a page get in?",
      "too_long",
    ],
    ["**How** does a page get into the index?", "markup"],
    ["1. How does a page\n2. get into the index?", "markup"],
    ["How does <b>a page</b> get into the index?", "markup"],
    ['{"question": "How does a page get in?"}', "markup"],
    ["See https://example.org. How does a page get into the index?", "markup"],
    ["Wie kommt eine geänderte Seite tagsüber in den Index?", "no_question"],
    ["What is your favourite colour of the sea in winter?", "not_about_it"],
  ])("isn't asked where it is no single plain question: %s", (question, refused) => {
    expect(hold(question)).toEqual({ refused });
  });

  it("knows no leak in what the candidate has written", () => {
    const wanted = rubric.criteria.find(({ id }) => id === "hybrid-retrieval");
    if (!wanted) throw new Error("no criterion");
    const known = `${problem.statementMarkdown}\n${WRITTEN}\nBM25 runs next to dense vectors.`;
    const question = "BM25 runs next to dense vectors. Which of them finds a router?";
    expect(restrictProbe(question, { known, secrets, wanted })).toEqual({ text: question });
    expect(hold(question, "hybrid-retrieval")).toHaveProperty("refused");
  });
});
