import { describe, expect, it } from "vitest";
import { ServerClock } from "./server-clock";

const NOON = Date.parse("2026-03-01T12:00:00Z");

function clockAt(start: { monotonicMs: number; wallMs: number }) {
  const machine = { ...start };
  const clock = new ServerClock({
    monotonicMs: () => machine.monotonicMs,
    wallMs: () => machine.wallMs,
  });
  function pass(ms: number) {
    machine.monotonicMs += ms;
    machine.wallMs += ms;
  }
  return { clock, machine, pass };
}

describe("ServerClock", () => {
  it("knows nothing before the server spoke", () => {
    const { clock } = clockAt({ monotonicMs: 5, wallMs: NOON });
    expect(clock.nowMs()).toBeNull();
    expect(clock.remainingMs("2026-03-01T12:45:00Z")).toBeNull();
  });

  it("counts down by the server's time on a machine that is a day wrong", () => {
    const { clock, pass } = clockAt({ monotonicMs: 1_000, wallMs: NOON - 86_400_000 });
    clock.observe({ serverNowMs: NOON, sentAtMs: 960, receivedAtMs: 1_040 });
    expect(clock.remainingMs("2026-03-01T12:45:00Z")).toBe(45 * 60_000);
    pass(60_000);
    expect(clock.remainingMs("2026-03-01T12:45:00Z")).toBe(44 * 60_000);
    pass(3_600_000);
    expect(clock.remainingMs("2026-03-01T12:45:00Z")).toBe(0);
  });

  it("prefers a quick reply to a slow one, until the quick one has aged", () => {
    const { clock, pass } = clockAt({ monotonicMs: 0, wallMs: NOON });
    clock.observe({ serverNowMs: NOON, sentAtMs: 0, receivedAtMs: 20 });
    clock.observe({ serverNowMs: NOON + 9_000, sentAtMs: 0, receivedAtMs: 4_000 });
    expect(clock.nowMs()).toBe(NOON - 10);
    pass(3_000_000);
    clock.observe({ serverNowMs: NOON + 3_000_500, sentAtMs: 3_000_000, receivedAtMs: 3_001_000 });
    expect(clock.nowMs()).toBe(NOON + 3_000_000);
  });

  it("notices a sleep and takes even a slow reply after it", () => {
    const { clock, machine } = clockAt({ monotonicMs: 0, wallMs: NOON });
    clock.observe({ serverNowMs: NOON, sentAtMs: 0, receivedAtMs: 2 });
    expect(clock.hasLeapt()).toBe(false);
    machine.wallMs += 600_000;
    expect(clock.hasLeapt()).toBe(true);
    clock.observe({ serverNowMs: NOON + 600_000, sentAtMs: 0, receivedAtMs: 800 });
    expect(clock.hasLeapt()).toBe(false);
    expect(clock.nowMs()).toBe(NOON + 599_600);
  });

  it("ignores a reply without a readable time", () => {
    const { clock } = clockAt({ monotonicMs: 0, wallMs: NOON });
    clock.observe({ serverNowMs: Date.parse("soon"), sentAtMs: 0, receivedAtMs: 1 });
    expect(clock.nowMs()).toBeNull();
  });
});
