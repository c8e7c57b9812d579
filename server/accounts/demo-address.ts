import { AppError } from "../errors";

/** Where demo accounts have their addresses: a name that no mail can ever reach. */
export const DEMO_ADDRESS_END = "@demo.invalid";

/**
 * Such an address opens the demo's own accounts, so nobody may take one.
 * @throws AppError `bad_request` at `email`
 */
export function refuseDemoAddress(email: string): void {
  if (!email.toLowerCase().endsWith(DEMO_ADDRESS_END)) return;
  throw new AppError("bad_request", {
    message: "an address of the demo",
    userMessage: `Addresses that end in ${DEMO_ADDRESS_END} belong to the demo. Use another one.`,
    field: "email",
  });
}
