import { useLocation } from "@remix-run/react";
import clsx from "clsx";
import type { ReactNode } from "react";
import { TextLink } from "~/components/ui/text-link";
import { toKeepPage } from "~/lib/keep-page";
import { useMayKeep } from "~/lib/use-may-keep";

/** With what this browser's demo candidate has handed in: it opens nowhere else until they keep it. */
export function KeepLine({ className }: { className?: string }) {
  if (!useMayKeep()) return null;
  return (
    <p className={clsx("text-ink-soft print:hidden", className)}>
      Only this browser can open your work. <KeepLink />
    </p>
  );
}

/** Where the work of this browser's demo candidate is, and when it is deleted. */
export function WorkStays({ hasWork, className }: { hasWork: boolean; className?: string }) {
  return (
    <p className={clsx("text-ink-soft", className)}>
      {hasWork ? (
        <>
          Your work stays on this server until you <TextLink to="/account">delete it</TextLink>, and
          only this browser can open it.
        </>
      ) : (
        "Only this browser can open this demo account. It is deleted after a week without a visit, unless you’ve started something in it."
      )}{" "}
      <KeepLink>under a name and a password.</KeepLink>
    </p>
  );
}

/** To where a demo candidate becomes an account; nothing for anybody else. */
export function KeepLink(props: { children?: ReactNode }) {
  const { pathname, search } = useLocation();
  if (!useMayKeep()) return null;
  return (
    <>
      <TextLink to={toKeepPage(pathname + search)} look="strong">
        Keep this work
      </TextLink>{" "}
      {props.children}
    </>
  );
}
