/** Whether it is time again: true once in `ms`, the first time at once. */
export function atMostEvery(ms: number, nowMs: () => number = () => performance.now()) {
  let nextMs = -Infinity;
  return function isTime(): boolean {
    const now = nowMs();
    if (now < nextMs) return false;
    nextMs = now + ms;
    return true;
  };
}
