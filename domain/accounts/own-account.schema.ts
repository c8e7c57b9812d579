import { z } from "zod";
import { MAX_PASSWORD_CHARS, signUpSchema } from "./account.schema";

/** The password of whoever asks, for what a borrowed browser must not do. */
const ownPassword = z
  .string({ error: "Enter your password" })
  .min(1, "Enter your password")
  .max(MAX_PASSWORD_CHARS, "That isn't your password");

export const changeNameSchema = signUpSchema.pick({ name: true });

export const changeEmailSchema = signUpSchema.pick({ email: true }).extend({ ownPassword });

export const changePasswordSchema = signUpSchema.pick({ password: true }).extend({ ownPassword });

export const endSessionSchema = z.object({ sessionId: z.uuid() });

/** Without a password where the account has none. */
export const deleteAccountSchema = z.object({
  ownPassword: z.string().max(MAX_PASSWORD_CHARS, "That isn't your password").default(""),
  isSure: z.literal("yes", { error: "Tick the box first" }),
});

export const resetPasswordSchema = signUpSchema.pick({ password: true });
