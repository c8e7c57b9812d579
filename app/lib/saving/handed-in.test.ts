import { expect, it } from "vitest";
import { hearHandedIn } from "./handed-in";

/** Resolves once everything that was posted before was delivered. */
async function post(...ids: unknown[]): Promise<void> {
  const [from, last] = [1, 2].map(() => new BroadcastChannel("scaleboard-handed-in"));
  const delivered = new Promise((resolve) => {
    last?.addEventListener("message", (event: MessageEvent) => {
      if (event.data === "the end") resolve(null);
    });
  });
  for (const id of [...ids, "the end"]) from?.postMessage(id);
  await delivered;
  from?.close();
  last?.close();
}

it("hears of its own attempt only, until it stops", async () => {
  const heard: string[] = [];
  const stop = hearHandedIn("mine", () => heard.push("mine"));
  await post("another", { attempt: "mine" }, null);
  expect(heard).toEqual([]);
  await post("mine");
  await expect.poll(() => heard).toEqual(["mine"]);
  stop();
  await post("mine");
  expect(heard).toEqual(["mine"]);
});
