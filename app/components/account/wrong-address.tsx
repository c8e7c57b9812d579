import { useSyncExternalStore } from "react";
import { Callout } from "~/components/ui/callout";
import { textLinkStyle } from "~/components/ui/text-link";

/**
 * Says so before anything is typed where this page was opened at an address that the server doesn't
 * take for its own. The browser knows its address; what a request says of it may come from anybody.
 */
export function WrongAddress({ expected }: { expected: string | null }) {
  const here = useSyncExternalStore(
    subscribe,
    () => window.location.origin,
    () => null,
  );
  if (expected === null || here === null || here === expected) return null;
  return (
    <Callout tone="warn" title="This server has another address." className="mt-6">
      <p className="wrap-anywhere">
        It expects{" "}
        <a href={expected} className={textLinkStyle("plain")}>
          {expected}
        </a>{" "}
        (APP_URL); you came from {here}. You can sign in only at the address that it expects. If you
        run this server, set APP_URL to the address that people open, and start it again.
      </p>
    </Callout>
  );
}

function subscribe(): () => void {
  return () => undefined;
}
