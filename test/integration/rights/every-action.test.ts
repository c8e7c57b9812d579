import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postForm } from "../../support/page-context";
import { ACTIONS } from "./action-rows";
import type { ActionRow } from "./action-row";
import { openRightsWorld } from "./rights-world";
import type { RightsWorld } from "./rights-world";
import { listRoutes, loadRoute, outcomeOf, WHO } from "./route-table";
import type { Outcome, Who } from "./route-table";

let world: RightsWorld;

beforeAll(async () => {
  world = await openRightsWorld();
});
afterAll(() => world.close());

const rows = Object.entries(ACTIONS).flatMap(([path, intents]) =>
  Object.entries(intents).map(([intent, action]) => ({ path, intent, action })),
);

async function post(path: string, intent: string, action: ActionRow, who: Who): Promise<Outcome> {
  const file = listRoutes().find((route) => route.path === path)?.file ?? "";
  const route = await loadRoute(file);
  const { params = {}, fields = {}, search = "" } = await action.ask(world, who);
  const url = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? "") + search;
  const request = postForm(url, intent === "" ? fields : { ...fields, intent });
  const before = await world.countEntries();
  const outcome = await outcomeOf(() =>
    route.action?.({ request, params, context: world.contextOf(who) }),
  );
  // Refused at the door or for lack of rights: nothing was done, so nothing is in the log.
  if (outcome === "sign-in" || outcome === 403 || outcome === 404) {
    expect(await world.countEntries(), `entries after ${who} was refused`).toBe(before);
  }
  return outcome;
}

describe("who may do what", () => {
  it("has a row for every action of every route, and none too many", async () => {
    const found: string[] = [];
    for (const { path, file } of listRoutes()) {
      const { action } = await loadRoute(file);
      found.push(...Object.keys(action?.forms ?? {}).map((intent) => `${path} ${intent}`));
    }
    expect(rows.map(({ path, intent }) => `${path} ${intent}`).sort()).toEqual(found.sort());
  });

  it.each(rows)("$path $intent", async ({ path, intent, action }) => {
    const seen: Partial<Record<Who, Outcome>> = {};
    for (const who of WHO) seen[who] = await post(path, intent, action, who);
    expect(seen).toEqual(action.outcomes);
  });

  it("leaves nobody's e-mail address in the log, whatever was done", async () => {
    expect(await world.countEntries()).toBeGreaterThan(100);
    expect(await world.listAddressEntries()).toEqual([]);
  });
});
