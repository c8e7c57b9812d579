import { z } from "zod";

export const MIN_PASSWORD_CHARS = 8;
export const MAX_PASSWORD_CHARS = 200;

const WHOLE_ADDRESS = "Enter a full e-mail address, like ana@example.org";

const email = z
  .string({ error: "Enter your e-mail address" })
  .trim()
  .min(1, "Enter your e-mail address")
  .max(254, "That address is too long")
  .pipe(
    // What browsers take for an address (zod's own refuses braces and slashes), with a dotted host.
    z
      .email({ pattern: z.regexes.html5Email, error: WHOLE_ADDRESS })
      .regex(/@[^@.]+\./, WHOLE_ADDRESS),
  );

export const signInSchema = z.object({
  email,
  password: z
    .string({ error: "Enter your password" })
    .min(1, "Enter your password")
    .max(MAX_PASSWORD_CHARS),
});

export const signUpSchema = z.object({
  name: z.string({ error: "Enter your name" }).trim().min(1, "Enter your name").max(120),
  email,
  password: z
    .string({ error: "Choose a password" })
    .min(MIN_PASSWORD_CHARS, `Use at least ${MIN_PASSWORD_CHARS} characters`)
    .max(MAX_PASSWORD_CHARS, `Use at most ${MAX_PASSWORD_CHARS} characters`),
});

/** The page to go on to, as forms of signing in carry it; `toSafeNextPath` looks at what it says. */
export const nextSchema = z.string().max(2_000).optional();

export type SignIn = z.infer<typeof signInSchema>;
export type SignUp = z.infer<typeof signUpSchema>;
