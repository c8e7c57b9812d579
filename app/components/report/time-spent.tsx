import { FigureTable } from "~/components/ui/figure-table";
import type { TimeView } from "~/lib/report/time-view";

/** Minutes by section beside the plan, from the saves; what they can't tell is said. */
export function TimeSpent({ time }: { time: TimeView | null }) {
  if (time === null) return null;
  const hasPlan = time.rows.some(({ plan }) => plan !== null);
  return (
    <div className="mt-8 max-w-md print:mt-4">
      <FigureTable
        caption="Minutes by section"
        isCaptionSeen
        heads={hasPlan ? ["Section", "Spent", "Plan"] : ["Section", "Spent"]}
        areHeadsSeen
        rows={[
          ...time.rows.map(({ section, title, spent, plan }) => ({
            key: section,
            name: title,
            figures: plan === null ? [say(spent)] : [say(spent), plan],
          })),
          {
            key: "drawing",
            name: "Drawing",
            figures: hasPlan ? [say(time.drawing), ""] : [say(time.drawing)],
          },
        ]}
        className="text-small"
      />
      <p className="text-ink-soft text-small mt-2 text-pretty">
        Counted from your saves.
        {time.quiet > 0 &&
          ` For ${time.quiet} ${time.quiet === 1 ? "minute" : "minutes"} nothing was saved: reading, thinking or away.`}
        {!time.isWhole && " Some older saves are gone, so their time isn’t known."}
      </p>
    </div>
  );
}

function say(minutes: number): string {
  return minutes === 0 ? "–" : String(minutes);
}
