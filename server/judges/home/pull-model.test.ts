import { describe, expect, it, onTestFinished } from "vitest";
import { startFakeOllama } from "../../../test/support/fake-home/start-fake-ollama";
import { FAKE_TOTAL_BYTES } from "../../../test/support/fake-home/pull";
import type { FakePullFault } from "../../../test/support/fake-home/pull";
import type { DownloadProgress } from "#domain/settings/home-download";
import { createAddressGuard } from "../../net/address-guard";
import { AddressRefusedError } from "../../net/address-rules";
import { pullModel } from "./pull-model";
import type { PullOptions } from "./pull-model";

const HERE = createAddressGuard({ isLoopbackAllowed: true, allowedHosts: [] });
const SHARED = createAddressGuard({ isLoopbackAllowed: false, allowedHosts: [] });
const MODEL = "qwen3.5:9b";

async function open(fault: FakePullFault | null = null) {
  const ollama = await startFakeOllama();
  onTestFinished(() => ollama.close());
  ollama.setFault(fault);
  const seen: DownloadProgress[] = [];
  const ask = (options: Partial<PullOptions> = {}, guard = HERE) =>
    pullModel(ollama.baseUrl, MODEL, guard, {
      signal: new AbortController().signal,
      onProgress: (progress) => seen.push(progress),
      ...options,
    });
  return { ollama, seen, ask };
}

describe("pullModel", () => {
  it("tells of the bytes as they come, to the end", async () => {
    const { ask, seen } = await open();
    expect(await ask()).toEqual({ isWhole: true });
    expect(seen.at(-1)).toEqual({ completedBytes: FAKE_TOTAL_BYTES, totalBytes: FAKE_TOTAL_BYTES });
  });

  it("hangs up when it is canceled, and goes on where that ended", async () => {
    const { ollama, ask, seen } = await open();
    ollama.setStepMs(20);
    const stop = new AbortController();
    const onProgress = (progress: DownloadProgress) => {
      if (seen.push(progress) === 3) stop.abort();
    };
    await expect(ask({ signal: stop.signal, onProgress })).rejects.toThrow(/abort/);
    await expect.poll(() => ollama.store.hungUp).toBe(1);
    ollama.setStepMs(1);
    expect(await ask()).toEqual({ isWhole: true });
    expect(ollama.store.began[0]).toBe(0);
    expect(ollama.store.began[1]).toBeGreaterThanOrEqual(seen[2]?.completedBytes ?? Infinity);
  });

  it("quotes a disk that is full", async () => {
    const { ask } = await open("disk_full");
    expect(await ask()).toMatchObject({
      fault: "disk_full",
      said: expect.stringContaining("no space left on device") as string,
    });
  });

  it("keeps nothing of a signed address but its host", async () => {
    const { ask } = await open("offline");
    const said = 'Get "https://r2.example": dial tcp: lookup r2.example: no such host';
    expect(await ask()).toEqual({ isWhole: false, fault: "offline", said });
  });

  it("takes the same line again for silence", async () => {
    const { ollama, ask } = await open("hangs");
    expect(await ask({ silenceMs: 100 })).toMatchObject({ fault: "silent" });
    await expect.poll(() => ollama.store.hungUp).toBe(1);
  });

  it.each([
    ["endless_lines", "odd"],
    ["endless_line", "odd"],
    ["no_json", "odd"],
    ["breaks_off", "gone"],
  ] as const)("ends on %s", async (fault, ended) => {
    const { ask } = await open(fault);
    expect(await ask({ maxLines: 5_000 })).toEqual({ isWhole: false, fault: ended, said: null });
  });

  it("asks nobody at an address that may not be called", async () => {
    const { ollama, ask } = await open();
    await expect(ask({}, SHARED)).rejects.toBeInstanceOf(AddressRefusedError);
    expect(ollama.asked).toEqual([]);
  });
});
