import { lazy, Suspense } from "react";
import type { ComponentType } from "react";
import type { Writer } from "#domain/accounts/writer";
import type { LiveNoticesProps } from "~/components/notices/live-notices";
import { BrowserWatch } from "~/components/offline/browser-watch";

/** Where it can't be fetched, it isn't missed. */
const LiveNotices = lazy<ComponentType<LiveNoticesProps>>(() =>
  import("~/components/notices/live-notices").then(
    (module) => ({ default: module.LiveNotices }),
    () => ({ default: () => null }),
  ),
);

/**
 * What works beside an open page, once it is there: what the browser keeps is looked after, and news come.
 * @param props.isFull nothing interrupts somebody who works under the clock
 */
export function BesidePage(props: {
  writer: Writer | null;
  isFull: boolean;
  /** The newest notice that the page knows; null for visitors. */
  newestId: number | null;
  onUnread: (unread: number) => void;
}) {
  const { writer, isFull, newestId, onUnread } = props;
  // The page out of the browser knows nobody; its room brings its own.
  const isKept = window.location.pathname === "/offline";
  return (
    <>
      {!isKept && <BrowserWatch writer={writer} isRoom={isFull} />}
      {writer !== null && newestId !== null && !isFull && (
        <Suspense>
          <LiveNotices personId={writer.personId} newestId={newestId} onUnread={onUnread} />
        </Suspense>
      )}
    </>
  );
}
