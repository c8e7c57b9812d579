import { z } from "zod";
import { ANSWER_SOURCES } from "./sources";

/** A chat completion request as far as the fake looks at it; the rest is kept for the tests. */
const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z.looseObject({ type: z.string() }).optional(),
});
export type FakeRequestBody = z.infer<typeof requestSchema>;

const questionSchema = z.looseObject({
  id: z.string(),
  section: z.enum(ANSWER_SOURCES),
  partial_when: z.string().optional(),
  accepts_evidence_from: z.array(z.enum(["text", "diagram", "interview"])),
});
export type AskedQuestion = z.infer<typeof questionSchema>;

const materialSchema = z.object({
  answers: z.partialRecord(z.enum(ANSWER_SOURCES), z.string()),
  drawing: z.string(),
});
export type SeenMaterial = z.infer<typeof materialSchema> & {
  /** What the interviewer told the candidate; "" where nothing is said of it. */
  told: string;
};

export type Conversation = {
  body: FakeRequestBody;
  questions: AskedQuestion[];
  material: SeenMaterial;
  /** What a candidate asks, where the request is no grading but a question to the interviewer. */
  candidateQuestion: string | null;
  /** It asks for a follow-up. */
  isProbe: boolean;
  /** It asks about the whole answer: for a debrief, or for doubts about claims. */
  reading: { kind: "debrief" } | { kind: "sceptic"; claims: SeenClaim[] } | null;
};

const QUESTIONS_MARK = "Criteria to judge:\n";
const CANDIDATE_MARK = "The candidate's question, as JSON data:\n";
const PROBE_MARK = "The candidate's work, as JSON data:\n";
const DEBRIEF_MARK = "Write the debrief.\n";
const CLAIMS_MARK = "Claims to doubt, as JSON data:\n";
const TOLD_MARK = "none of it is evidence.\n";
const MATERIAL_MARK = "as JSON data:\n";

/**
 * Reads what a real model would read: the criteria and the material out of the messages, or what a
 * candidate asks.
 */
export function readConversation(json: unknown): Conversation {
  const body = requestSchema.parse(json);
  if (body.messages.some(({ content }) => content.startsWith(CANDIDATE_MARK))) {
    const data = JSON.parse(textAfter(body, CANDIDATE_MARK).split("\n")[0] ?? "") as unknown;
    const { question } = z.strictObject({ question: z.string() }).parse(data);
    const material = { answers: {}, drawing: "", told: "" };
    return {
      body,
      questions: [],
      material,
      candidateQuestion: question,
      isProbe: false,
      reading: null,
    };
  }
  if (body.messages.some(({ content }) => content.includes(PROBE_MARK))) {
    const material = { answers: {}, drawing: "", told: "" };
    return { body, questions: [], material, candidateQuestion: null, isProbe: true, reading: null };
  }
  const reading = readReading(body);
  if (reading !== null) return { ...readMaterial(body), questions: [], reading };
  const asked = `${textAfter(body, QUESTIONS_MARK).split("\n]\n\n")[0] ?? ""}\n]`;
  const questions = z.array(questionSchema).parse(JSON.parse(asked));
  return { ...readMaterial(body), questions, reading: null };
}

const claimsSchema = z.array(z.looseObject({ id: z.string(), claim: z.string() }));
export type SeenClaim = z.infer<typeof claimsSchema>[number];

function readReading({ messages }: FakeRequestBody): Conversation["reading"] {
  const asked = messages.filter(({ role }) => role === "user");
  const task = asked.find(({ content }) => content.includes(CLAIMS_MARK))?.content;
  if (task !== undefined) {
    const json =
      task.slice(task.indexOf(CLAIMS_MARK) + CLAIMS_MARK.length).split("\n]\n\n")[0] ?? "";
    return { kind: "sceptic", claims: claimsSchema.parse(JSON.parse(`${json}\n]`)) };
  }
  return asked.some(({ content }) => content.includes(DEBRIEF_MARK)) ? { kind: "debrief" } : null;
}

function readMaterial(body: FakeRequestBody): Omit<Conversation, "questions" | "reading"> {
  return {
    body,
    material: {
      ...materialSchema.parse(JSON.parse(untilEnd(textAfter(body, MATERIAL_MARK)))),
      told: readTold(body),
    },
    candidateQuestion: null,
    isProbe: false,
  };
}

/** Of data whose last line is a bracket, where more may follow in the same message. */
function untilEnd(text: string): string {
  const end = text.indexOf("\n}\n\n");
  return end === -1 ? text : text.slice(0, end + 2);
}

function readTold(body: FakeRequestBody): string {
  if (!body.messages.some(({ content }) => content.includes(TOLD_MARK))) return "";
  const json = textAfter(body, TOLD_MARK).split("\n\nThe candidate's material")[0] ?? "";
  const told = z.array(z.record(z.string(), z.string())).parse(JSON.parse(json));
  return told.flatMap((item) => Object.values(item)).join("\n");
}

function textAfter(body: FakeRequestBody, mark: string): string {
  for (const { content } of body.messages) {
    const at = content.indexOf(mark);
    if (at !== -1) return content.slice(at + mark.length);
  }
  throw new Error(`no message holds "${mark.trim()}"`);
}
