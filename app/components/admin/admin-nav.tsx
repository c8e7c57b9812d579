import { Link, useLocation } from "@remix-run/react";
import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { findMenuEntry } from "~/lib/menu-entries";
import type { MenuEntry } from "~/lib/menu-entries";

const ENTRIES: MenuEntry[] = [
  { to: "/admin", title: "Overview", also: ["/welcome"] },
  { to: "/admin/problems", title: "Problems and rubrics", also: ["/admin/drafts"] },
  { to: "/admin/people", title: "People" },
  { to: "/admin/usage", title: "Cost and usage" },
  { to: "/admin/queue", title: "Queue" },
  { to: "/admin/audit", title: "Audit log" },
  { to: "/settings", title: "Settings" },
];

/** The admin pages; it stands above the title of each of their pages. */
export function AdminNav() {
  const { pathname } = useLocation();
  const here = findMenuEntry(ENTRIES, pathname);
  return (
    <nav aria-label="Admin" className="border-line mb-8 border-b">
      {/* Seven places don't fit a narrow screen: there they open. Keyed, so that they close again. */}
      <details key={pathname} className="group md:hidden">
        <summary className="flex list-none items-center justify-between rounded-sm py-2.5 [&::-webkit-details-marker]:hidden">
          <span>
            <span className="text-ink-soft">Admin: </span>
            <span className="font-semibold">{here?.title ?? "all pages"}</span>
          </span>
          <ChevronDown
            aria-hidden
            className="text-ink-soft size-4 shrink-0 transition-transform group-open:rotate-180"
          />
        </summary>
        <ul className="pb-3">
          {ENTRIES.map((entry) => (
            <li key={entry.to}>
              <Link
                to={entry.to}
                aria-current={entry === here ? "page" : undefined}
                className={clsx(
                  "block border-l-2 px-3 py-2",
                  entry === here
                    ? "border-accent font-semibold"
                    : "text-ink-soft border-transparent",
                )}
              >
                {entry.title}
              </Link>
            </li>
          ))}
        </ul>
      </details>
      <ul className="-ml-2 hidden flex-wrap gap-x-1 md:flex">
        {ENTRIES.map((entry) => (
          <li key={entry.to} className="-mb-px">
            <Link
              to={entry.to}
              aria-current={entry === here ? "page" : undefined}
              className={clsx(
                "block border-b-2 px-2 py-2 whitespace-nowrap focus-visible:-outline-offset-2",
                entry === here
                  ? "border-accent text-ink font-semibold"
                  : "text-ink-soft hover:text-ink border-transparent",
              )}
            >
              {entry.title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
