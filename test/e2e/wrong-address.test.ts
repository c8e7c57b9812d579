import { expect, it } from "vitest";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import type { InBrowser } from "../support/describe-in-browser";
import { shoot } from "../support/shoot";

/** Somebody else's port: the embedded start takes no other machine. */
const APP_URL = "http://localhost:9";

function define(world: InBrowser): void {
  it("says both addresses before anything is typed, and where the form was sent anyway", async () => {
    const page = await world.browser.newPage();
    const here = new URL(world.product.url).origin;
    await page.goto(`${here}/sign-in`);
    const notice = page.getByText("This server has another address.");
    await notice.waitFor();
    await shoot(page, "wrong-address-sign-in");
    expect(await page.locator("main").innerText()).toContain(
      `It expects ${APP_URL} (APP_URL); you came from ${here}.`,
    );

    await page.locator("input[name=email]").fill("one@example.org");
    await page.locator("input[name=password]").fill("correct horse battery");
    await page.locator("form:has(input[name=password]) button[type=submit]").click();
    await page.getByRole("heading", { name: "This server has another address" }).waitFor();
    await shoot(page, "wrong-address-refused");
    expect(await page.locator("main").innerText()).toContain(`you came from ${here}.`);
    expect(world.product.lines.filter((line) => line.includes(`expects ${APP_URL}`))).toHaveLength(
      1,
    );

    await page.goto(`${here.replace("127.0.0.1", "localhost")}/problems`);
    expect(await notice.count()).toBe(0);
    await page.close();
  });
}

await describeOnOwnProduct("a server whose APP_URL is wrong", define, { APP_URL });
