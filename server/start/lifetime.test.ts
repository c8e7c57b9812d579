import { expect, test } from "vitest";
import { StoppedWhileStarting, createLifetime } from "./lifetime";

test("what was taken last is ended first, and each only once", async () => {
  const lifetime = createLifetime();
  const ended: string[] = [];
  await lifetime.own(async (urgency) => void ended.push(`database ${urgency}`));
  await lifetime.own(async (urgency) => void ended.push(`processes ${urgency}`));
  await lifetime.end("drain");
  await lifetime.end("drain");
  expect(ended).toEqual(["processes drain", "database drain"]);
  expect(lifetime.signal.aborted).toBe(true);
});

test("one that fails to end does not keep the others running", async () => {
  const lifetime = createLifetime();
  const ended: string[] = [];
  await lifetime.own(async () => void ended.push("database"));
  await lifetime.own(() => Promise.reject(new Error("stuck")));
  await expect(lifetime.end("drain")).rejects.toThrow("stuck");
  expect(ended).toEqual(["database"]);
});

test("what comes up after the end has begun is ended at once", async () => {
  const lifetime = createLifetime();
  await lifetime.end("drain");
  const ended: string[] = [];
  const late = lifetime.own(async (urgency) => void ended.push(urgency));
  await expect(late).rejects.toBeInstanceOf(StoppedWhileStarting);
  expect(ended).toEqual(["now"]);
});

test("a second, hurried end reaches what is being drained", async () => {
  const lifetime = createLifetime();
  const asked: string[] = [];
  await lifetime.own(
    (urgency) =>
      new Promise((resolve) => {
        asked.push(urgency);
        if (urgency === "now") release();
        else release = resolve;
      }),
  );
  let release: () => void = () => undefined;
  const first = lifetime.end("drain");
  void lifetime.end("now");
  await first;
  expect(asked).toEqual(["drain", "now"]);
});
