import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { check } from "../support/axe";
import { launchBrowser } from "../support/browser";
import { RAG } from "../support/content";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import { startFakeSpeech } from "../support/fake-speech";
import type { FakeSpeech } from "../support/fake-speech";
import { signUpCandidate } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { keepSilentFor } from "../support/recordings";
import { shoot } from "../support/shoot";

const WORDS = "At fifty million vectors I leave pg vector.";
/** A microphone that beeps, and a person who allows it. */
const MICROPHONE = "--use-fake-device-for-media-stream";
const ALLOWED = "--use-fake-ui-for-media-stream";
const DENIED = `${ALLOWED}=deny`;

let fake: FakeSpeech = await startFakeSpeech({ kind: "hears", text: WORDS });
const port = Number(new URL(fake.baseUrl).port);
const SETTINGS = {
  SPEECH_BASE_URL: fake.baseUrl,
  SPEECH_MODEL: "fake-whisper",
  SPEECH_VOICE_MODEL: "fake-voice",
};
afterAll(() => fake.close());

await describeOnOwnProduct(
  "an interview that is spoken",
  (world) => {
    beforeEach(() => {
      fake.setCharacter({ kind: "hears", text: WORDS });
      fake.requests.length = 0;
    });

    const newContext = (browser: Browser): Promise<BrowserContext> =>
      browser.newContext({ viewport: { width: 1280, height: 900 } });

    /** Somebody new, in the middle of an interview, with a question to reply to. */
    async function openQuestion(page: Page): Promise<Locator> {
      await openSetUp(page);
      return startAndAsk(page);
    }

    async function openSetUp(page: Page): Promise<void> {
      await signUpCandidate(page, world.product.url);
      await page.goto(`${world.product.url}/problems/${RAG}`);
    }

    async function startAndAsk(page: Page): Promise<Locator> {
      await page.getByRole("button", { name: "Start the clock" }).click();
      await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
      const workspace = openWorkspace(page);
      await workspace.waitForCanvas();
      await workspace.write("Scenario", "Support staff ask; two thousand questions an hour.");
      await workspace.waitUntilSaved();
      const room = page.getByRole("region", { name: "Interviewer" });
      await room.getByRole("button", { name: /done with this section/ }).click();
      await room.getByRole("textbox").waitFor({ timeout: 20_000 });
      return room;
    }

    /** Until the page says that so many seconds were recorded. */
    function speakFor(page: Page, seconds: number): Promise<void> {
      const digits = `[0-${60 - seconds - 50}]`;
      return page.getByText(new RegExp(`^5${digits} seconds left$`)).waitFor();
    }
    const talk = (room: Locator) => room.getByRole("button", { name: "Hold to talk" });
    const readReply = (room: Locator) => room.getByRole("textbox").inputValue();
    const listRecordings = () => fake.requests.filter(({ kind }) => kind === "recording");

    it("is heard: microphone checked, reply held, words edited, kept over a reload", async () => {
      const context = await newContext(world.browser);
      const page = await context.newPage();
      await openSetUp(page);
      await page.getByRole("button", { name: "Check your microphone" }).click();
      await page.getByText("We hear you.").waitFor();
      await shoot(page, "voice-check", { fullPage: false });
      expect(await check(page, "a microphone that hears")).toEqual([]);
      await page.getByRole("button", { name: "Close" }).click();
      expect(fake.requests).toEqual([]);

      const room = await startAndAsk(page);
      await shoot(page, "voice-idle", { fullPage: false });
      await talk(room).hover();
      await page.mouse.down();
      await speakFor(page, 3);
      await page.mouse.up();
      await expect.poll(() => readReply(room)).toBe(WORDS);
      const [recording] = listRecordings();
      if (recording?.kind !== "recording") throw new Error("nothing was sent");
      // On a loaded machine the recorder begins a little later than the press.
      expect(recording.seconds).toBeGreaterThan(2);
      expect(recording.seconds).toBeLessThan(10);
      expect(recording.loudness).toBeGreaterThan(0.01);
      await room
        .getByText(/Read them over/)
        .first()
        .waitFor();
      await shoot(page, "voice-heard", { fullPage: false });
      expect(await check(page, "a reply that was spoken")).toEqual([]);
      await page.emulateMedia({ colorScheme: null, reducedMotion: null });

      // It is a text like any other from here on.
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
      await page.keyboard.type(" Then Milvus.");
      await openWorkspace(page).waitUntilSaved();
      await page.reload();
      await openWorkspace(page).waitForCanvas();
      await expect.poll(() => readReply(room)).toBe(`${WORDS} Then Milvus.`);
      await context.close();
    });

    it("goes by keyboard alone: Alt+Shift+M, and a second time for more", async () => {
      const context = await newContext(world.browser);
      const page = await context.newPage();
      const room = await openQuestion(page);
      await talk(room).waitFor();
      for (const text of [WORDS, "Before that it is fine."]) {
        fake.setCharacter({ kind: "hears", text });
        await page.keyboard.press("Alt+Shift+KeyM");
        await room.getByRole("button", { name: "Stop", exact: true }).waitFor();
        await speakFor(page, 1);
        await page.keyboard.press("Alt+Shift+KeyM");
        await expect.poll(() => readReply(room)).toContain(text);
      }
      expect(await readReply(room)).toBe(`${WORDS} Before that it is fine.`);
      // By Enter on the button too, and what is discarded goes nowhere.
      await talk(room).focus();
      await page.keyboard.press("Enter");
      await room.getByRole("button", { name: "Discard" }).click();
      await talk(room).waitFor();
      expect(listRecordings()).toHaveLength(2);
      await context.close();
    });

    it("keeps a recording while the server is down, and sends it when told to", async () => {
      const context = await newContext(world.browser);
      const page = await context.newPage();
      const room = await openQuestion(page);
      await fake.close();
      await talk(room).click();
      await speakFor(page, 2);
      await room.getByRole("button", { name: "Stop", exact: true }).click();
      const why = room.getByText(
        /^We couldn’t reach the speech server\. Your recording is still here/,
      );
      await why.first().waitFor();
      await shoot(page, "voice-down", { fullPage: false });
      fake = await startFakeSpeech({ kind: "hangs" }, port);
      await room.getByRole("button", { name: "Try again" }).click();
      await room.getByText(/Transcribing… [1-9] s/).waitFor();
      await shoot(page, "voice-transcribing", { fullPage: false });
      await room.getByRole("button", { name: "Stop waiting" }).click();
      await room
        .getByText(/^Stopped\. Your recording is still here/)
        .first()
        .waitFor();
      await expect.poll(() => fake.requests[0]?.wasAborted).toBe(true);
      fake.setCharacter({ kind: "hears", text: WORDS });
      await expect
        .poll(async () => {
          const again = room.getByRole("button", { name: "Try again" });
          if (await again.isVisible()) await again.click();
          return readReply(room);
        })
        .toBe(WORDS);
      await context.close();
    });

    it("is read aloud to those who turn it on, remembered, and not without", async () => {
      const context = await newContext(world.browser);
      const page = await context.newPage();
      const room = await openQuestion(page);
      expect(fake.requests).toEqual([]);
      await room.getByRole("button", { name: "Read questions aloud" }).click();
      await expect.poll(() => fake.requests.length).toBe(1);
      const question = await room.getByRole("textbox").evaluate((field) => {
        return (field as HTMLTextAreaElement).labels[0]?.textContent;
      });
      expect(fake.requests).toMatchObject([{ kind: "reading", input: question }]);
      await page.reload();
      await openWorkspace(page).waitForCanvas();
      const toggle = room.getByRole("button", { name: "Questions are read aloud" });
      await toggle.waitFor();
      expect(await toggle.getAttribute("aria-pressed")).toBe("true");
      // What stood there before isn't read out by itself.
      expect(fake.requests).toHaveLength(1);
      await room.getByRole("button", { name: "Hear it again" }).click();
      await expect.poll(() => fake.requests.length).toBe(2);
      await toggle.click();
      await room.getByRole("button", { name: "Read questions aloud" }).waitFor();
      await context.close();
    });

    it("is explained aloud on a topic's page, and marked by oneself", async () => {
      const context = await newContext(world.browser);
      const page = await context.newPage();
      await signUpCandidate(page, world.product.url);
      await page.goto(`${world.product.url}/learn/topics/kv-cache`);
      await page.getByRole("button", { name: "Explain it aloud" }).click();
      const field = page.getByRole("textbox", { name: /^Explain it in a minute/ });
      await field.waitFor();
      await shoot(page, "voice-explain", { fullPage: false });
      await page.getByRole("button", { name: "Hold to talk" }).click();
      await speakFor(page, 2);
      await page.getByRole("button", { name: "Stop", exact: true }).click();
      await expect.poll(() => field.inputValue()).toBe(WORDS);
      await page.getByRole("button", { name: "Compare with the answer" }).click();
      const points = page.getByRole("group", { name: "Which of these did you say?" });
      expect(await points.getByRole("checkbox").count()).toBe(8);
      await points.getByRole("checkbox").first().check();
      await page.getByText("1 of 8 said").waitFor();
      await shoot(page, "voice-marked", { fullPage: false });
      expect(await check(page, "a topic that was explained")).toEqual([]);
      await context.close();
    });

    describe("with other microphones", () => {
      const browsers: Browser[] = [];
      let folder: string;
      beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), "scaleboard-voice-"));
        await writeFile(join(folder, "silence.wav"), keepSilentFor(5));
      });
      afterAll(async () => {
        for (const browser of browsers) await browser.close();
        await rm(folder, { recursive: true, force: true });
      });

      async function launchWith(flags: string[]): Promise<Browser> {
        const { browser } = await launchBrowser({ flags });
        if (!browser) throw new Error("the browser that was there is gone");
        browsers.push(browser);
        return browser;
      }

      it("that hear nothing: it says so, and nothing is paid for", async () => {
        const file = `--use-file-for-fake-audio-capture=${join(folder, "silence.wav")}`;
        const context = await newContext(await launchWith([MICROPHONE, ALLOWED, file]));
        const page = await context.newPage();
        const room = await openQuestion(page);
        await talk(room).click();
        await speakFor(page, 2);
        await room.getByRole("button", { name: "Stop", exact: true }).click();
        await room
          .getByText(/^We heard nothing\./)
          .first()
          .waitFor();
        expect(listRecordings()).toEqual([]);
      });

      it("that may not be used: it says so, and typing goes on", async () => {
        const context = await newContext(await launchWith([MICROPHONE, DENIED]));
        const page = await context.newPage();
        const room = await openQuestion(page);
        await talk(room).click();
        await room
          .getByText(/^Your browser doesn’t let this page use the microphone/)
          .first()
          .waitFor();
        await shoot(page, "voice-denied", { fullPage: false });
        await room.getByRole("textbox").fill(WORDS);
        await openWorkspace(page).waitUntilSaved();
        expect(fake.requests).toEqual([]);
      });

      it("or none at all", async () => {
        const context = await newContext(await launchWith([ALLOWED]));
        const page = await context.newPage();
        const room = await openQuestion(page);
        await talk(room).click();
        await room
          .getByText(/^We found no microphone\./)
          .first()
          .waitFor();
      });
    });
  },
  SETTINGS,
  [MICROPHONE, ALLOWED],
);
