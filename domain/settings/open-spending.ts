/**
 * Whether calls to a model cost money, as far as that can be told. `free`: the server is in a network of
 * one's own. `unknown`: it is on the internet, and the price list doesn't have it.
 */
export type Cost = "free" | "known" | "unknown";

/** What leaves open how much strangers who sign up can spend: no daily limit, or a price that none can count. */
export type OpenSpending = "no_limit" | "no_price";
