import type { SectionId } from "#domain/problems/scale";
import type { Seen } from "./wire/http-proxy";
import type { Programs, World } from "./world/open-world";
import type { Ledger } from "./trial/ledger";
import type { TrialPlan } from "./plan";

/** How the database hears of each thing that a fault can be put at. */
export type Points = { save: RegExp; submit: RegExp; enqueue: RegExp; grade: RegExp };

/** One attempt of one candidate, under way. */
export type Attempt = {
  id: string;
  /** Ids by which statements about it are known; the grading's is added when it is there. */
  needles: Set<string>;
  /** True for the saves and submits of this attempt. */
  isOwnRequest: (seen: Seen) => boolean;
  findGradeId: () => Promise<string | null>;
  openCandidate: (page: number) => Promise<Candidate>;
  /** Hands in until there is an answer. @returns what the candidate is told: one line a receipt */
  submit: (times: number) => Promise<string[]>;
  /** True once nothing more will happen to it by itself. */
  isSettled: () => Promise<boolean>;
  /** What was handed in, as the grader gets it, and what is kept beside it. */
  readWork: () => Promise<Work>;
  readGrading: () => Promise<Grading>;
};

export type Work = {
  isSubmitted: boolean;
  /** All texts that were handed in, and the elements' versions. */
  texts: string;
  versions: Map<string, number>;
  /** Texts and elements kept beside it: late, or the other side of a conflict. */
  keptTexts: string;
  keptVersions: Map<string, number>;
};

export type Grading = {
  /** Submissions, gradings and verdicts that are one too many. */
  doubled: number;
  isStuck: boolean;
  /** For a person to see what it hangs on. */
  state: string;
  /** Of one that is stuck: all that is known of each of its gradings. */
  traces: Trace[];
};

/** What a grading's row, its job and its database connections say, as JSON. */
export type Trace = { id: string; text: string };

/** One page of the candidate's browser, or what a reload made of it. */
export type Candidate = {
  type: (section: SectionId) => Promise<void>;
  draw: (elementId: string) => Promise<void>;
  /** Leaves the page in good order and opens it again. */
  leave: () => Promise<void>;
  /** The page's process dies; it is opened again. */
  crash: () => Promise<void>;
  /** Waits until nothing is unsent, or nothing more is taken. */
  settle: () => Promise<void>;
  close: () => void;
};

/** A way to build such a product: ours, or the naive one that the faults must catch. */
export type Arm = {
  name: "ours" | "naive";
  programs: Programs;
  points: Points;
  startModel: () => Promise<{ baseUrl: string; close: () => Promise<void> }>;
  /** Once, before the first trial. */
  prepare?: (world: World) => Promise<void>;
  openAttempt: (world: World, plan: TrialPlan, ledger: Ledger) => Promise<Attempt>;
};
