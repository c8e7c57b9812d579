import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { grades } from "#server/db/tables/grades";
import { makeDebrief } from "../support/debrief";
import { describeInBrowser } from "../support/describe-in-browser";
import { openReport } from "../support/pages/report";
import { signInAsReviewer, signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { openProductDatabase } from "../support/product-database";
import { shoot } from "../support/shoot";

await describeInBrowser("a reviewer and a debrief", (world) => {
  const openPage = async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    return context.newPage();
  };

  it("correct a point, strike it and have it back", async () => {
    const candidate = await openPage();
    await signUpCandidate(candidate, world.product.url);
    await startRagAttempt(candidate, world.product.url);
    const workspace = openWorkspace(candidate);
    await workspace.write("Scenario", "We answer 300 questions a day, within two seconds each.");
    await workspace.waitUntilSaved();
    await workspace.handIn();
    const attemptId = workspace.readAttemptId();
    await openReport(candidate).waitUntilGraded();
    const database = await openProductDatabase(world.dataDir);
    const debrief = JSON.stringify(makeDebrief());
    await database.db
      .update(grades)
      .set({ summary: sql`jsonb_set(summary, '{debrief}', ${debrief}::jsonb)` })
      .where(eq(grades.attemptId, attemptId));
    await database.close();

    const page = await openPage();
    await signInAsReviewer(page, world.product.url);
    await page.goto(`${world.product.url}/review/${attemptId}`);
    const panel = page.getByRole("region", { name: "Debrief" });
    const point = panel.getByRole("listitem").first();
    await point.locator("summary").first().click();
    await shoot(page, "review-debrief");
    await point.getByLabel("Headline").fill("The bill is per day");
    await point.getByRole("button", { name: "Save wording" }).click();
    await point.getByRole("heading", { name: "The bill is per day" }).waitFor();
    await point.getByLabel(/Why it’s wrong/).fill("The answer says per day.");
    await point.getByRole("button", { name: "Strike it" }).click();
    await point.getByText("struck", { exact: true }).waitFor();
    await shoot(page, "review-debrief-struck");
    expect(await point.textContent()).toContain("The answer says per day.");
    await point.getByRole("button", { name: "Undo the strike" }).click();
    await point.getByText("struck", { exact: true }).waitFor({ state: "detached" });
    expect(await point.getByRole("heading").textContent()).toBe("The bill is per day");
  });
});
