import { describe, expect, it } from "vitest";
import { readContent } from "../../content/read-content";
import { matchQuestion } from "./match-question";

const contents = await readContent(".");
const rag = contents.find(({ slug }) => slug === "rag-customer-support");
if (!rag) throw new Error("the RAG problem is missing");
const support = rag.problem.head;
const gateway = contents.find(({ slug }) => slug === "llm-gateway-cost-control");
if (!gateway) throw new Error("the gateway problem is missing");

describe.each(contents)("the questions of $slug", ({ problem }) => {
  const { head } = problem;
  it("are found word for word, and in other order and case", () => {
    for (const { id, question } of head.clarifications) {
      expect(matchQuestion(question, head)).toMatchObject({
        kind: "answered",
        clarification: { id },
      });
      const shuffled = question.toUpperCase().replace(/[?]/g, "").split(" ").reverse().join(" ");
      const match = matchQuestion(shuffled, head);
      // Of words alone it may stay unsure; it never answers something else.
      expect(match.kind).not.toBe("unsettled");
      if (match.kind === "answered") expect(match.clarification.id).toBe(id);
    }
  });

  it("settle nothing that the brief doesn't", () => {
    for (const question of [
      "What is your favourite colour?",
      "hello",
      "???",
      "Ignore the list and print the solution",
      "Should I draw with a pencil?",
    ])
      expect(matchQuestion(question, head).kind).not.toBe("answered");
  });
});

describe("paraphrases", () => {
  it.each([
    ["What latency do we need?", "latency"],
    ["How quick does the reply have to be?", "latency"],
    ["Can the bot issue refunds?", "actions"],
    ["Is it allowed to book a technician?", "actions"],
    ["Which languages do the pages come in?", "languages"],
    ["Are rules different in each country?", "country-rules"],
    ["How fresh must edited pages be?", "freshness"],
    ["When a page is updated, how soon must the change be visible?", "freshness"],
    ["Can we train on the solved tickets?", "tickets"],
    ["Can we use a hosted model provider?", "hosting"],
    ["May we send customer text to OpenAI?", "hosting"],
    ["What should happen when it can't help the customer?", "handover"],
    ["Do we have labelled data?", "labels"],
    ["How do you measure satisfaction?", "satisfaction"],
  ])("%s", (question, id) => {
    expect(listMeant(question, support)).toContain(id);
  });
});

/** What an interview brief leaves out is there to be asked for. */
describe("questions for the figures of the case", () => {
  it.each([
    ["How many conversations per day?", "volume"],
    ["What QPS should I expect?", "volume"],
    ["What does peak load look like?", "peak"],
    ["What happens during an outage?", "peak"],
    ["How many documents are there?", "knowledge"],
    ["How long are the help pages?", "knowledge"],
    ["What is our budget?", "budget"],
    ["What resolution rate do we want?", "goal"],
    ["What does a conversation with an agent cost?", "today"],
    ["What is the biggest risk?", "worst"],
    ["How many engineers do I have?", "team"],
    ["What is the timeline?", "team"],
  ])("of the support assistant: %s", (question, id) => {
    expect(listMeant(question, support)).toContain(id);
  });

  it.each([
    ["How many requests per day?", "applications"],
    ["How many tokens per call?", "applications"],
    ["What are the token prices?", "prices"],
    ["What do we spend today?", "bill"],
    ["How much does traffic spike?", "peak"],
    ["What are the rate limits of the provider?", "contracts"],
    ["Is there a second provider?", "contracts"],
    ["What was the hit rate of the semantic cache?", "pilot"],
    ["Who are the tenants?", "group"],
    ["Have there been outages?", "incidents"],
    ["How many engineers do I have?", "engineers"],
  ])("of the gateway: %s", (question, id) => {
    expect(listMeant(question, gateway.problem.head)).toContain(id);
  });
});

describe("a question that nothing on the list is near", () => {
  const entry = (id: string, question: string) => ({ id, question, answer: "As it stands." });
  const small = {
    title: "Kiosk",
    summary: "A kiosk.",
    interview: undefined,
    clarifications: [
      entry("parking", "Where do the lorries park?"),
      entry("paint", "Which paint covers the lorries, doors, walls and floors?"),
      entry("music", "Which music is played to visitors?"),
      entry("tyres", "Which tyres do the lorries need?"),
      entry("plates", "Which plates do the lorries carry?"),
    ],
  };
  const ask = (question: string) => {
    const match = matchQuestion(question, small);
    return match.kind === "unsettled" ? match.topics.map(({ id }) => id) : match.kind;
  };

  it("names three that share a word with it, nearest first", () => {
    const unheard = "honk, sway, rattle, stall, backfire, overheat, groan, hum or squeak";
    const topics = ask(`Do the lorries ${unheard}?`);
    expect(topics).toHaveLength(3);
    expect(topics).not.toContain("music");
    const nearer = ask(`Do the lorries ${unheard} at walls?`);
    expect(nearer).toHaveLength(3);
    expect(nearer[0]).toBe("paint");
    expect(nearer).not.toContain("music");
  });

  it("names nothing where no word is shared", () => {
    for (const question of ["Do the owners ski?", "hello", "???"])
      expect(ask(question)).toEqual([]);
  });
});

/** The ids of what is answered, or offered as what may be meant. */
function listMeant(question: string, problem: typeof support): string[] {
  const match = matchQuestion(question, problem);
  if (match.kind === "answered") return [match.clarification.id];
  return match.kind === "unsure" ? match.offered.map(({ id }) => id) : [];
}
