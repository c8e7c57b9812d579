import { NavLink } from "@remix-run/react";
import clsx from "clsx";

const PLACES = [
  { to: "/admin", title: "Overview" },
  { to: "/admin/problems", title: "Problems and rubrics" },
  { to: "/admin/people", title: "People" },
  { to: "/admin/usage", title: "Cost and use" },
  { to: "/admin/queue", title: "Queue" },
  { to: "/admin/audit", title: "Audit log" },
  { to: "/settings", title: "Settings" },
];

/** The rooms of the admins; it stands above the title of each of their pages. */
export function AdminNav() {
  return (
    <nav
      aria-label="Admin"
      className="border-line -mx-4 mb-8 flex gap-1 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0"
    >
      {PLACES.map(({ to, title }) => (
        <NavLink
          key={to}
          to={to}
          end={to === "/admin"}
          className={({ isActive }) =>
            clsx(
              "border-b-2 px-2 py-2 whitespace-nowrap focus-visible:-outline-offset-2",
              isActive
                ? "border-accent text-ink font-semibold"
                : "text-ink-soft hover:text-ink border-transparent",
            )
          }
        >
          {title}
        </NavLink>
      ))}
    </nav>
  );
}
