import { LEVEL_TITLES } from "#domain/problems/scale";
import type { Level } from "#domain/problems/scale";

/** What an answer at a level does, opened by who wants to know. */
export function GoodAtLevel(props: { level: Level; text: string }) {
  return (
    <details className="border-line rounded-md border">
      <summary className="rounded-md px-4 py-2 font-semibold">
        What good looks like at {LEVEL_TITLES[props.level]}
      </summary>
      <p className="max-w-[68ch] px-4 pb-3 font-serif">{props.text}</p>
    </details>
  );
}
