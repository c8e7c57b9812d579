import { AppError } from "../errors";

/** Each is a socket and a heartbeat; beyond this a process says so instead of slowing down for all. */
const MAX_STREAMS = 2_000;

/** The open event streams of a process, by person. */
export type StreamLimit = {
  /**
   * Counts a stream in. Of a person who has as many as they may, the oldest is closed: it may be a tab
   * that is long gone, and the newest is the one somebody looks at.
   * @param close ends the stream, and tells the browser not to be back at once
   * @returns a function that counts it out
   * @throws AppError `unavailable` when the process has as many as it takes
   */
  enter: (userId: string, close: () => void) => () => void;
};

export function createStreamLimit(perPerson: number, most: number = MAX_STREAMS): StreamLimit {
  const byPerson = new Map<string, Set<() => void>>();
  let count = 0;

  function leave(userId: string, close: () => void): void {
    const open = byPerson.get(userId);
    if (open?.delete(close) !== true) return;
    count -= 1;
    if (open.size === 0) byPerson.delete(userId);
  }

  return {
    enter: (userId, close) => {
      const [oldest] = byPerson.get(userId) ?? [];
      if (oldest !== undefined && (byPerson.get(userId)?.size ?? 0) >= perPerson) {
        leave(userId, oldest);
        oldest();
      }
      if (count >= most) {
        throw new AppError("unavailable", {
          message: `${most} event streams are open`,
          userMessage:
            "Too many people are following their grading right now. The page will retry.",
        });
      }
      const open = byPerson.get(userId) ?? new Set();
      open.add(close);
      byPerson.set(userId, open);
      count += 1;
      return () => leave(userId, close);
    },
  };
}
