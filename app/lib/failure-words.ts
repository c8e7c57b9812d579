type FailureWords = { title: string; advice: string };

const WORDS: Record<string, FailureWords> = {
  rate_limited: {
    title: "The model’s provider refused for too long",
    advice: "Its limit is too low for this many gradings, or it has an outage.",
  },
  unavailable: {
    title: "The model could not be reached",
    advice: "Look whether its server runs and can be reached from here.",
  },
  timeout: {
    title: "The model took too long",
    advice: "A slower model needs a higher JUDGE_TIMEOUT_MS.",
  },
  aborted: {
    title: "Grading was cut off",
    advice: "The worker was stopped while it graded. It can be tried again.",
  },
  refused: {
    title: "The model declined to grade",
    advice: "Trying again rarely helps; look at the answer.",
  },
  truncated: {
    title: "Replies broke off",
    advice: "A higher JUDGE_MAX_OUTPUT_TOKENS lets them end.",
  },
  invalid_reply: {
    title: "Replies could not be trusted",
    advice: "The model does not keep to the shape it is asked for.",
  },
  misconfigured: {
    title: "The judge is not set up properly",
    advice: "Look at its address, key and model in the settings before trying again.",
  },
  budget_exceeded: {
    title: "The budget did not allow it",
    advice: "It can be tried again tomorrow, or with a higher bound.",
  },
  canary_failed: {
    title: "A control question was answered wrongly",
    advice: "The verdicts were not used. If that happens often, choose another model.",
  },
  not_estimated: {
    title: "Not estimated: no model is connected",
    advice:
      "The offline estimate knows too few criteria of these problems. Nothing failed: connect a model, then try them again.",
  },
  interrupted: {
    title: "Grading never came to its end",
    advice: "Its workers vanished again and again. Look at their logs.",
  },
  changed: {
    title: "The judge was changed while it was checked",
    advice: "What was graded before belongs to another judge. Start a new check.",
  },
  unreadable: {
    title: "The answer was too much to read",
    advice:
      "Reading it took too long or too much memory three times, twice with nothing beside it. The worker’s log names the step; look at the answer before it is tried again.",
  },
  unknown: { title: "No reason was recorded", advice: "Look at the worker’s log." },
};

/** What a kind of failure means to an admin, and what to do about it. */
export function toFailureWords(errorKind: string): FailureWords {
  return WORDS[errorKind] ?? { title: errorKind.replace(/_/g, " "), advice: "" };
}
