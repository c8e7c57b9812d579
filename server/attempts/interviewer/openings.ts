import type { Lens } from "#domain/problems/scale";

/** How the interviewer of each lens begins a round. */
export const OPENINGS: Record<Lens, string> = {
  ai_lab:
    "Hello. Tell me how you would build this, and what you would measure before you believed that it works.",
  product:
    "Hello, good to meet you. Keep the people who will use this in mind, and take me through your design section by section.",
  startup:
    "Hi. There are few of us and money is short, so tell me what you would build first and what you would leave for later.",
};

/** What is said where nothing is left to ask about a section. */
export const NOTHING_MORE = "I have nothing to ask about this section. Continue when you're ready.";
