/** "drain": finish what is under way, within a bound. "now": end at once. */
export type Urgency = "drain" | "now";
export type Stop = (urgency: Urgency) => Promise<void>;

/** What one run of `npm start` holds, in the order it was taken. */
export type Lifetime = {
  /** Aborted as soon as the end begins. */
  signal: AbortSignal;
  /** Registers how to end something. When the end has begun already, ends it at once and throws. */
  own: (stop: Stop) => Promise<void>;
  /** Ends everything, last taken first. A second call, "now", hurries the first one. */
  end: (urgency: Urgency) => Promise<void>;
};

/** Thrown to leave the start where it is when the person has asked to stop meanwhile. */
export class StoppedWhileStarting extends Error {
  constructor() {
    super("Asked to stop while starting");
    this.name = "StoppedWhileStarting";
  }
}

export function createLifetime(): Lifetime {
  const controller = new AbortController();
  const owned: Stop[] = [];
  let current: Stop | null = null;
  let ending: Promise<void> | null = null;

  async function own(stop: Stop): Promise<void> {
    if (!controller.signal.aborted) {
      owned.push(stop);
      return;
    }
    await stop("now");
    throw new StoppedWhileStarting();
  }

  async function endAll(urgency: Urgency): Promise<void> {
    const failures: unknown[] = [];
    for (current = owned.pop() ?? null; current; current = owned.pop() ?? null) {
      // One that fails to end must not keep the others running.
      await current(urgency).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  function end(urgency: Urgency): Promise<void> {
    controller.abort();
    if (ending && urgency === "now") void current?.("now");
    ending ??= endAll(urgency);
    return ending;
  }

  return { signal: controller.signal, own, end };
}
