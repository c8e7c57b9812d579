import { z } from "zod";
import { LENSES } from "../problems/scale";
import { levelSchema, sectionIdSchema, slugSchema } from "../problems/scale.schema";
import { listAsked } from "./bars";
import type { Lens } from "../problems/scale";
import type { Bars } from "./bars";

const prose = z.string().trim().min(1);

/** Kinds of number that are read in a text, with the base unit of each. */
const NUMBER_KINDS = [
  "count", //      plain number
  "percent", //    0–100
  "duration", //   seconds
  "rate", //       events a second
  "money", //      US dollars
  "money_rate", // US dollars a second
  "tokens", //     tokens
  "bytes", //      bytes
] as const;
export const numberKindSchema = z.enum(NUMBER_KINDS);
export type NumberKind = z.infer<typeof numberKindSchema>;

/**
 * One concept: a list of synonyms (phrases, matched by lemma, case folded), or a number of a kind.
 * A group is found where any one of its synonyms is found.
 */
export const signalGroupSchema = z.union([
  z.array(prose).min(1),
  z.strictObject({ number: numberKindSchema }),
]);

const weightValueSchema = z.number().min(0).max(20);

export const criterionSchema = z.strictObject({
  id: slugSchema,
  section: sectionIdSchema,
  /** One yes/no statement about the answer, as the judge reads it. */
  text: prose.max(400),
  weight: z.union([
    weightValueSchema,
    z.strictObject({
      default: weightValueSchema,
      ai_lab: weightValueSchema.optional(),
      product: weightValueSchema.optional(),
      startup: weightValueSchema.optional(),
    }),
  ]),
  /** Lowest level at which an interviewer expects it. */
  level: levelSchema,
  /** A sentence that meets it, and one that sounds like it and does not. */
  pass: prose,
  fail: prose,
  /** What half of it looks like. Without this anchor `partial` is not a possible verdict. */
  partial: prose.optional(),
  evidence: z
    .array(z.enum(["text", "diagram"]))
    .min(1)
    .default(["text"]),
  topics: z.array(slugSchema).min(1),
  /** One doable next step for a candidate who missed it. */
  advice: prose,
  /** What an interviewer asks to hear more about it, giving nothing of it away. */
  probes: z.array(prose.max(200)).min(1).max(2).optional(),
});

/** Bounds the total when every listed criterion is not met. `maxTotal` in points of 100. */
const capSchema = z.strictObject({
  id: slugSchema,
  whenNoneMet: z.array(slugSchema).min(1),
  maxTotal: z.number().min(0).max(100),
  reason: prose,
});

/** `drop` leave numerator and denominator when `whenMet` is met: another right way was taken. */
const exclusionSchema = z.strictObject({
  whenMet: slugSchema,
  drop: z.array(slugSchema).min(1),
  reason: prose,
});

/** What meets `whenMet` meets these too: the stronger statement holds the weaker. */
const implicationSchema = z.strictObject({
  whenMet: slugSchema,
  meets: z.array(slugSchema).min(1),
  reason: prose,
});

/** Asked like a criterion, never scored: a wrong answer shows that the judge can't be trusted. */
export const canarySchema = z.strictObject({
  id: slugSchema,
  section: sectionIdSchema,
  text: prose.max(400),
  pass: prose,
  fail: prose,
  expect: z.enum(["met", "not_met"]),
});

const misconceptionSchema = z.strictObject({
  id: slugSchema,
  text: prose,
  advice: prose,
  topics: z.array(slugSchema).default([]),
  /** Seen when every listed criterion is not met … */
  whenNoneMet: z.array(slugSchema).optional(),
  /** … or when every group is found in one window of the answer. */
  signals: z.array(signalGroupSchema).optional(),
});

/** The file `rubrics/<slug>.yaml`: how answers to the problem of that slug are scored. */
export const rubricSchema = z
  .strictObject({
    problem: slugSchema,
    /** Points of 100 that an answer at each level reaches. */
    bars: z.strictObject({
      mid: z.number().min(1).max(100),
      senior: z.number().min(1).max(100),
      /** Absent of a rubric without two staff criteria. A number alone: points are enough. */
      staff: z
        .union([
          z.number().min(1).max(100),
          z.strictObject({
            points: z.number().min(1).max(100),
            /** Of the weight of the staff criteria, 0–1; a partial counts half. */
            weightOfStaff: z.number().min(0.1).max(1),
          }),
        ])
        .optional(),
    }),
    criteria: z.array(criterionSchema).min(5).max(60),
    /** What handling the curveball means: asked and scored only of attempts that met it. */
    curveball: z.array(criterionSchema).min(1).max(5).optional(),
    caps: z.array(capSchema).default([]),
    exclusions: z.array(exclusionSchema).default([]),
    implications: z.array(implicationSchema).default([]),
    canaries: z.array(canarySchema).max(4).default([]),
    misconceptions: z.array(misconceptionSchema).default([]),
  })
  .superRefine(checkRubric);

export type Rubric = z.infer<typeof rubricSchema>;
export type Criterion = z.infer<typeof criterionSchema>;
export type Canary = z.infer<typeof canarySchema>;
type Cap = z.infer<typeof capSchema>;
export type Implication = z.infer<typeof implicationSchema>;
export type Misconception = z.infer<typeof misconceptionSchema>;
export type SignalGroup = z.infer<typeof signalGroupSchema>;

/** A criterion's weight through a lens; the default where the lens has none of its own. */
export function weightOf(criterion: Criterion, lens: Lens): number {
  if (typeof criterion.weight === "number") return criterion.weight;
  return criterion.weight[lens] ?? criterion.weight.default;
}

const withCurveball = new WeakMap<Rubric, Rubric>();

/**
 * The rubric of one attempt: with the criteria of the curveball where it came before the end, else as
 * it is. The same object for the same rubric, since what is made of a rubric is kept by it.
 */
export function rubricFor(rubric: Rubric, attempt: { metCurveball: boolean }): Rubric {
  if (!attempt.metCurveball || !rubric.curveball) return rubric;
  const known = withCurveball.get(rubric);
  if (known) return known;
  const whole = { ...rubric, criteria: listAllCriteria(rubric) };
  withCurveball.set(rubric, whole);
  return whole;
}

/**
 * What a drill is judged by: its criteria, each counting alike, and the canaries. Caps, exclusions,
 * implications and misconceptions speak of whole answers, the curveball of an interview.
 */
export function narrowRubric(rubric: Rubric, ids: readonly string[]): Rubric {
  const { curveball: _curveball, ...rest } = rubric;
  return {
    ...rest,
    criteria: rubric.criteria
      .filter(({ id }) => ids.includes(id))
      .map((criterion) => ({ ...criterion, weight: 1 })),
    caps: [],
    exclusions: [],
    implications: [],
    misconceptions: [],
  };
}

/** The rubric of one attempt, whatever its kind. */
export function rubricOfAttempt(
  rubric: Rubric,
  attempt: { metCurveball: boolean; focusCriteria: readonly string[] | null },
): Rubric {
  const { focusCriteria } = attempt;
  return focusCriteria === null ? rubricFor(rubric, attempt) : narrowRubric(rubric, focusCriteria);
}

/** Every criterion that an attempt may be asked, those of the curveball last. */
export function listAllCriteria(rubric: Pick<Rubric, "criteria" | "curveball">): Criterion[] {
  return [...rubric.criteria, ...(rubric.curveball ?? [])];
}

type Shape = {
  bars: Bars;
  criteria: Criterion[];
  curveball?: Criterion[] | undefined;
  caps: Cap[];
  exclusions: z.infer<typeof exclusionSchema>[];
  implications: Implication[];
  canaries: Canary[];
  misconceptions: Misconception[];
};

/** Rules across fields: ids are unique, references exist, bars rise, every lens has weight. */
function checkRubric(rubric: Shape, context: z.RefinementCtx): void {
  const complain = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: "custom", path, message });
  };
  const ids = new Set<string>();
  for (const [index, { id }] of [...rubric.criteria, ...rubric.canaries].entries()) {
    const isCanary = index >= rubric.criteria.length;
    const at = isCanary ? ["canaries", index - rubric.criteria.length] : ["criteria", index];
    if (ids.has(id)) complain([...at, "id"], `"${id}" is used twice`);
    ids.add(id);
  }
  for (const [index, { id }] of (rubric.curveball ?? []).entries()) {
    if (ids.has(id)) complain(["curveball", index, "id"], `"${id}" is used twice`);
    ids.add(id);
  }
  const known = new Set(rubric.criteria.map(({ id }) => id));
  const requireKnown = (path: (string | number)[], names: string[]): void => {
    for (const name of names) {
      if (!known.has(name)) complain(path, `no criterion is called "${name}"`);
    }
  };
  rubric.caps.forEach((cap, i) => requireKnown(["caps", i, "whenNoneMet"], cap.whenNoneMet));
  rubric.exclusions.forEach((rule, i) =>
    requireKnown(["exclusions", i], [rule.whenMet, ...rule.drop]),
  );
  rubric.implications.forEach((rule, i) => {
    requireKnown(["implications", i], [rule.whenMet, ...rule.meets]);
    if (rule.meets.includes(rule.whenMet)) complain(["implications", i], "implies itself");
  });
  rubric.misconceptions.forEach((item, i) =>
    requireKnown(["misconceptions", i, "whenNoneMet"], item.whenNoneMet ?? []),
  );
  const asked = listAsked(rubric.bars);
  if (asked.some(({ points }, i) => points <= (asked[i - 1]?.points ?? 0))) {
    complain(["bars"], "must rise: mid < senior < staff");
  }
  if (asked.some(({ weightOfStaff }) => weightOfStaff !== null)) {
    const poorest = Math.min(...LENSES.map((lens) => countStaff(rubric, lens)));
    if (poorest < 2) {
      const message = `asks for a share of the staff criteria, of which ${poorest === 1 ? "one has" : "none have"} weight: write two or leave the bar out`;
      complain(["bars", "staff"], message);
    }
  }
  for (const lens of LENSES) {
    const weight = rubric.criteria.reduce((sum, criterion) => sum + weightOf(criterion, lens), 0);
    if (weight <= 0) complain(["criteria"], `no criterion has weight through the ${lens} lens`);
  }
}

function countStaff({ criteria }: Shape, lens: Lens): number {
  return criteria.filter((one) => one.level === "staff" && weightOf(one, lens) > 0).length;
}
