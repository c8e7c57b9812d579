/** Whose whole gradings come first: an author or an admin doesn't hold up the people who wait for grades. */
export const GRADING_RANKS = { candidate: 0, trial: 1 } as const;
