import type { Page } from "playwright-core";
import { RAG } from "../content";

/** Signs in with one click on the first page. */
export async function signInAsCandidate(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: /as a candidate/i }).click();
  await page.waitForURL(/\/problems/);
}

export async function signInAsReviewer(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: "Reviewer", exact: true }).click();
  await page.waitForURL(/\/review$/);
}

export async function signInAsAdmin(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: "Admin", exact: true }).click();
  await page.waitForURL(/\/(admin|welcome)$/);
}

/** Starts an attempt of the length that is chosen and closes the statement. */
export async function startAttempt(page: Page, url: string, slug: string): Promise<void> {
  await page.goto(`${url}/problems/${slug}`);
  await page.getByRole("button", { name: "Start the clock" }).click();
  await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
  await page.getByRole("button", { name: /close/i }).click();
}

/** Starts an attempt of 45 minutes on the RAG problem and closes the statement. */
export function startRagAttempt(page: Page, url: string): Promise<void> {
  return startAttempt(page, url, RAG);
}
