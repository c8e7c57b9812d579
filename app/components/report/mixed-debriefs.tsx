import type { DebriefState } from "#domain/grading/shown-debrief";

const HAVE: Record<DebriefState, string> = {
  with: "some have a debrief",
  without: "some have none",
  later: "some got theirs after the grade",
};
const ORDER: readonly DebriefState[] = ["with", "without", "later"];
const LIST = new Intl.ListFormat("en", { type: "conjunction" });

/** That a list or a comparison mixes grades with and without a debrief; nothing where it doesn't. */
export function MixedDebriefs(props: { states: readonly DebriefState[]; className?: string }) {
  if (props.states.length < 2) return null;
  const parts = ORDER.filter((state) => props.states.includes(state)).map((state) => HAVE[state]);
  return (
    <p className={props.className ?? "text-ink-soft text-small mt-3"}>
      Of these grades, {LIST.format(parts)}. The points don’t depend on it.
    </p>
  );
}
