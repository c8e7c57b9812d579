import clsx from "clsx";
import { CircleCheck, CircleHelp, Flag, Lightbulb, Zap } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { sayClock } from "~/lib/report/replay-track";
import type { ReplayEvent } from "~/lib/report/replay-view";
import { Section } from "../ui/section";
import { textLinkStyle } from "../ui/text-link";

const ICONS: Record<ReplayEvent["kind"], { icon: LucideIcon; ink: string }> = {
  question: { icon: CircleHelp, ink: "text-ink-soft" },
  hint: { icon: Lightbulb, ink: "text-warn" },
  curveball: { icon: Zap, ink: "text-mark" },
  won: { icon: CircleCheck, ink: "text-met" },
  end: { icon: Flag, ink: "text-ink-soft" },
};

/** Everything that happened, each with the way to its moment. */
export function EventList(props: {
  events: readonly ReplayEvent[];
  at: number;
  onSeek: (at: number) => void;
}) {
  const { events, at, onSeek } = props;
  const hasWon = events.some(({ kind }) => kind === "won");
  return (
    <Section
      title="What happened"
      size="xl"
      className="mt-10"
      intro={
        hasWon
          ? "A criterion appears at the first save that had the quote and boxes behind its verdict."
          : undefined
      }
    >
      <ol className="max-w-4xl">
        {events.map((event) => {
          const { icon: Icon, ink } = ICONS[event.kind];
          return (
            <li
              key={`${event.at} ${event.kind} ${event.title}`}
              className={clsx(
                "border-line flex gap-3 border-b py-2",
                event.at > at && "text-ink-soft",
              )}
            >
              <button
                type="button"
                className={textLinkStyle(
                  "item",
                  "w-14 shrink-0 self-start text-right tabular-nums",
                )}
                aria-label={`${sayClock(event.at)}: go to “${event.title}”`}
                onClick={() => onSeek(event.at)}
              >
                {sayClock(event.at)}
              </button>
              <Icon aria-hidden className={clsx("mt-1 size-4.5 shrink-0", ink)} />
              <div className="min-w-0 wrap-anywhere">
                <p>
                  {event.mark !== null && (
                    <span className="text-ink-soft mr-1.5 font-semibold">{event.mark}</span>
                  )}
                  {event.title}
                </p>
                {event.detail !== null && (
                  <p className="text-ink-soft text-small">{event.detail}</p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
