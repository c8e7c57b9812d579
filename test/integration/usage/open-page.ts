import type { AppLoadContext } from "@remix-run/node";
import type { Role } from "#domain/accounts/roles";
import { createSession } from "#server/accounts/sessions";
import type { TestDatabase } from "../../support/database";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

type Args = { request: Request; params: Record<string, string>; context: AppLoadContext };

/** Opens a page as a fresh person of this role; null is an anonymous visitor. */
export async function openAs<Result>(
  world: PageWorld,
  database: TestDatabase,
  role: Role | null,
  page: { loader: (args: Args) => Result; request: Request },
): Promise<Awaited<Result>> {
  const person = role && (await createPerson(database.db, role));
  const token = person && (await createSession(database.db, person.id)).token;
  const context = await world.contextFor(token);
  return await page.loader({ request: page.request, params: {}, context });
}

/** The status of what was thrown; 200 when nothing was. */
export function statusOf(opening: Promise<unknown>): Promise<number> {
  return opening.then(
    () => 200,
    (error: unknown) => {
      if (error instanceof Response) return error.status;
      throw new Error("not a response", { cause: error });
    },
  );
}
