import { formatTime } from "~/lib/time";
import type { TimeDetail } from "~/lib/time";
import { useHydrated } from "~/lib/use-hydrated";

/** An ISO time in the reader's zone; until their browser has told it, in UTC and said so. */
export function LocalTime(props: { iso: string; detail?: TimeDetail; className?: string }) {
  const isHydrated = useHydrated();
  const detail = props.detail ?? "date-time";
  const text = isHydrated
    ? formatTime(props.iso, detail)
    : formatTime(props.iso, detail, "UTC") + (detail === "date" ? "" : " UTC");
  return (
    <time dateTime={props.iso} className={props.className}>
      {text}
    </time>
  );
}
