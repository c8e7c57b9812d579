/** Slows down guessing of passwords: per e-mail and address, and per address. */
export type LoginLimiter = {
  /** @throws AppError `too_many`, with the wait in words. */
  requireRoom: (email: string, address: string) => Promise<void>;
  recordFailure: (email: string, address: string) => Promise<void>;
  recordSuccess: (email: string, address: string) => Promise<void>;
};
