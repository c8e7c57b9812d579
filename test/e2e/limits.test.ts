import { sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DbHandle } from "#server/db/client";
import { check } from "../support/axe";
import { RAG } from "../support/content";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { openProductDatabase } from "../support/product-database";
import { shoot } from "../support/shoot";

const SETTINGS = { GRADINGS_PER_HOUR: "1", GRADINGS_PER_DAY: "1", STARTS_PER_HOUR: "2" };

await describeOnOwnProduct(
  "a candidate who has used the day's gradings",
  (world) => {
    let handle: DbHandle;
    beforeAll(async () => {
      handle = await openProductDatabase(world.dataDir);
    });
    afterAll(() => handle.close());

    async function handInOne(page: Page): Promise<void> {
      await startRagAttempt(page, world.product.url);
      const workspace = openWorkspace(page);
      await workspace.write(
        "Scenario",
        "Forty questions a second at noon, answered in two seconds.",
      );
      await workspace.waitUntilSaved();
      await workspace.handIn();
    }

    async function look(page: Page, name: string): Promise<void> {
      expect(await check(page, name)).toEqual([]);
      await shoot(page, name);
    }

    it("keeps what they hand in, marks it, and asks for its grade when the day allows", async () => {
      const context = await world.browser.newContext({ timezoneId: "Asia/Kolkata" });
      const page = await context.newPage();
      await signUpCandidate(page, world.product.url);
      await handInOne(page);
      await page.goto(`${world.product.url}/problems/${RAG}`);
      await page.getByText("You’ve used the day’s gradings").waitFor();
      await look(page, "start-used-up");

      await handInOne(page);
      await page.getByRole("heading", { name: "Handed in. Not graded yet" }).waitFor();
      await page.getByRole("link", { name: "Mark it yourself" }).waitFor();
      expect(await page.getByRole("button", { name: "Ask for a grade" }).count()).toBe(0);
      await look(page, "report-used-up");
      const report = page.url();
      await page.goto(`${world.product.url}/attempts`);
      await page.getByText(/^ask from /).waitFor();
      await look(page, "attempts-used-up");

      // The third is more than the hour's: refused beside the form, at a time of theirs.
      await page.goto(`${world.product.url}/problems/${RAG}`);
      await page.getByRole("button", { name: "Start the clock" }).click();
      await page
        .getByRole("alert")
        .filter({ hasText: /You started 2 attempts in an hour.*from \d\d:\d\d\.$/ })
        .waitFor();
      await look(page, "start-refused");

      await page.goto(report);
      await page.getByRole("link", { name: "Mark it yourself" }).waitFor();
      await handle.db.execute(
        sql`update grading_slots set taken = array[now() - interval '23 hours 59 minutes 30 seconds']`,
      );
      await page.reload();
      await page.getByText("You can ask for its grade from").waitFor();
      // It appears by itself.
      await page.getByRole("button", { name: "Ask for a grade" }).click({ timeout: 90_000 });
      await page
        .getByRole("heading", { name: "Handed in. Not graded yet" })
        .waitFor({ state: "detached", timeout: 60_000 });
      await context.close();
    });
  },
  SETTINGS,
);
