import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DbHandle } from "#server/db/client";
import { grades } from "#server/db/tables/grades";
import { notices } from "#server/db/tables/notices";
import { reviewSights } from "#server/db/tables/reviews";
import { describeInBrowser } from "../support/describe-in-browser";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { openProductDatabase } from "../support/product-database";

await describeInBrowser("a report that is loaded ahead", (world) => {
  let handle: DbHandle;
  beforeAll(async () => {
    handle = await openProductDatabase(world.dataDir);
  });
  afterAll(() => handle.close());

  /** Handed in and graded, and nothing of it looked at: too short to be marked by its candidate. */
  async function handInUnseen(page: Page): Promise<string> {
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    await workspace.write("Scenario", "Search over documents.");
    await workspace.waitUntilSaved();
    const attemptId = workspace.readAttemptId();
    await page.goto(`${world.product.url}/learn`);
    await page.evaluate(
      async ([path, submitKey]) => {
        const body = new URLSearchParams({ submitKey });
        await fetch(path, { method: "POST", body, redirect: "manual" });
      },
      [`/attempts/${attemptId}`, randomUUID()] as const,
    );
    await expect
      .poll(
        async () => {
          const [grade] = await handle.db
            .select({ status: grades.status })
            .from(grades)
            .where(eq(grades.attemptId, attemptId));
          return grade?.status;
        },
        { timeout: 60_000 },
      )
      .toBe("graded");
    return attemptId;
  }

  async function readSights(attemptId: string): Promise<{ seen: boolean; noticed: boolean }> {
    const { db } = handle;
    const sights = await db
      .select()
      .from(reviewSights)
      .where(eq(reviewSights.attemptId, attemptId));
    const [notice] = await db
      .select({ readAt: notices.readAt })
      .from(notices)
      .where(and(eq(notices.attemptId, attemptId), eq(notices.kind, "graded")));
    return { seen: sights.length > 0, noticed: notice?.readAt !== null };
  }

  it("is not seen by a hover, but by the click that follows", async () => {
    const context = await world.browser.newContext();
    const page = await context.newPage();
    const attemptId = await handInUnseen(page);
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    const asked: { status: number; purpose: string | null }[] = [];
    page.on("response", async (response) => {
      if (!response.url().includes(`/attempts/${attemptId}/report.data`)) return;
      const purpose = await response.request().headerValue("sec-purpose");
      asked.push({ status: response.status(), purpose });
    });
    await page.goto(`${world.product.url}/attempts`);
    const link = page.getByRole("heading", { level: 2 }).getByRole("link");
    await link.hover();
    await expect.poll(() => asked).toEqual([{ status: 204, purpose: "prefetch" }]);
    expect(await readSights(attemptId)).toEqual({ seen: false, noticed: false });

    await link.click();
    await page.waitForURL(/\/report$/);
    await expect.poll(() => asked.slice(1)).toEqual([{ status: 200, purpose: null }]);
    expect(await readSights(attemptId)).toEqual({ seen: true, noticed: true });
    expect(errors).toEqual([]);
    await context.close();
  });
});
