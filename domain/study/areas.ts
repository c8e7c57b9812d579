/** What a topic belongs to within its tier, in the order of the study map. */
export const AREAS = [
  "interview",
  "transformers",
  "retrieval",
  "serving",
  "training",
  "agents",
  "evaluation",
  "operation",
  "ranking",
] as const;
export type Area = (typeof AREAS)[number];
