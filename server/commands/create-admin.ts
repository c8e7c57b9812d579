import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { signUpSchema } from "#domain/accounts/account.schema";
import { signUp } from "../accounts/sign-up";
import { createDb } from "../db/client";
import { orEnd, readEnv, requireDatabaseUrl } from "../env";
import { isAppError } from "../errors";

const USAGE = 'npm run admin:create -- --email you@example.org --name "Your Name"';
const PASSWORD_BYTES = 15;

/**
 * `npm run admin:create`: the first admin of a server. The password is made here and printed once:
 * there is no default one, and none on the command line, where the shell's history keeps it.
 */
async function createAdmin(): Promise<number> {
  const { values } = parseArgs({
    options: { email: { type: "string" }, name: { type: "string" } },
  });
  const password = randomBytes(PASSWORD_BYTES).toString("base64url");
  const parsed = signUpSchema.safeParse({ ...values, password });
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      console.error(`${issue.path.join(".")}: ${issue.message}`);
    console.error(`Usage: ${USAGE}`);
    return 2;
  }
  const { DATABASE_URL } = orEnd(() => requireDatabaseUrl(readEnv()));
  const { db, close } = createDb(DATABASE_URL, { max: 1 });
  try {
    await signUp(db, parsed.data, "admin");
    console.log(`Admin ${parsed.data.email} created.\nPassword (shown once): ${password}`);
    return 0;
  } catch (error) {
    if (!isAppError(error)) throw error;
    console.error(error.userMessage);
    return 1;
  } finally {
    await close();
  }
}

process.exitCode = await createAdmin();
