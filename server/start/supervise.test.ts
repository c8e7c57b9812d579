import { expect, test } from "vitest";
import { supervise, type Child, type ChildExit } from "./supervise";
import type { ReadyMessage } from "./supervised";

type Puppet = Child & {
  told: string[];
  becomeReady: () => Promise<void>;
  die: (exit: ChildExit) => Promise<void>;
};

function makePuppet(options: { obedient: boolean }): Puppet {
  const told: string[] = [];
  let sayReady: (message: ReadyMessage) => void = () => undefined;
  let sayExit: (exit: ChildExit) => void = () => undefined;
  const ready = new Promise<ReadyMessage>((resolve) => (sayReady = resolve));
  const exited = new Promise<ChildExit>((resolve) => (sayExit = resolve));
  return {
    told,
    ready,
    exited,
    askToStop: () => {
      told.push("stop");
      if (options.obedient) sayExit({ code: 0, signal: null });
    },
    kill: () => {
      told.push("kill");
      sayExit({ code: null, signal: "SIGKILL" });
    },
    becomeReady: async () => {
      sayReady({ type: "ready" });
      await settle();
    },
    die: async (exit) => {
      sayExit(exit);
      await settle();
    },
  };
}

/** Lets every promise that can go on do so. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function superviseOnStage({ obedient = true } = {}) {
  const stage = {
    puppets: [] as Puppet[],
    lines: [] as string[],
    pausesMs: [] as number[],
    readyCount: 0,
    gaveUp: [] as string[],
  };
  const supervised = supervise({
    name: "worker",
    launch: () => {
      const puppet = makePuppet({ obedient });
      stage.puppets.push(puppet);
      return puppet;
    },
    log: (line) => stage.lines.push(line),
    onReady: () => (stage.readyCount += 1),
    onGaveUp: (error) => stage.gaveUp.push(error.message),
    pause: async (ms) => void stage.pausesMs.push(ms),
    nowMs: () => 1_000,
  });
  const last = () => {
    const puppet = stage.puppets.at(-1);
    if (!puppet) throw new Error("Nothing was launched");
    return puppet;
  };
  return { stage, last, supervised };
}

test("a process that was ready and dies is started again after a pause", async () => {
  const { stage, last } = superviseOnStage();
  await last().becomeReady();
  await last().die({ code: null, signal: "SIGKILL" });
  await last().becomeReady();
  expect(stage.puppets).toHaveLength(2);
  expect(stage.pausesMs).toEqual([250]);
  expect(stage.readyCount).toBe(2);
  expect(stage.lines).toEqual(["The worker process ended (SIGKILL). Starting it again."]);
});

test("a crash loop ends with a message instead of a sixth try", async () => {
  const { stage, last } = superviseOnStage();
  await last().becomeReady();
  for (let death = 1; death <= 5; death += 1) await last().die({ code: 1, signal: null });
  expect(stage.puppets).toHaveLength(5);
  expect(stage.gaveUp).toEqual(["The worker process keeps crashing (last: exit code 1)."]);
});

test("a process that never comes up is given up after the second try", async () => {
  const { stage, last } = superviseOnStage();
  await last().die({ code: 1, signal: null });
  await last().die({ code: 1, signal: null });
  expect(stage.puppets).toHaveLength(2);
  expect(stage.gaveUp).toEqual(["The worker process does not start (exit code 1)."]);
});

test("stopping asks first, and an end that was asked for is no death", async () => {
  const { stage, last, supervised } = superviseOnStage();
  await last().becomeReady();
  await supervised.stop(60_000);
  expect(last().told).toEqual(["stop"]);
  expect(stage.puppets).toHaveLength(1);
  expect(stage.lines).toEqual([]);
});

test("a process that does not obey is killed when its time is over", async () => {
  const { last, supervised } = superviseOnStage({ obedient: false });
  await last().becomeReady();
  await supervised.stop(5);
  expect(last().told).toEqual(["stop", "kill"]);
});

test("a second, hurried stop kills at once and both calls end", async () => {
  const { last, supervised } = superviseOnStage({ obedient: false });
  await last().becomeReady();
  const first = supervised.stop(60_000);
  await supervised.stop(0);
  await first;
  expect(last().told).toEqual(["stop", "kill"]);
});
