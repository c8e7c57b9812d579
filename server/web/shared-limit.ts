import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { toAddressGroup } from "../accounts/address-group";
import { AppError } from "../errors";

/** A class that opens one link together, twice over; a script that tries tokens needs 2^255 of them. */
const PER_MINUTE = 60;
const MINUTE_S = 60;

/** Counts looks at shared reports by address, in this process: each reads and renders a whole report. */
export function createSharedLimit(): (address: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: PER_MINUTE, duration: MINUTE_S });
  return async function takeSharedLook(address) {
    try {
      await limiter.consume(toAddressGroup(address));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new AppError("too_many", {
        message: "shared-report limit reached",
        userMessage: "Shared reports were opened too often from your network. Wait a minute.",
      });
    }
  };
}
