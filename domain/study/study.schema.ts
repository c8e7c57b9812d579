import { z } from "zod";
import { countWords } from "../attempts/answer.schema";
import { TIERS } from "../problems/scale";
import { lensSchema, slugSchema } from "../problems/scale.schema";
import { AREAS } from "./areas";

const prose = z.string().trim().min(1);
const slugs = z.array(slugSchema).superRefine((list, context) => {
  const twice = list.find((slug, index) => list.indexOf(slug) !== index);
  if (twice !== undefined) context.addIssue({ code: "custom", message: `"${twice}" stands twice` });
});

/** A paper, book or page that surely exists. */
const readingSchema = z.strictObject({
  authors: prose,
  title: prose,
  year: z.number().int().min(1950).max(2026),
  /** Where it can be read. */
  url: z
    .url({ protocol: /^https$/ })
    .max(200)
    .optional(),
});

/** Where readers of a lesson try other numbers: app/components/learn/workbench. */
const WORKBENCHES = [
  "attention-steps",
  "chunking",
  "continuous-batching",
  "kv-memory",
  "quantization",
  "query-cost",
  "retrieval-metrics",
] as const;
export type Workbench = (typeof WORKBENCHES)[number];

/** The pace of a calm speaker. */
const WORDS_A_MINUTE = 150;

/** What makes a topic's page a lesson. Follow-ups are plain text, the others Markdown with mathematics. */
const lessonSchema = z.strictObject({
  /** The question that the lesson answers, as an interviewer asks it. */
  asks: prose.max(300),
  /** The answer as one says it aloud. */
  sixtySeconds: prose
    .max(1_000)
    .refine((text) => countWords(text) <= WORDS_A_MINUTE, "takes longer than a minute to say"),
  followUps: z.array(prose.max(200)).min(3).max(6),
  /** The workbench where the reader tries other numbers. */
  workbench: z.enum(WORKBENCHES).optional(),
  /** One of each kind, from the easiest to the hardest. */
  exercises: z.tuple([
    exerciseSchema("recall"),
    exerciseSchema("compute"),
    exerciseSchema("explain"),
    exerciseSchema("compare"),
    exerciseSchema("design"),
  ]),
});

function exerciseSchema<Kind extends string>(kind: Kind) {
  return z.strictObject({ kind: z.literal(kind), question: prose, answer: prose });
}

/**
 * The YAML head of `study/topics/<slug>.md`. A short page has a self-check, and below the head "What to
 * know" and "In a design"; a lesson has its own exercises and sections.
 */
export const topicHeadSchema = z
  .strictObject({
    title: prose.max(60),
    tier: z.union(TIERS.map((tier) => z.literal(tier))),
    area: z.enum(AREAS),
    /** One sentence for the map. */
    summary: prose.max(160),
    /** The year in which interviews began to ask for it, where that is 2025 or later. */
    newIn: z.number().int().min(2025).max(2026).optional(),
    related: slugs.min(1).max(6),
    reading: z.array(readingSchema).min(1).max(5),
    /** A question to ask oneself, and its answer; Markdown. */
    selfCheck: z.strictObject({ question: prose, answer: prose }).optional(),
    lesson: lessonSchema.optional(),
  })
  .refine(({ selfCheck, lesson }) => (selfCheck === undefined) !== (lesson === undefined), {
    message: "needs a selfCheck or a lesson, and not both",
  });

const weekSchema = z.strictObject({
  title: prose.max(80),
  aims: z.array(prose).min(1).max(4),
  topics: slugs.min(2),
  /** Problems to practise at the end of the week; existing ones only. */
  problems: slugs.default([]),
  /** One a study day. */
  exercises: z.array(prose).min(3).max(6),
});

/** The YAML head of `study/tracks/<slug>.md`. Below it stands for whom the track is. */
export const trackHeadSchema = z.strictObject({
  title: prose.max(60),
  summary: prose.max(200),
  rhythm: z.array(z.strictObject({ day: prose.max(30), text: prose })).min(2),
  weeks: z.array(weekSchema).min(1).max(12),
});

const lensPartSchema = z.strictObject({
  lens: lensSchema,
  /** What these interviewers look for, in two or three sentences. */
  wants: prose,
  asks: z.array(prose).min(2).max(5),
  convinces: z.array(prose).min(2).max(5),
  worries: z.array(prose).min(2).max(5),
  topics: slugs.min(2),
});

/** The YAML head of `study/lenses.md`. */
export const lensesHeadSchema = z.strictObject({
  title: prose.max(60),
  summary: prose.max(200),
  lenses: z.array(lensPartSchema).length(3),
});

/** The YAML head of `study/misconceptions.md`. */
export const misconceptionsHeadSchema = z.strictObject({
  title: prose.max(60),
  summary: prose.max(200),
  misconceptions: z
    .array(
      z.strictObject({
        id: slugSchema,
        title: prose.max(80),
        /** How it sounds in an answer. */
        sounds: prose,
        why: prose,
        instead: prose,
        topics: slugs.min(1),
      }),
    )
    .min(1),
});

export type Lesson = z.infer<typeof lessonSchema>;
export type TopicHead = z.infer<typeof topicHeadSchema>;
export type TrackHead = z.infer<typeof trackHeadSchema>;
export type LensesHead = z.infer<typeof lensesHeadSchema>;
export type MisconceptionsHead = z.infer<typeof misconceptionsHeadSchema>;
