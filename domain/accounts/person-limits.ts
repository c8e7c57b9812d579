/** How often in the hour and in the 24 hours before. */
export type Rate = { perHour: number; perDay: number };

/** What one person may have, whatever their role. */
export type PersonLimits = {
  /** Interviews, retries and drills that they start. */
  starts: Rate;
  /** Gradings that are asked for in their name. */
  gradings: Rate;
  /** Of what they saved, with its history. */
  storedBytes: number;
  /** After so many days history goes, and its room comes back. */
  historyDays: number;
};
