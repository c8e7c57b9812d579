/** Whole minutes of a span, in words: "45 min", "1 h 5 min". */
export function formatMinutes(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 60) return `${whole} min`;
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** A countdown: "44:05", "1:00:00". Negative spans read as zero. */
export function formatClock(ms: number): string {
  const totalSeconds = Math.max(0, Math.ceil(ms / 1000));
  const hours = Math.floor(totalSeconds / 3600);
  const minutes = Math.floor(totalSeconds / 60) % 60;
  const seconds = String(totalSeconds % 60).padStart(2, "0");
  if (hours === 0) return `${minutes}:${seconds}`;
  return `${hours}:${String(minutes).padStart(2, "0")}:${seconds}`;
}

export type TimeDetail = "date" | "day" | "month" | "time" | "date-time";

const PARTS: Record<TimeDetail, Intl.DateTimeFormatOptions> = {
  date: { day: "numeric", month: "short", year: "numeric" },
  day: { day: "numeric", month: "short" },
  month: { month: "short", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  "date-time": {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  },
};

/** Making one takes fifty times as long as using it, and lists are full of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(detail: TimeDetail, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${detail} ${timeZone ?? ""}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", { ...PARTS[detail], timeZone });
  formats.set(key, made);
  return made;
}

/**
 * An ISO time for a reader. `timeZone` undefined is the reader's own; the interface is English, so
 * the order of day and month is too.
 */
export function formatTime(iso: string, detail: TimeDetail, timeZone?: string): string {
  return formatOf(detail, timeZone).format(new Date(iso));
}
