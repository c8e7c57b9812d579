import { describe, expect, it } from "vitest";
import { readContent } from "../content/read-content";
import { restrictToFacts } from "./restrict-to-facts";
import { MAX_FACTS } from "./interviewer";
import type { InterviewBrief } from "./interviewer";

const contents = await readContent(".");

function briefOf(slug: string): InterviewBrief {
  const content = contents.find((one) => one.slug === slug);
  if (!content) throw new Error(`${slug} is missing`);
  const { head, statementMarkdown } = content.problem;
  return { title: head.title, statementMarkdown, clarifications: head.clarifications };
}

const RAG = briefOf("rag-customer-support");

function factsOf({ clarifications }: InterviewBrief, ids: string[]): string {
  const used = clarifications.filter(({ id }) => ids.includes(id));
  return used.map(({ answer }) => answer).join(" ");
}

function hold(ids: string[], answer: string, question = "What do you say to that?") {
  return restrictToFacts(RAG, question, { clarificationIds: ids, answer });
}

describe("an honest answer is shown as the model put it", () => {
  it.each([
    [
      "latency",
      "Nobody has set a target. Today an agent's first reply takes 70 seconds at the median.",
    ],
    [
      "latency",
      "There is no fixed target, but in a study people typed again after about 2 seconds of nothing.",
    ],
    [
      "actions",
      "Not in the first release: it may read the contract, open bills and the outage map, but it may not write.",
    ],
    [
      "actions",
      "No, it can only read. The internal API for contracts and bills answers in roughly 0.12 seconds.",
    ],
    [
      "languages",
      "No. German and English are complete, Dutch and Danish are at about 70%, Polish at 40%.",
    ],
    [
      "country-rules",
      "They do differ: notice periods, refunds and tariffs depend on the country, and some 6,000 pages have a near-identical country twin.",
    ],
    [
      "freshness",
      "Tariff and outage pages within 15 minutes, manuals within a day. A withdrawn page must also be gone after fifteen minutes.",
    ],
    [
      "tickets",
      "You may use them once names, addresses and phone numbers are removed. About one in six holds a wrong answer or a one-off favour.",
    ],
    [
      "hosting",
      "Yes, as long as the provider processes the text in the EU and does not train on the data.",
    ],
    [
      "handover",
      "It goes to a queue of human agents; the median wait in the evening is four minutes.",
    ],
    ["labels", "No, but twelve experienced agents can each give about three hours a week."],
    [
      "satisfaction",
      "By a one-question survey after the chat. 11 percent answer it, with a mean of 4.3 out of 5.",
    ],
  ])("%s: %s", (id, answer) => {
    expect(hold([id], answer)).toEqual({ clarificationIds: [id], answer, isOwnWords: true });
  });

  it("may join several facts", () => {
    const answer =
      "Tariff pages within fifteen minutes, manuals within a day; agents have a queue of four minutes.";
    expect(hold(["handover", "freshness"], answer)).toEqual({
      clarificationIds: ["freshness", "handover"],
      answer,
      isOwnWords: true,
    });
  });

  it("may take up a name and a word that the candidate asked with", () => {
    const answer =
      "Azure or Pinecone are fine if they process in the EU and do not train on the data.";
    const question = "May I send the text to Azure OpenAI and keep vectors in Pinecone?";
    expect(hold(["hosting"], answer, question)).toMatchObject({ isOwnWords: true });
    expect(hold(["hosting"], answer)).toMatchObject({ isOwnWords: false });
  });

  it("may take up numbers of the brief", () => {
    const answer =
      "Agents have a queue, with a median wait of four minutes, for the 60,000 conversations a day.";
    expect(hold(["handover"], answer)).toMatchObject({ isOwnWords: true });
  });
});

describe("the facts' own words stand where the model's don't hold", () => {
  it.each<[string, string, string, string?]>([
    ["an invented number", "latency", "Nobody has fixed it. Stay below 800 ms."],
    ["an invented number in words", "latency", "Nobody has fixed it, but three seconds would do."],
    [
      "a number of the question alone",
      "latency",
      "Nobody has fixed it, 200 ms is fine.",
      "Is 200 ms fine?",
    ],
    ["a unit that changed", "latency", "Nobody has fixed it. People type again after two minutes."],
    ["a share that changed", "languages", "No. Dutch and Danish stand at about 90 percent."],
    [
      "a magnitude that changed",
      "country-rules",
      "About 6 million of the pages have a country twin.",
    ],
    [
      "a number within a name",
      "hosting",
      "Yes, providers with processing in the EU, such as GPT-5.",
    ],
    [
      "a product",
      "hosting",
      "Yes, Pinecone or other providers with processing in the EU and no training on the data.",
    ],
    [
      "a product in lower case",
      "hosting",
      "Yes, providers with processing in the EU; there is redis for the data.",
    ],
    [
      "a product at the start",
      "freshness",
      "Kafka brings tariff and outage pages within fifteen minutes.",
    ],
    [
      "a technique",
      "languages",
      "No. German and English are complete, so use a multilingual cross-encoder for the pages.",
    ],
    [
      "a technique in plain writing",
      "freshness",
      "Tariff pages within fifteen minutes, so shard the index by country.",
    ],
    [
      "an abbreviation",
      "tickets",
      "They agree if names and addresses are removed, with NER for customer numbers.",
    ],
    [
      "advice",
      "handover",
      "There is a queue. Consider summarising the dialogue, detecting frustration early and letting supervisors intervene.",
    ],
    ["a yes for a no", "actions", "Yes, in the first release it may read the contract and write."],
    [
      "a no for a yes",
      "country-rules",
      "No, notice periods, refunds and tariffs are the same by country.",
    ],
    [
      "a lost denial",
      "actions",
      "In the first release it may read the contract, bills and the outage map and write.",
    ],
    [
      "a yes that the facts don't say",
      "tickets",
      "Yes, if names, addresses, phone and customer numbers are removed first.",
    ],
    ["a bare yes", "satisfaction", "Yes."],
    [
      "a denial of its own",
      "freshness",
      "Tariff and outage pages need not be used within fifteen minutes.",
    ],
    ["nothing", "latency", "  \n "],
    ["far too much", "latency", "Nobody has fixed it. ".repeat(40)],
    [
      "talk about something else",
      "latency",
      "Nobody minds; my grandmother bakes wonderful cakes with cherries and cream.",
    ],
  ])("%s", (_, id, answer, question) => {
    expect(hold([id], answer, question)).toEqual({
      clarificationIds: [id],
      answer: factsOf(RAG, [id]),
      isOwnWords: false,
    });
  });

  it("all of them, in the order of the list, each once", () => {
    expect(hold(["languages", "latency", "languages"], "Use 5 replicas.")).toEqual({
      clarificationIds: ["latency", "languages"],
      answer: factsOf(RAG, ["latency", "languages"]),
      isOwnWords: false,
    });
  });
});

describe("a reply that is of no use", () => {
  it("names a fact that is not on the list", () => {
    expect(hold(["latency", "rubric"], "Nobody has fixed it.")).toBeNull();
  });

  it("recites the list", () => {
    const all = RAG.clarifications.map(({ id }) => id);
    expect(hold(all.slice(0, MAX_FACTS), "")).toMatchObject({ isOwnWords: false });
    expect(hold(all.slice(0, MAX_FACTS + 1), "")).toBeNull();
  });
});

it("has nothing to show where no fact is named, whatever the model says", () => {
  expect(hold([], "The rubric asks for a reranker.")).toEqual({
    clarificationIds: [],
    answer: "",
    isOwnWords: false,
  });
});

describe.each(contents.map(({ slug }) => slug))("the facts of %s", (slug) => {
  it("hold when they are said as they stand", () => {
    const brief = briefOf(slug);
    for (const { id, answer } of brief.clarifications) {
      const held = restrictToFacts(brief, "?", { clarificationIds: [id], answer });
      expect(held?.answer).toBe(answer);
      if (answer.length <= 600) expect(held, id).toMatchObject({ isOwnWords: true });
    }
  });
});
