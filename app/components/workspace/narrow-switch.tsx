import clsx from "clsx";

const SIDES = [
  { side: "left", title: "Drawing" },
  { side: "right", title: "Answers" },
] as const;

/** In a narrow window the two sides take turns. */
export function NarrowSwitch(props: {
  side: "left" | "right";
  onSide: (side: "left" | "right") => void;
}) {
  return (
    <div
      role="group"
      aria-label="Shown side"
      className="border-line bg-surface flex border-b min-[1100px]:hidden"
    >
      {SIDES.map(({ side, title }) => (
        <button
          key={side}
          type="button"
          aria-pressed={props.side === side}
          onClick={() => props.onSide(side)}
          className={clsx(
            "flex-1 border-b-2 py-2 font-semibold",
            props.side === side ? "border-accent text-ink" : "text-ink-soft border-transparent",
          )}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
