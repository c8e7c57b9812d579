import { z } from "zod";
import { signUpSchema } from "./account.schema";
import { ROLES } from "./roles";

/** Who is invited, as what, into which cohort ("" is none). */
export const inviteSchema = z.object({
  email: signUpSchema.shape.email,
  role: z.enum(ROLES, { error: "Choose a role" }),
  cohortId: z
    .union([z.literal("").transform(() => null), z.uuid()], { error: "Choose a cohort" })
    .default(null),
});
export type Invite = z.infer<typeof inviteSchema>;

/** What an invited person chooses; the address comes from the invitation. */
export const acceptInvitationSchema = signUpSchema.pick({ name: true, password: true });
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;
