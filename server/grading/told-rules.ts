/**
 * What may be said to a candidate of the case. They go with the headings of `buildSystemPrompt` and of
 * `buildMaterialPrompt`, which say what was given and told; `findUntold` holds the replies to them.
 */
export const TOLD_RULES = `What the candidate knows
- They know "What the candidate was given", what the interviewer told them (it comes before their material) and asked them, and what they wrote, replied and drew themselves.
- They may never have heard the rest: "What the interviewer knows", where there is such a part, and every line of "What the interviewer answers when asked" that they didn't ask for. Judge by it, but write to them without it: no figure and no fact of it, in digits, in words or rounded, not even to say how far off they are.
- Where they should have known it, name what they could have asked: "Ask what labeled data there is", never what the answer would have been. Where they assumed something else, call it an assumption and say what depends on it.
- A figure that they were given, wrote or assumed may be said. So may what follows from such figures alone, with the sum that gives it: "200 calls × 0.3 s = 60 s".`;
