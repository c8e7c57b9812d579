/** Work comes back as long as it hasn't ended; what takes its workers down with it must end. */
const MAX_LEASES = 10;

/**
 * What is said of work that was taken up too often; null where it may go on.
 * @param what as a sentence begins with it: "The dry run"
 */
export function findInterruption(what: string, lease: { leaseEpoch: number }): string | null {
  if (lease.leaseEpoch <= MAX_LEASES) return null;
  return `${what} was interrupted ${MAX_LEASES} times. Start it again.`;
}
