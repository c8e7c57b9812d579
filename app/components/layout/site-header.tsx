import { Link, useLocation } from "@remix-run/react";
import clsx from "clsx";
import { hasRole } from "#domain/accounts/roles";
import type { Role } from "#domain/accounts/roles";
import type { Viewer } from "#server/accounts/sessions";
import { maySeeSettings } from "~/lib/may-see-settings";
import { findMenuEntry } from "~/lib/menu-entries";
import type { MenuEntry } from "~/lib/menu-entries";
import { PaletteButton } from "../palette/palette-button";
import { AccountMenu } from "./account-menu";
import { NoticeBell } from "./notice-bell";
import { ThemeToggle } from "./theme-toggle";
import { Wordmark } from "./wordmark";

const ENTRIES: (MenuEntry & { role?: Role })[] = [
  { to: "/problems", title: "Problems" },
  { to: "/attempts", title: "My attempts", also: ["/drills"] },
  { to: "/progress", title: "Progress", also: ["/due", "/track"] },
  { to: "/learn", title: "Learn" },
  { to: "/review", title: "Review", role: "reviewer" },
  { to: "/admin", title: "Admin", role: "admin", also: ["/settings", "/welcome"] },
];

/** Where one is, where one can go, who one is. */
export function SiteHeader(props: {
  viewer: Viewer | null;
  isDemo: boolean;
  /** Notices. */
  unread: number;
}) {
  const { pathname } = useLocation();
  const menu = menuFor(props.viewer);
  const here = findMenuEntry(menu, pathname);
  const maySee = maySeeSettings(props.viewer, props.isDemo);
  return (
    <header className="border-line bg-surface border-b print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-2 px-4 sm:gap-x-8 sm:px-6">
        <Link to="/" className="-ml-1 flex rounded-md p-1">
          <Wordmark />
        </Link>
        <nav
          aria-label="Main"
          className="order-last -mx-1 flex w-full flex-wrap sm:order-none sm:mx-0 sm:w-auto sm:gap-x-1"
        >
          {menu.map((entry) => (
            <Link
              key={entry.to}
              to={entry.to}
              aria-current={entry === here ? "page" : undefined}
              className={clsx(
                "border-y-2 border-transparent px-1 py-2.5 whitespace-nowrap focus-visible:-outline-offset-2 sm:px-2 sm:py-4",
                entry === here
                  ? "border-b-accent text-ink font-semibold"
                  : "text-ink-soft hover:text-ink",
              )}
            >
              {entry.title}
            </Link>
          ))}
        </nav>
        <div className="ml-auto flex items-center py-2 sm:gap-1">
          <PaletteButton pages={menu} maySeeSettings={maySee} isSignedIn={props.viewer !== null} />
          {props.viewer !== null && <NoticeBell unread={props.unread} />}
          <ThemeToggle />
          {props.viewer === null ? (
            <SignInLinks />
          ) : (
            <AccountMenu viewer={props.viewer} maySeeSettings={maySee} />
          )}
        </div>
      </div>
    </header>
  );
}

function menuFor(viewer: Viewer | null) {
  return ENTRIES.filter(({ role }) => !role || (viewer !== null && hasRole(viewer.role, role)));
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
