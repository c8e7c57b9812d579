import { describe, expect, it } from "vitest";
import type { Save } from "#domain/attempts/save.schema";
import type { MemoryStorage } from "../../../test/support/save-world";
import { makeBox, SaveWorld, settle } from "../../../test/support/save-world";
import { LocalCopyStore, type Liveness } from "./local-copy-store";
import { sendLeftovers } from "./send-leftovers";
import type { SendResult } from "./send-save";

const GONE: Liveness = {
  claim: () => Promise.resolve(),
  takeOver: () => Promise.resolve(true),
  release: () => undefined,
};

/** The store of a browser whose page died offline, with a text and a box that were never sent. */
async function leaveBehind(): Promise<MemoryStorage> {
  const world = new SaveWorld();
  world.isOnline = false;
  const page = await world.openPage();
  page.loop.editText("scenario", "written in the tunnel");
  page.loop.editScene([makeBox("a")], []);
  await settle();
  page.kill();
  return world.storage;
}

function answering(result: (save: Save) => SendResult) {
  const sent: Save[] = [];
  const send = (save: Save): Promise<SendResult> => {
    sent.push(save);
    return Promise.resolve(result(save));
  };
  return { sent, send };
}

function acknowledge(save: Save): SendResult {
  const reply = {
    seq: save.seq,
    serverNow: "2026-03-01T12:00:00.000Z",
    deadlineAt: null,
    outcome: "late" as const,
    revisions: {},
    resend: [],
    conflicts: [],
    dropped: [],
  };
  return { kind: "acknowledged", reply, sentAtMs: 0, receivedAtMs: 1 };
}

function openStore(storage: MemoryStorage) {
  return new LocalCopyStore({ storage, attemptId: "attempt", clientId: "report-page" });
}

describe("sendLeftovers", () => {
  it("sends whole texts and the drawing of a page that is gone, and forgets them then", async () => {
    const storage = await leaveBehind();
    const { sent, send } = answering(acknowledge);
    const parts = { clientId: "report-page", store: openStore(storage), liveness: GONE, send };
    expect(await sendLeftovers(parts)).toEqual({ found: 1, sent: 1, refusal: null, offered: [] });
    expect(sent).toMatchObject([
      {
        texts: { scenario: { kind: "whole", text: "written in the tunnel" } },
        elements: [{ id: "a" }],
      },
    ]);
    expect(storage.entries.size).toBe(0);
  });

  it("keeps what it could not send", async () => {
    const storage = await leaveBehind();
    const { send } = answering(() => ({ kind: "unreachable" }));
    const parts = { clientId: "report-page", store: openStore(storage), liveness: GONE, send };
    expect(await sendLeftovers(parts)).toEqual({ found: 1, sent: 0, refusal: null, offered: [] });
    expect(JSON.stringify([...storage.entries])).toContain("written in the tunnel");
  });

  it("stops when the server takes no more, and gives back its words and the texts", async () => {
    const storage = await leaveBehind();
    const userMessage = "This attempt ended more than 24 hours ago.";
    const { sent, send } = answering(() => ({ kind: "closed", userMessage }));
    const parts = { clientId: "report-page", store: openStore(storage), liveness: GONE, send };
    expect(await sendLeftovers(parts)).toEqual({
      found: 1,
      sent: 0,
      refusal: { userMessage, texts: [{ id: "scenario", text: "written in the tunnel" }] },
      offered: [],
    });
    expect(sent).toHaveLength(1);
    expect(JSON.stringify([...storage.entries])).toContain("written in the tunnel");
  });

  it("sends nothing that was written under another session, and says that it is there", async () => {
    const storage = await leaveBehind();
    const { sent, send } = answering(acknowledge);
    const writer = { personId: "ada", session: "now" };
    const store = new LocalCopyStore({ storage, attemptId: "attempt", clientId: "now", writer });
    const parts = { clientId: "now", store, liveness: GONE, send };
    const { offered, ...leftovers } = await sendLeftovers(parts);
    expect(leftovers).toEqual({ found: 0, sent: 0, refusal: null });
    expect(offered.map((copy) => copy.texts.scenario?.text)).toEqual(["written in the tunnel"]);
    expect(sent).toEqual([]);
  });

  it("leaves the local copy of a page that still runs to that page", async () => {
    const storage = await leaveBehind();
    const { sent, send } = answering(acknowledge);
    const liveness = { ...GONE, takeOver: () => Promise.resolve(false) };
    const parts = { clientId: "report-page", store: openStore(storage), liveness, send };
    expect(await sendLeftovers(parts)).toEqual({ found: 0, sent: 0, refusal: null, offered: [] });
    expect(sent).toEqual([]);
  });
});
