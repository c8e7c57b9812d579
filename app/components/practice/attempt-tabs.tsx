import { Link } from "@remix-run/react";
import clsx from "clsx";

const TABS = [
  { id: "interviews", to: "/attempts", title: "Interviews" },
  { id: "drills", to: "/attempts?show=drills", title: "Drills" },
] as const;

/** Interviews and drills are lists of their own: their figures don't compare. */
export function AttemptTabs(props: { shown: (typeof TABS)[number]["id"] }) {
  return (
    <nav aria-label="Kinds of attempt" className="border-line mb-4 flex gap-1 border-b">
      {TABS.map(({ id, to, title }) => (
        <Link
          key={id}
          to={to}
          aria-current={id === props.shown ? "page" : undefined}
          className={clsx(
            "-mb-px border-b-2 px-3 py-2 font-semibold",
            id === props.shown
              ? "border-accent text-ink"
              : "text-ink-soft hover:text-ink border-transparent",
          )}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
