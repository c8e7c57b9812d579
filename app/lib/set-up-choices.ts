import { BRIEFS, LENS_TITLES, LEVELS, LEVEL_TITLES } from "#domain/problems/scale";
import type { Brief, Lens, Level } from "#domain/problems/scale";
import { ASKING_MODES } from "#domain/attempts/question.schema";
import type { AskingMode } from "#domain/attempts/question.schema";
import { PROBING_MODES } from "#domain/attempts/turn.schema";
import type { ProbingMode } from "#domain/attempts/turn.schema";

/** One card of a choice, and how the sentence that sums up the set-up says it. */
type Choice = { value: string; label: string; hint: string; said: string };

/** What can be chosen for an attempt, in words. Read by the loader: a browser needn't load them twice. */
export type SetUpChoices = {
  /** Empty where there is only the case. */
  briefs: Choice[];
  /** Said under the briefs; null where there is nothing to say. */
  briefNote: string | null;
  levels: Choice[];
  lenses: Choice[];
  askings: Choice[];
  probings: Choice[];
};

/** What the form begins with, where a link says so: minutes (0 untimed) and practice mode. */
export type SetUpPreset = { minutes: number | null; isPractice: boolean };

/** The preset of an address; what it can't have is left to the form. */
export function readPreset(query: URLSearchParams, minutes: readonly number[]): SetUpPreset {
  const asked = [0, ...minutes].find((length) => String(length) === query.get("minutes"));
  return { minutes: asked ?? null, isPractice: query.get("practice") === "true" };
}

const BRIEF_TITLES: Record<Brief, string> = { interview: "Interview", case: "Case" };

const BRIEF_SAID: Record<Brief, string> = {
  interview: "A short brief",
  case: "The case with all its figures",
};

const LENS_SAID: Record<Lens, string> = {
  ai_lab: "at an AI lab",
  product: "at a product company",
  startup: "at a startup",
};

const BRIEF_HINTS: Record<Brief, string> = {
  interview:
    "A few lines, as an interviewer would say them. Ask for figures, or assume them and say so.",
  case: "The long brief with all its figures.",
};

const ESTIMATE_NOTE =
  "No model is connected. The estimate knows the case’s figures and may miss your assumptions, so ask for the figures you need.";

/** How the interviewer is asked about the brief. */
const ASKING_WORDS: Record<AskingMode, Omit<Choice, "value">> = {
  own_words: {
    label: "In my own words",
    hint: "As in an interview: you don’t see what you can ask.",
    said: "questions in your own words",
  },
  list: {
    label: "From a list too",
    hint: "You can open a list of what the interviewer can answer.",
    said: "questions from a list or in your own words",
  },
  off: {
    label: "Not at all",
    hint: "You work from the brief and state your assumptions.",
    said: "no questions to the interviewer",
  },
};

/** When the interviewer follows up. */
const PROBING_WORDS: Record<ProbingMode, Omit<Choice, "value">> = {
  after_sections: {
    label: "After each section",
    hint: "The interviewer asks when a section’s time is up or you say you’re done.",
    said: "follow-ups after each section",
  },
  on_request: {
    label: "When I ask",
    hint: "You press a button to get a question about a section.",
    said: "follow-ups when you ask for one",
  },
  off: { label: "None", hint: "No interruptions.", said: "no follow-ups" },
};

/** What an interviewer expects at each level, of any problem; a problem's own bars say more. */
const LEVEL_HINTS: Record<Level, string> = {
  mid: "The whole path works, with rates, targets and costs named.",
  senior: "Choices follow from numbers; failures have an answer.",
  staff: "Trade-offs seen across the company, and what to give up first.",
};

/** What each interviewer weighs more. */
const LENS_HINTS: Record<Lens, string> = {
  ai_lab: "Puts more weight on answer quality and how it is measured.",
  product: "Puts more weight on what happens to the customer.",
  startup: "Puts more weight on cost, less on what needs many people.",
};

/** @param has.model a model reads; else the answer is estimated */
export function listSetUpChoices(
  lenses: readonly Lens[],
  has: { interview: boolean; model: boolean },
): SetUpChoices {
  const briefs = has.interview ? BRIEFS : [];
  return {
    briefs: briefs.map((value) => ({
      value,
      label: BRIEF_TITLES[value],
      hint: BRIEF_HINTS[value],
      said: BRIEF_SAID[value],
    })),
    briefNote: has.interview && !has.model ? ESTIMATE_NOTE : null,
    levels: LEVELS.map((value) => ({
      value,
      label: LEVEL_TITLES[value],
      hint: LEVEL_HINTS[value],
      said: `${LEVEL_TITLES[value].toLowerCase()} level`,
    })),
    askings: ASKING_MODES.map((value) => ({ value, ...ASKING_WORDS[value] })),
    probings: PROBING_MODES.map((value) => ({ value, ...PROBING_WORDS[value] })),
    lenses: lenses.map((value) => ({
      value,
      label: LENS_TITLES[value],
      hint: LENS_HINTS[value],
      said: LENS_SAID[value],
    })),
  };
}
