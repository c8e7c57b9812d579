import { setTimeout as pause } from "node:timers/promises";
import { ANSWERS } from "../../support/grading-fixture";
import type { Candidate } from "../arm";
import type { Ledger } from "../trial/ledger";
import type { NaiveWork } from "./tables";

const DEBOUNCE_MS = 70;
const SETTLE_TRIES = 40;
const AGAIN_AFTER_MS = 200;

/** A page that keeps its work in memory and posts all of it a moment after each change. */
export async function openNaiveCandidate(parts: {
  url: string;
  ledger: Ledger;
  post: (url: string, body: unknown) => Promise<string | null>;
  /** At this moment the page hands in by a timer of its own; null for never. */
  deadlineAtMs: number | null;
  press: () => Promise<string>;
}): Promise<Candidate> {
  const { url, ledger, post } = parts;
  let work = await load();
  let timer: NodeJS.Timeout | null = null;
  let isHandedIn = false;

  async function load(): Promise<NaiveWork> {
    for (;;) {
      try {
        const response = await fetch(url);
        if (response.ok) return (await response.json()) as NaiveWork;
      } catch {
        // The page is loaded again until there is an answer.
      }
      await pause(AGAIN_AFTER_MS);
    }
  }

  async function save(): Promise<boolean> {
    const sent = structuredClone(work);
    if ((await post(`${url}/save`, sent)) === null) return false;
    for (const [section, text] of Object.entries(sent.texts))
      ledger.noteAcknowledgedText(section as keyof typeof ANSWERS, text);
    for (const [id, version] of Object.entries(sent.elements))
      ledger.noteAcknowledgedVersion(id, version);
    return true;
  }

  function changed(): void {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void save(), DEBOUNCE_MS);
  }

  async function reopen(): Promise<void> {
    if (timer) clearTimeout(timer);
    work = await load();
  }

  return {
    type: async (section) => {
      const before = work.texts[section] ?? ANSWERS[section];
      work.texts[section] = `${before} ${ledger.takeWord(section)}`;
      changed();
      if (parts.deadlineAtMs === null || Date.now() < parts.deadlineAtMs || isHandedIn) return;
      isHandedIn = true;
      await parts.press();
    },
    draw: (elementId) => {
      work.elements[elementId] = (work.elements[elementId] ?? 0) + 1;
      changed();
      return Promise.resolve();
    },
    leave: async () => {
      await save();
      await reopen();
    },
    crash: reopen,
    settle: async () => {
      if (isHandedIn) return;
      for (let tries = 0; tries < SETTLE_TRIES; tries += 1) {
        if (await save()) return;
        await pause(AGAIN_AFTER_MS);
      }
    },
    close: () => timer && clearTimeout(timer),
  };
}
