/** What was waited for did not come in time. It may still come, and is then not heard. */
class TookTooLong extends Error {
  readonly code = "TOOK_TOO_LONG";

  constructor(what: string, ms: number) {
    super(`${what} took longer than ${ms} ms`);
    this.name = "TookTooLong";
  }
}

/**
 * Waits for `work`, but not longer than `ms`.
 * @throws TookTooLong; whatever `work` throws
 */
export async function withinMs<Result>(
  ms: number,
  work: () => Promise<Result>,
  what: string,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(what, ms)), ms);
  });
  try {
    return await Promise.race([work(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
