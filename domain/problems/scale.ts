/** The five S.C.A.L.E. sections, in the order in which a candidate answers them. */
export const SECTION_IDS = [
  "scenario",
  "components",
  "architecture",
  "latency_cost",
  "evaluation",
] as const;
export type SectionId = (typeof SECTION_IDS)[number];

export const SECTION_TITLES: Record<SectionId, string> = {
  scenario: "Scenario",
  components: "Components",
  architecture: "Architecture",
  latency_cost: "Latency & Cost",
  evaluation: "Evaluation",
};

/** Seniority the candidate is measured at, lowest first: the index is the rank. */
export const LEVELS = ["mid", "senior", "staff"] as const;
export type Level = (typeof LEVELS)[number];

export const LEVEL_TITLES: Record<Level, string> = {
  mid: "Mid",
  senior: "Senior",
  staff: "Staff",
};

/** Who interviews: the same problem is weighed differently by each. */
export const LENSES = ["ai_lab", "product", "startup"] as const;
export type Lens = (typeof LENSES)[number];

export const LENS_TITLES: Record<Lens, string> = {
  ai_lab: "AI lab",
  product: "Product company",
  startup: "Startup",
};

/** What a candidate is given to read: an interviewer's few lines, or the long case with its figures. */
export const BRIEFS = ["interview", "case"] as const;
export type Brief = (typeof BRIEFS)[number];

/** Tiers of the study map; a topic belongs to exactly one. */
export const TIERS = [1, 2, 3] as const;
