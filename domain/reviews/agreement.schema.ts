import { z } from "zod";
import { lensSchema, levelSchema } from "../problems/scale.schema";

/** `blind`: finished blind ratings only. `all`: where there is none, signed-off grades too. */
const SOURCES = ["blind", "all"] as const;

/** Whose verdicts are held against people's: of judges that read, or of estimates. Never both. */
const JUDGED = ["grades", "estimates"] as const;

/** The board as its URL asks for it; what can't be read is left out. "" is any. */
export const agreementFilterSchema = z.object({
  problem: z.string().max(100).catch(""),
  lens: lensSchema.or(z.literal("")).catch(""),
  level: levelSchema.or(z.literal("")).catch(""),
  /** As requested of the judge. */
  model: z.string().max(200).catch(""),
  /** Version of the problem's rubric; only with a problem. */
  rubric: z.coerce.number().int().min(1).max(100_000).or(z.literal("")).catch(""),
  source: z.enum(SOURCES).catch("blind"),
  judged: z.enum(JUDGED).catch("grades"),
});
export type AgreementFilter = z.infer<typeof agreementFilterSchema>;

/** Under this many attempts no figure is given: it would say more about chance than about the judge. */
export const MIN_ATTEMPTS = 5;
