import { expect, it } from "vitest";
import { describeInBrowser } from "../support/describe-in-browser";
import { openWorkspace } from "../support/pages/workspace";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { shoot } from "../support/shoot";

await describeInBrowser("a second tab", (world) => {
  it("hears of a hand-in at once, stays, and keeps what is written on as late work", async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const first = await context.newPage();
    await signUpCandidate(first, world.product.url);
    await startRagAttempt(first, world.product.url);
    const workspace = openWorkspace(first);
    await workspace.waitForCanvas();
    const address = first.url();

    const second = await context.newPage();
    await second.goto(address);
    await openWorkspace(second).waitForCanvas();
    await openWorkspace(second).write("Scenario", "Half of a sentence");
    await openWorkspace(second).waitUntilSaved();
    await workspace.handIn();

    // Nothing is typed and nothing is asked: it was told.
    const notice = second
      .getByRole("alert")
      .filter({ hasText: "This attempt has been handed in." });
    await notice.waitFor();
    expect(second.url()).toBe(address);
    expect(await second.getByRole("button", { name: "Hand in" }).first().isDisabled()).toBe(true);
    expect(await second.getByRole("timer").count()).toBe(0);

    const field = second.locator("textarea[data-section=scenario]");
    await field.press("End");
    await second.keyboard.type(" and its other half.");
    await second.getByText("Kept as late").first().waitFor();
    expect(second.url()).toBe(address);
    expect(await field.inputValue()).toBe("Half of a sentence and its other half.");

    await shoot(second, "handed-in-elsewhere", { fullPage: false });
    await notice.getByRole("link", { name: "Open the report" }).click();
    await second.waitForURL(/\/report$/);
    await second.getByRole("heading", { name: "Work received after the end" }).waitFor();
    await second.locator("summary", { hasText: "Scenario" }).last().click();
    await second.getByText("Half of a sentence and its other half.").waitFor();
    await context.close();
  });
});
