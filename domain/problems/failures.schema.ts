import { z } from "zod";
import { sectionIdSchema } from "./scale.schema";

/**
 * A way in which plausible designs of this problem break, for a judge to recognise. Its figures may be
 * ones that no candidate was told, so candidates never see it.
 */
const failureSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/).max(60),
  section: sectionIdSchema,
  /** The design and how it breaks. */
  fails: z.string().min(20).max(500),
  /** The figure or fact of the case that shows it. */
  shows: z.string().min(10).max(400),
  /** Names of quantities in `facts.yaml` whose values stand in `shows`. */
  rests_on: z.array(z.string().max(60)).max(8),
  /** A claim about these, as in `facts.yaml`. */
  holds: z.string().max(200).optional(),
});
export type Failure = z.infer<typeof failureSchema>;

export const failuresSchema = z.strictObject({
  version: z.number().int().min(1),
  failures: z.array(failureSchema).min(6).max(10),
});
export type Failures = z.infer<typeof failuresSchema>;

/** A version of a problem's failures, for a judge. */
export type KnownFailures = { hash: string; failures: Failure[] };
