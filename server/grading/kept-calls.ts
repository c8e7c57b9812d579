import type { CallRecord } from "./call-and-record";

/** By what a reply is found again. */
type Asked = {
  purpose: CallRecord["purpose"];
  /** Hash of prompt, reply's schema, model and its settings. */
  askedHash: string;
};

/** The calls of one piece of work that are kept, and billed, as they come: it may begin anew at any moment. */
export type KeptCalls = {
  /**
   * What an earlier try got for the same, the same number of times asked; null where it is to be asked now.
   * Each time it is looked for counts as asking.
   */
  find: (asked: Asked) => KeptCall | null;
  /** Bills a call, and keeps its reply where it is of use. */
  keep: (asked: Asked, call: { reply: unknown; record: CallRecord }) => Promise<void>;
  /** Bills a call whose reply is of no use. */
  bill: (record: CallRecord) => Promise<void>;
};

export type KeptCall = { reply: unknown; record: CallRecord };
