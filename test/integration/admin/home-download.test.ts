import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { auditLog } from "#server/db/tables/audit";
import { homeDownloads, homeLooks } from "#server/db/tables/settings";
import { startFakeOllama } from "../../support/fake-home/start-fake-ollama";
import { openConnectWorld, SETTINGS, SETTINGS_KEY } from "../../support/connect-world";
import { createPageWorld } from "../../support/page-context";

const { world, open, send } = await openConnectWorld();
const { db } = world.database;
const MODEL = "qwen3.5:9b";
const DOWNLOAD = { intent: "download", model: MODEL };

beforeEach(async () => {
  await db.delete(homeDownloads);
  await db.delete(homeLooks);
});

/** An Ollama at the usual port of this machine, and the pages of a start there. */
async function start(settings: Record<string, string> = SETTINGS) {
  const ollama = await startFakeOllama();
  const pages = createPageWorld(world.database, world.jobs, settings, { ollama: ollama.baseUrl });
  onTestFinished(async () => {
    await ollama.close();
    await pages.close();
  });
  const look = async () => {
    const { atHome } = await open("", { pages });
    if (atHome?.isAllowed !== true) throw new Error("not looked for");
    return atHome;
  };
  const press = async (fields: Record<string, string>) => {
    const answer = await send(fields, { pages });
    if (!("data" in answer)) throw new Error("not a form's answer");
    return { status: answer.init?.status, error: answer.data.error };
  };
  const waitFor = (state: string) =>
    expect
      .poll(async () => (await look()).download?.state, { timeout: 20_000, interval: 20 })
      .toBe(state);
  const pulls = () => ollama.asked.filter((asked) => asked === "POST /api/pull").length;
  return { ollama, pages, look, press, waitFor, pulls };
}

describe("downloading a model", () => {
  it("ends with the model suggested", async () => {
    const { look, press, waitFor } = await start();
    await press({ intent: "look" });
    expect(await look()).toMatchObject({ suggested: null, download: null });
    expect(await press(DOWNLOAD)).toEqual({ status: 200, error: null });
    await waitFor("done");
    expect(await look()).toMatchObject({
      suggested: { name: MODEL, provider: "ollama" },
      download: { completedBytes: 6.6e9, totalBytes: 6.6e9 },
    });
  });

  it("asks nobody before the yes, of no other name, and not on a server for many", async () => {
    const { ollama, press, pages } = await start();
    expect(await press(DOWNLOAD)).toMatchObject({ status: 409 });
    expect(ollama.asked).toEqual([]);
    await press({ intent: "look" });
    for (const model of ["llama3.1:8b", "", "http://10.0.0.1/x:y", `${MODEL} `]) {
      expect(await press({ ...DOWNLOAD, model })).toMatchObject({ status: 400 });
    }
    const extra = { ...DOWNLOAD, baseUrl: "http://10.0.0.1/v1" };
    const refused: unknown = await send(extra, { pages }).catch((error: unknown) => error);
    expect(refused instanceof Response && refused.status).toBe(400);
    expect(ollama.asked).toEqual([]);
    const shared = await start({ SETTINGS_KEY });
    expect(await shared.press(DOWNLOAD)).toMatchObject({ status: 409 });
    expect(shared.ollama.asked).toEqual([]);
  });

  it("says so where no Ollama answers", async () => {
    const { ollama, press, look } = await start();
    await press({ intent: "look" });
    await ollama.close();
    expect(await press(DOWNLOAD)).toMatchObject({
      status: 503,
      error: expect.stringContaining("Ollama doesn’t answer") as string,
    });
    expect((await look()).download).toBeNull();
  });

  it("runs once at a time, is canceled from another process, and goes on", async () => {
    const { ollama, press, waitFor, look, pulls } = await start();
    await press({ intent: "look" });
    ollama.setStepMs(60_000);
    await press(DOWNLOAD);
    await waitFor("running");
    await expect
      .poll(async () => (await look()).download?.completedBytes, { timeout: 5_000 })
      .toBe(330e6);
    expect(await press({ ...DOWNLOAD, model: "gpt-oss:20b" })).toMatchObject({ status: 409 });
    expect(pulls()).toBe(1);
    // Another process's pages, which know nothing but the row.
    const other = createPageWorld(world.database, world.jobs, SETTINGS, {});
    onTestFinished(() => other.close());
    await send({ intent: "download-cancel" }, { pages: other });
    await expect.poll(() => ollama.store.hungUp, { timeout: 3_000 }).toBe(1);
    expect((await look()).download).toMatchObject({ state: "canceled", completedBytes: 330e6 });
    ollama.setStepMs(1);
    await press(DOWNLOAD);
    await waitFor("done");
    expect(ollama.store.began).toEqual([0, 330e6]);
    const actions = (await db.select().from(auditLog)).map(({ action }) => action);
    expect(actions).toContain("judge.download");
    expect(actions).toContain("judge.download_cancel");
  });

  it("ends when the yes is taken back", async () => {
    const { ollama, press, pulls } = await start();
    await press({ intent: "look" });
    ollama.setStepMs(60_000);
    await press(DOWNLOAD);
    await expect.poll(pulls).toBe(1);
    await press({ intent: "look-end" });
    await expect.poll(() => ollama.store.hungUp, { timeout: 3_000 }).toBe(1);
    expect(await db.select().from(homeDownloads)).toMatchObject([{ status: "canceled" }]);
  });

  it("names a disk that is full, and goes on once there is room", async () => {
    const { ollama, press, waitFor, look } = await start();
    await press({ intent: "look" });
    ollama.setFault("disk_full");
    await press(DOWNLOAD);
    await waitFor("failed");
    const { download } = await look();
    expect(download).toMatchObject({ fault: "disk_full", completedBytes: 330e6 });
    expect(download?.said).toContain("no space left");
    ollama.setFault(null);
    await press(DOWNLOAD);
    await waitFor("done");
    expect(ollama.store.began).toEqual([0, 330e6]);
    expect((await look()).download).toMatchObject({ fault: null, said: null });
  });

  it("reads as lost when its process is gone, and can be continued", async () => {
    const { press, look, waitFor } = await start();
    await press({ intent: "look" });
    const beatAt = new Date(Date.now() - 60_000);
    await db.insert(homeDownloads).values({ model: MODEL, completedBytes: 1e9, beatAt });
    expect((await look()).download).toMatchObject({ state: "lost", completedBytes: 1e9 });
    expect(await press(DOWNLOAD)).toMatchObject({ status: 200 });
    await waitFor("done");
  });
});
