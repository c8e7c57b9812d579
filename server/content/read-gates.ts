import { z } from "zod";

/** Words of the texts that tell a value. */
export const saidSchema = z.string().min(1).max(200);

/** A number, or an expression of numbers and of quantities of the same file. */
const amountSchema = z.union([z.number(), z.string().min(1).max(200)]);

/** Odds that the texts state: a share of 1 and the words that tell it. */
const toldSchema = z.strictObject({ value: z.number().min(0).max(1), said: saidSchema });

/**
 * A measured figure that may stop something. The measure is either a count of `n` independent cases,
 * each bad with the rate of the version measured, or a mean with a standard `error` in the unit of
 * its bar.
 */
export const gateSchema = z
  .strictObject({
    says: z.string().min(10).max(200),
    /** Words of the texts that tell the bar. */
    said: saidSchema,
    /** Cases that are counted; at most a million. */
    n: amountSchema.optional(),
    /** Standard error of the figure, in the unit of the bar. */
    error: amountSchema.optional(),
    /** What a version measures in the long run that should pass, and one that should be stopped. */
    good: amountSchema,
    bad: amountSchema,
    /** It stops above, or below. Of `n` cases, a bar under 1 is a share, any other a count. */
    above: amountSchema.optional(),
    below: amountSchema.optional(),
    /** Independent looks in the time in which a good version must not be stopped. 1 if missing. */
    looks: z.number().min(1).max(10_000).optional(),
    /** Odds the texts state: that a good version is stopped in all looks, a bad one missed in one. */
    false_stops: toldSchema.optional(),
    misses: toldSchema.optional(),
  })
  .refine(({ n, error }) => (n === undefined) !== (error === undefined), "needs one of n and error")
  .refine(
    ({ above, below }) => (above === undefined) !== (below === undefined),
    "needs one of above and below",
  );

export type Gate = z.infer<typeof gateSchema>;
