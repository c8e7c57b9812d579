/** What leaves open how much strangers who sign up can spend: no daily limit, or a price that none can count. */
export type OpenSpending = "no_limit" | "no_price";
