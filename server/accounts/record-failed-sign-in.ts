import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { toAddressGroup } from "./address-group";
import { FAILURES } from "./login-limiter";
import type { Counter, SignInTrier, Ticket } from "./login-limiter";

/** In the audit log: a failed sign-in, and the one that locked what it is counted by. */
const SIGN_IN_FAILED = "account.sign_in_fail";
const SIGN_IN_LOCKED = "account.sign_in_lock";

/**
 * Enters a failed or refused sign-in in the audit log if it is news: the first of its window, one that
 * locks, and then the 10th, 100th, 1,000th … with the count, so that a flood leaves a handful of
 * entries and not one for each try. What was typed is never kept: it may be a password.
 * @param userId whose account was tried; null for an address that has none
 */
export async function recordFailedSignIn(
  db: Db,
  { address }: Pick<SignInTrier, "address">,
  ticket: Ticket,
  userId: string | null,
): Promise<void> {
  const group = toAddressGroup(address);
  const write = (action: string, counter: Counter, tries: number): Promise<void> =>
    writeAudit(db, {
      actorId: null,
      action,
      // What has no account is told by where it came from.
      subjectId: counter === "address" || userId === null ? group : userId,
      detail: { address, countedBy: counter, tries },
    });

  if (ticket.isRefused) {
    if (isPowerOfTen(ticket.tries)) await write(SIGN_IN_FAILED, ticket.by, ticket.tries);
    return;
  }
  const counted = Object.entries(ticket.tries) as [Counter, number][];
  const full = counted.filter(([counter, tries]) => tries === FAILURES[counter]);
  for (const [counter, tries] of full) await write(SIGN_IN_LOCKED, counter, tries);
  if (full.length > 0) return;
  const { address: byAddress, account, device } = ticket.tries;
  const [counter, tries]: [Counter, number] =
    device !== undefined
      ? ["device", device]
      : userId === null
        ? ["address", byAddress ?? 0]
        : ["account", account ?? 0];
  if (isPowerOfTen(tries)) await write(SIGN_IN_FAILED, counter, tries);
}

function isPowerOfTen(count: number): boolean {
  return /^10*$/.test(String(count));
}
