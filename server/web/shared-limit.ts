import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { toAddressGroup } from "../accounts/address-group";
import { AppError } from "../errors";
import { hashShareToken } from "../grades/share-token";

/** A class that opens one link together, twice over; a script that tries tokens needs 2^255 of them. */
const PER_ADDRESS = 60;
/** A lecture that opens one link together, each from a network of their own. */
const PER_LINK = 240;
const MINUTE_S = 60;

/**
 * Counts looks at shared reports in this process, by address and by link: each reads and renders a
 * whole report. What can't be a token is counted by address alone.
 */
export function createSharedLimit(): (address: string, token: string) => Promise<void> {
  const byAddress = new RateLimiterMemory({ points: PER_ADDRESS, duration: MINUTE_S });
  const byLink = new RateLimiterMemory({ points: PER_LINK, duration: MINUTE_S });
  return async function takeSharedLook(address, token) {
    const isFree = await take(byAddress, toAddressGroup(address));
    if (!isFree) {
      throw refuse("Shared reports were opened too often from your network. Wait a minute.");
    }
    const link = hashShareToken(token);
    if (link === null || (await take(byLink, link))) return;
    throw refuse("This report is being opened very often right now. Wait a minute.");
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (error) {
    if (error instanceof RateLimiterRes) return false;
    throw error;
  }
}

function refuse(userMessage: string): AppError {
  return new AppError("too_many", { message: "shared-report limit reached", userMessage });
}
