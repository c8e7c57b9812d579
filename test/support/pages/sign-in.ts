import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { RAG } from "../content";

/** Signs in with one click on the first page. */
export async function signInAsCandidate(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: "Try it now" }).click();
  await page.waitForURL(/\/problems/);
}

/** An account that a test made for itself. */
export type OwnAccount = { email: string; password: string };

/** Signs up somebody new, who has no attempt open and no history. */
export async function signUpCandidate(page: Page, url: string): Promise<OwnAccount> {
  const account = { email: `${randomUUID()}@example.org`, password: `words of ${randomUUID()}` };
  await page.goto(`${url}/sign-up`);
  await page.locator("input[name=name]").fill("A candidate");
  await fillAndSend(page, account);
  return account;
}

/** Signs in with the password of an account. */
export async function signInWithPassword(page: Page, url: string, own: OwnAccount): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await fillAndSend(page, own);
}

async function fillAndSend(page: Page, { email, password }: OwnAccount): Promise<void> {
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("form:has(input[name=password]) button[type=submit]").click();
  await page.waitForURL((address) => !/sign-(in|up)/.test(address.pathname));
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

/** Opens what can be chosen before an attempt, on a problem's page. */
export async function openChoices(page: Page): Promise<void> {
  await page.getByText("Change", { exact: true }).click();
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
