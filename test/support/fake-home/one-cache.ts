/** English and JSON, as the product counts them. */
const CHARS_PER_TOKEN = 4;

export function tokensIn(text: string): number {
  return Math.ceil(text.length / CHARS_PER_TOKEN);
}

/** The one sequence that a small server remembers: a prompt is read from where it first differs. */
export function createOneCache(): { read: (prompt: string) => { total: number; cached: number } } {
  let held = "";
  return {
    read: (prompt) => {
      const same = sharedPrefix(held, prompt);
      held = prompt;
      return { total: tokensIn(prompt), cached: Math.floor(same / CHARS_PER_TOKEN) };
    },
  };
}

function sharedPrefix(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at;
}
