/** Where demo accounts have their addresses: a name that no mail can ever reach. */
export const DEMO_ADDRESS_END = "@demo.invalid";
