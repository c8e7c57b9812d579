import { z } from "zod";

export const cohortNameSchema = z.object({
  name: z
    .string({ error: "Enter a name" })
    .trim()
    .min(1, "Enter a name")
    .max(120, "Use at most 120 characters"),
});

/** Which cohort a person is put into or taken out of. */
export const cohortChoiceSchema = z.object({ cohortId: z.uuid({ error: "Choose a cohort" }) });

export const memberEmailSchema = z.object({
  email: z
    .string({ error: "Enter the person's e-mail address" })
    .trim()
    .min(1, "Enter the person's e-mail address")
    .max(254),
});
