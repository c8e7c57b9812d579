import { z } from "zod";
import { ROLES } from "./roles";

export const MAX_EXTRA_TIME_PERCENT = 300;
const MAX_PAGE = 100_000;

/** An empty field of a form means "any". */
function orAny<Value>(schema: z.ZodType<Value>) {
  return schema.nullable().catch(null);
}

/** What the list of people is narrowed to, as it stands in the URL. What it can't read is any. */
export const peopleFilterSchema = z.object({
  /** Part of a name or an address. */
  q: z.string().trim().max(200).catch("").default(""),
  role: orAny(z.enum(ROLES)).default(null),
  cohort: orAny(z.uuid()).default(null),
  state: orAny(z.enum(["enabled", "disabled"])).default(null),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(MAX_PAGE).catch(1).default(1),
});
export type PeopleFilter = z.infer<typeof peopleFilterSchema>;

export const changeRoleSchema = z.object({ role: z.enum(ROLES, { error: "Choose a role" }) });

export const extraTimeSchema = z.object({
  percent: z.coerce
    .number({ error: "Enter a percentage" })
    .int("Enter a whole number")
    .min(0, "Enter 0 or more")
    .max(MAX_EXTRA_TIME_PERCENT, `Enter at most ${MAX_EXTRA_TIME_PERCENT}`),
  /** Also for the attempts that run now. */
  includesOpen: z.stringbool().default(false),
});

/** An address from which sign-in has to wait, as the list names it: at most an IPv6 /64. */
export const liftAddressSchema = z.object({ address: z.string().min(2).max(64) });
export type LiftAddress = z.infer<typeof liftAddressSchema>;
