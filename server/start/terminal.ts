/** Where the person reads: whole lines, and one line that ticks while something takes long. */
export type Terminal = {
  say: (line: string) => void;
  /** Shows `text` with the seconds passed until the function it returns is called. */
  tick: (text: string) => () => void;
};

type Output = { isTTY?: boolean; write: (text: string) => unknown };

const TICK_MS = 1_000;
/** Where lines can't be rewritten, in a log say, one line in ten seconds is enough. */
const PLAIN_EVERY = 10;
const CLEAR_LINE = "\r\u001b[2K";

export function createTerminal(output: Output): Terminal {
  let ticking: string | null = null;

  function say(line: string): void {
    if (ticking !== null && output.isTTY) output.write(`${CLEAR_LINE}${line}\n${ticking}`);
    else output.write(`${line}\n`);
  }

  function tick(text: string): () => void {
    const startedAtMs = Date.now();
    let ticks = 0;
    function show(): void {
      const seconds = Math.round((Date.now() - startedAtMs) / 1000);
      ticking = seconds === 0 ? `${text} …` : `${text} … ${seconds} s`;
      if (output.isTTY) output.write(`${CLEAR_LINE}${ticking}`);
      else if (ticks % PLAIN_EVERY === 0) output.write(`${ticking}\n`);
      ticks += 1;
    }
    const timer = setInterval(show, TICK_MS);
    show();
    return () => {
      clearInterval(timer);
      if (ticking !== null && output.isTTY) output.write(`${CLEAR_LINE}${ticking}\n`);
      ticking = null;
    };
  }

  return { say, tick };
}
