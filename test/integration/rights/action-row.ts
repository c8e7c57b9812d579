import type { Graded, RightsWorld } from "./rights-world";
import { row } from "./route-table";
import type { Row, Who } from "./route-table";

/** What is sent: the names in the address, and the form's fields but for the intent. */
export type Ask = {
  params?: Record<string, string>;
  fields?: Record<string, string>;
  search?: string;
};
/** One action of a route, and what everybody is answered; `ask` makes what it is done to, anew. */
export type ActionRow = { outcomes: Row; ask: (world: RightsWorld, who: Who) => Promise<Ask> };

export const everyone = row("in", "in", "in", "in", "in");
export const signedIn = row("sign-in", "in", "in", "in", "in");
export const ownOnly = row("sign-in", 404, "in", 404, 404);
export const reviewers = row("sign-in", 403, 403, "in", "in");
export const admins = row("sign-in", 403, 403, 403, "in");
/** The right person; what is asked for can't be done as things stand. */
export const adminsInVain = row("sign-in", 403, 403, 403, 409);

export const nothing = (): Promise<Ask> => Promise.resolve({});
export const PASSWORD = "a long enough password";

/** Actions of routes: route → intent ("" for a form without one) → who is answered what. */
export type ActionRows = Record<string, Record<string, ActionRow>>;

/** Asks about a fresh graded attempt of the owner's. */
export function ofGraded(
  outcomes: Row,
  fields: (graded: Graded, world: RightsWorld, who: Who) => Promise<Record<string, string>>,
): ActionRow {
  return {
    outcomes,
    ask: async (world, who) => {
      const graded = await world.createGraded();
      const { attemptId } = graded;
      return { params: { attemptId }, fields: await fields(graded, world, who) };
    },
  };
}

/** The first criterion that was graded. */
export const firstOf = ({ rubric }: Graded): string => rubric.criteria[0]?.id ?? "";
