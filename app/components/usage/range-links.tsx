import { Link } from "@remix-run/react";
import clsx from "clsx";
import { USAGE_DAYS } from "#server/usage/usage-range.schema";

/** Over which days the figures go; in the URL. */
export function RangeLinks({ days }: { days: number }) {
  return (
    <nav aria-label="Range" className="flex flex-wrap gap-1">
      {USAGE_DAYS.map((choice) => (
        <Link
          key={choice}
          to={`/admin/usage?days=${choice}`}
          preventScrollReset
          aria-current={choice === days ? "page" : undefined}
          className={clsx(
            "rounded-md px-3 py-1.5 font-semibold",
            choice === days ? "bg-accent-soft text-accent" : "text-ink-soft hover:bg-sunken",
          )}
        >
          {choice} days
        </Link>
      ))}
    </nav>
  );
}
