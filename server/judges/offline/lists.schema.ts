import { z } from "zod";
import { sectionIdSchema, slugSchema } from "#domain/problems/scale.schema";
import { numberKindSchema, signalGroupSchema } from "#domain/rubrics/rubric.schema";

const prose = z.string().trim().min(1);

/** Picks nodes of the diagram: by component kind (`vector_store`) or by words of the label. */
export const nodeMatcherSchema = z.strictObject({
  kind: z.array(z.string().min(1)).optional(),
  label: z.array(prose).optional(),
});

/** A fact of the drawn graph. */
export const diagramFactSchema = z.discriminatedUnion("fact", [
  /** At least `count` matching nodes are drawn. */
  z.strictObject({
    fact: z.literal("has"),
    node: nodeMatcherSchema,
    count: z.number().int().min(1).default(1),
  }),
  /** A directed path leads from one to the other, through `via` if given. */
  z.strictObject({
    fact: z.literal("path"),
    from: nodeMatcherSchema,
    to: nodeMatcherSchema,
    via: nodeMatcherSchema.optional(),
  }),
  /** Every matching node is written to and read from: a store nobody reads is not a design. */
  z.strictObject({ fact: z.literal("connected"), node: nodeMatcherSchema }),
  /** No single matching node lies on every path between the two. */
  z.strictObject({
    fact: z.literal("no_single_point"),
    from: nodeMatcherSchema,
    to: nodeMatcherSchema,
  }),
]);

/** What the offline judge looks for in one criterion. */
export const signalsSchema = z.strictObject({
  /** Met when every group is found within one window of sentences of the criterion's section. */
  met: z.array(signalGroupSchema).min(1),
  /** Partial when every one of these is found, and `met` is not. */
  partial: z.array(signalGroupSchema).min(1).optional(),
  /** Phrases that speak against it even when `met` is found ("no cache", "skip evaluation"). */
  against: z.array(prose).optional(),
  /** Adjacent sentences that count as one place. */
  window: z.number().int().min(1).max(4).default(2),
  /** Diagram facts of which any one, when true, also meets the criterion. */
  diagram: z.array(diagramFactSchema).optional(),
  /** Other sections in which the same signals also count. */
  also: z.array(sectionIdSchema).optional(),
});

/** A quantity looked up in the candidate's text: a number of a kind close to one of the terms. */
const quantitySchema = z.strictObject({ number: numberKindSchema, terms: z.array(prose).min(1) });

/** A calculation that decides a criterion in place of signals. */
export const verifierSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("diagram"), facts: z.array(diagramFactSchema).min(1) }),
  /** product of `factors` ÷ product of `divisors` must equal `equals`, within `tolerance` (share). */
  z.strictObject({
    kind: z.literal("arithmetic"),
    quantities: z.record(z.string().regex(/^[a-z_]+$/), quantitySchema),
    factors: z.array(z.string()).min(1),
    divisors: z.array(z.string()).default([]),
    equals: z.string(),
    tolerance: z.number().min(0.01).max(1).default(0.25),
  }),
]);

const listsOfCriterion = { signals: signalsSchema.optional(), verifier: verifierSchema.optional() };

/** As they stood in a criterion itself, before they had files of their own. */
export const inlineListsSchema = z.object(listsOfCriterion);

/** The file `lists/<problem>.json`. */
export const listsFileSchema = z.strictObject({
  problem: slugSchema,
  /**
   * By the criterion's id. `texts` are the statement they were written for and later ones that mean
   * the same; they fit no other.
   */
  criteria: z.record(
    slugSchema,
    z.strictObject({ texts: z.array(prose).min(1), ...listsOfCriterion }),
  ),
});

export type Signals = z.infer<typeof signalsSchema>;
export type Verifier = z.infer<typeof verifierSchema>;
export type DiagramFact = z.infer<typeof diagramFactSchema>;
export type NodeMatcher = z.infer<typeof nodeMatcherSchema>;
/** What the offline judge has for one criterion. With a verifier, signals are not looked at. */
export type CriterionLists = z.infer<typeof inlineListsSchema>;
