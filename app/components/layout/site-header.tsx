import { Link, NavLink, useLocation } from "@remix-run/react";
import clsx from "clsx";
import { hasRole } from "#server/accounts/roles";
import type { Role } from "#server/accounts/roles";
import type { Viewer } from "#server/accounts/sessions";
import { maySeeSettings } from "~/lib/may-see-settings";
import { AccountMenu } from "./account-menu";
import { ThemeToggle } from "./theme-toggle";
import { Wordmark } from "./wordmark";

const PLACES: { to: string; title: string; role?: Role }[] = [
  { to: "/problems", title: "Problems" },
  { to: "/attempts", title: "My attempts" },
  { to: "/learn", title: "Learn" },
  { to: "/review", title: "Review", role: "reviewer" },
  { to: "/admin", title: "Admin", role: "admin" },
];

/** Where one is, where one can go, who one is. */
export function SiteHeader(props: { viewer: Viewer | null; isDemo: boolean }) {
  return (
    <header className="border-line bg-surface border-b print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 px-4 sm:gap-x-8 sm:px-6">
        <Link to="/" className="-ml-1 flex rounded-md p-1">
          <Wordmark />
        </Link>
        <nav
          aria-label="Main"
          className="order-last -mx-2 flex w-full gap-1 overflow-x-auto sm:order-none sm:mx-0 sm:w-auto"
        >
          {placesFor(props.viewer).map((place) => (
            <NavLink
              key={place.to}
              to={place.to}
              className={({ isActive }) =>
                clsx(
                  "border-y-2 border-transparent px-2 py-2.5 whitespace-nowrap focus-visible:-outline-offset-2 sm:py-4",
                  isActive
                    ? "border-b-accent text-ink font-semibold"
                    : "text-ink-soft hover:text-ink",
                )
              }
            >
              {place.title}
            </NavLink>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-1 py-2">
          <ThemeToggle />
          {props.viewer === null ? (
            <SignInLinks />
          ) : (
            <AccountMenu
              viewer={props.viewer}
              maySeeSettings={maySeeSettings(props.viewer, props.isDemo)}
            />
          )}
        </div>
      </div>
    </header>
  );
}

function placesFor(viewer: Viewer | null) {
  return PLACES.filter(({ role }) => !role || (viewer !== null && hasRole(viewer.role, role)));
}

function SignInLinks() {
  const { pathname, search } = useLocation();
  const isPageWorthReturning = pathname !== "/" && !pathname.startsWith("/sign-");
  const next = isPageWorthReturning ? `?${new URLSearchParams({ next: pathname + search })}` : "";
  return (
    <Link
      to={`/sign-in${next}`}
      className="text-accent hover:bg-accent-soft rounded-md px-3 py-2 font-semibold"
    >
      Sign in
    </Link>
  );
}
