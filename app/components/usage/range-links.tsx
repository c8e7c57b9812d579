import { Link } from "@remix-run/react";
import clsx from "clsx";

/** Over which days the figures go; in the URL. */
export function RangeLinks({ days, choices }: { days: number; choices: readonly number[] }) {
  return (
    <nav aria-label="Range" className="flex flex-wrap gap-1">
      {choices.map((choice) => (
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
