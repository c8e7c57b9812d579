import { HELD_WORDS } from "~/lib/report/result-words";

/**
 * Beside a total whose level a point holds: a word for it, with the points' headlines as its title where
 * the reader may see them.
 */
export function HeldMark({ heldBy }: { heldBy: readonly string[] | undefined }) {
  if (heldBy === undefined) return null;
  return (
    <span
      className="text-ink-soft text-small block font-normal"
      title={heldBy.length === 0 ? undefined : heldBy.join("; ")}
    >
      {HELD_WORDS}
    </span>
  );
}
