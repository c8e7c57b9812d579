/**
 * What a grading needs of a model's context window, tokens: the longest prompt over the problems and
 * example answers that ship, with all clarifications told, and room for its reply. A test counts the
 * prompts again: 10,100 at four characters a token, of which servers count up to a fifth more. Both fit
 * into a window of 16,384.
 */
export const CONTEXT_NEED = { prompt: 12_400, reply: 3_900 };

export const NEEDED_CONTEXT_TOKENS = CONTEXT_NEED.prompt + CONTEXT_NEED.reply;
/** What the app sets where it may: room for longer answers too. */
export const WANTED_CONTEXT_TOKENS = 32_768;
