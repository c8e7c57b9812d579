/** However little of the processor it got, a task ends after this many times its deadline. */
const MAX_STRETCH = 10;
const CHECK_MS = 100;

export type Deadline = { signal: AbortSignal; clear: () => void };

/**
 * A signal that is aborted after `deadlineMs`, on a machine that has time for us. Where others keep
 * the processor, a text is not to blame for the wait: it goes on until this process has used so much
 * processor time since, all its threads together.
 */
export function startDeadline(deadlineMs: number): Deadline {
  const controller = new AbortController();
  const startedAt = performance.now();
  const usedBefore = process.cpuUsage();
  let timer = setTimeout(check, deadlineMs);

  function check(): void {
    const { user, system } = process.cpuUsage(usedBefore);
    const missingMs = deadlineMs - (user + system) / 1_000;
    const isLongOver = performance.now() - startedAt >= MAX_STRETCH * deadlineMs;
    if (missingMs <= 0 || isLongOver) controller.abort();
    else timer = setTimeout(check, Math.max(CHECK_MS, missingMs));
  }
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}
