import { Form, Link, useLocation } from "@remix-run/react";
import { ChevronDown, LogOut, Save, Settings, UserRound } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Viewer } from "#server/accounts/sessions";
import { toKeepPage } from "~/lib/keep-page";
import { ROLE_TITLES } from "~/lib/role-titles";
import { useMayKeep } from "~/lib/use-may-keep";

/** Who is signed in, the way to keep a demo account, their account, the settings for those who may see them, and the way out. A disclosure: it works before and without JavaScript. */
export function AccountMenu(props: { viewer: Viewer; maySeeSettings: boolean }) {
  const { viewer } = props;
  const { pathname, search } = useLocation();
  const mayKeep = useMayKeep();
  const ref = useRef<HTMLDetailsElement>(null);
  useClosing(ref);
  return (
    <details ref={ref} className="group relative">
      <summary className="hover:bg-sunken flex max-w-25 list-none items-center gap-1.5 rounded-md px-1.5 py-2 font-semibold sm:max-w-56 sm:px-3 [&::-webkit-details-marker]:hidden">
        <span className="truncate">{viewer.name}</span>
        <ChevronDown
          aria-hidden
          className="text-ink-soft size-4 shrink-0 transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="bg-surface border-line shadow-floating absolute right-0 z-30 mt-1 w-64 rounded-md border">
        <div className="border-line border-b px-4 py-3">
          <p className="truncate font-semibold">{viewer.name}</p>
          <p className="text-ink-soft text-small truncate">{viewer.email}</p>
          <p className="text-ink-soft text-small">{ROLE_TITLES[viewer.role]}</p>
        </div>
        {mayKeep && (
          <p className="p-1 pb-0">
            <Link
              to={toKeepPage(pathname + search)}
              className="hover:bg-sunken text-accent flex items-center gap-2 rounded-md px-3 py-2 font-semibold"
            >
              <Save aria-hidden className="size-4" />
              Keep this work
            </Link>
          </p>
        )}
        <p className="p-1 pb-0">
          <Link
            to="/account"
            className="hover:bg-sunken flex items-center gap-2 rounded-md px-3 py-2"
          >
            <UserRound aria-hidden className="size-4" />
            Your account
          </Link>
        </p>
        {props.maySeeSettings && (
          <p className="px-1">
            <Link
              to="/settings"
              className="hover:bg-sunken flex items-center gap-2 rounded-md px-3 py-2"
            >
              <Settings aria-hidden className="size-4" />
              Settings
            </Link>
          </p>
        )}
        {/* A whole new page: what this one has in memory goes with it. */}
        <Form method="post" action="/sign-out" reloadDocument className="p-1" onSubmit={forget}>
          <button
            type="submit"
            className="hover:bg-sunken flex w-full items-center gap-2 rounded-md px-3 py-2 text-left"
          >
            <LogOut aria-hidden className="size-4" />
            Sign out
          </button>
        </Form>
      </div>
    </details>
  );
}

function forget(): void {
  void import("~/components/offline/forget-browser").then(({ keepOnlyOf }) => keepOnlyOf(null));
}

/** Closes on Escape, on a press elsewhere, when focus leaves and when the page changes. */
function useClosing(ref: React.RefObject<HTMLDetailsElement>) {
  const { pathname } = useLocation();
  useEffect(() => {
    const details = ref.current;
    if (details === null) return;
    const menu = details;
    menu.open = false;

    function close(event: Event) {
      if (event.target instanceof Node && menu.contains(event.target)) return;
      menu.open = false;
    }
    function closeOnEscape(event: KeyboardEvent) {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    menu.addEventListener("keydown", closeOnEscape);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("focusin", close);
      menu.removeEventListener("keydown", closeOnEscape);
    };
  }, [ref, pathname]);
}
