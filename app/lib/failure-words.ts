type FailureWords = { title: string; advice: string };

const WORDS: Record<string, FailureWords> = {
  rate_limited: {
    title: "The model’s provider kept refusing",
    advice: "Its limit is too low for this many gradings, or it has an outage.",
  },
  unavailable: {
    title: "The model couldn’t be reached",
    advice: "Check that its server is running and reachable from here.",
  },
  timeout: {
    title: "The model took too long",
    advice: "A slower model needs a higher JUDGE_TIMEOUT_MS.",
  },
  aborted: {
    title: "Grading was cut off",
    advice: "The worker stopped while grading. You can retry it.",
  },
  refused: {
    title: "The model declined to grade",
    advice: "Retrying rarely helps; look at the answer.",
  },
  truncated: {
    title: "Replies were cut off",
    advice: "Raise JUDGE_MAX_OUTPUT_TOKENS so they can finish.",
  },
  invalid_reply: {
    title: "Replies couldn’t be used",
    advice: "The model doesn’t follow the requested format.",
  },
  misconfigured: {
    title: "The judge isn’t set up correctly",
    advice: "Check its address, key and model in the settings before retrying.",
  },
  budget_exceeded: { title: "Over budget", advice: "Retry tomorrow, or raise the limit." },
  canary_failed: {
    title: "A control question was answered wrongly",
    advice: "The verdicts weren’t used. If this happens often, choose another model.",
  },
  left_open: {
    title: "The model left too much open",
    advice:
      "It gave no usable reply about parts of the rubric. A retry asks for those alone; if this happens often, choose another model.",
  },
  not_estimated: {
    title: "Not estimated: no model is connected",
    advice:
      "The offline estimate knows too few criteria of these problems. Nothing failed: connect a model, then retry them.",
  },
  interrupted: {
    title: "Grading never finished",
    advice: "Its workers kept disappearing. Check their logs.",
  },
  changed: {
    title: "The judge changed during the check",
    advice: "The earlier gradings belong to another judge. Start a new check.",
  },
  unreadable: {
    title: "The answer took too much to read",
    advice:
      "Reading it took too long or too much memory three times, twice with nothing else running. The worker’s log names the step; look at the answer before you retry it.",
  },
  unknown: { title: "No reason was recorded", advice: "Check the worker’s log." },
};

/** A reason as it was kept, which may be the middle of a sentence; its first letter is the page's. */
export function toSentence(reason: string): string {
  return reason.endsWith(".") ? reason : `${reason}.`;
}

/** What a kind of failure means to an admin, and what to do about it. */
export function toFailureWords(errorKind: string): FailureWords {
  return WORDS[errorKind] ?? { title: errorKind.replace(/_/g, " "), advice: "" };
}
