import type { Page } from "playwright-core";
import { RAG } from "../content";

/** Signs in with one click on the first page. */
export async function signInAsCandidate(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: /as a candidate/i }).click();
  await page.waitForURL(/\/problems/);
}

/** Starts an attempt of 45 minutes on the RAG problem and closes the statement. */
export async function startRagAttempt(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/problems/${RAG}`);
  await page.getByRole("button", { name: "Start the clock" }).click();
  await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
  await page.getByRole("button", { name: /close/i }).click();
}
