import { NavLink } from "@remix-run/react";
import clsx from "clsx";
import { AdminNav } from "~/components/admin/admin-nav";

const ENTRIES = [
  { to: "/admin/people", title: "Everyone" },
  { to: "/admin/people/cohorts", title: "Cohorts" },
  { to: "/admin/people/invitations", title: "Invitations" },
];

/** The admin pages, and the parts of the people page. */
export function PeopleNav() {
  return (
    <>
      <AdminNav />
      <nav aria-label="People" className="-mt-4 mb-8 flex flex-wrap gap-x-5 gap-y-1">
        {ENTRIES.map(({ to, title }) => (
          <NavLink
            key={to}
            to={to}
            end={to === "/admin/people"}
            className={({ isActive }) =>
              clsx(
                "py-1 underline-offset-4",
                isActive
                  ? "text-ink font-semibold underline decoration-2"
                  : "text-ink-soft hover:text-ink",
              )
            }
          >
            {title}
          </NavLink>
        ))}
      </nav>
    </>
  );
}
