import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useSearchParams } from "@remix-run/react";
import { OfflineRoom } from "~/components/offline/offline-room";
import type { PageHandle } from "~/lib/page-handle";
import { useHydrated } from "~/lib/use-hydrated";

export const handle: PageHandle = { frame: "full" };

export const meta: MetaFunction = () => [{ title: "Offline · Scaleboard" }];

const ROOM = /^\/(?:attempts|drills)\/[0-9a-f-]{36}$/;

/**
 * The server is there, so the room is, too: this page is for when it isn't. Without a room it is what
 * public/room-worker.js keeps, the same for everybody.
 */
export function loader({ request }: LoaderFunctionArgs) {
  const path = new URL(request.url).searchParams.get("room") ?? "";
  return ROOM.test(path) ? redirect(path) : null;
}

/** What public/room-worker.js shows for a room when the server can't be reached: it comes out of the browser. */
export default function OfflinePage() {
  const isHydrated = useHydrated();
  const [params] = useSearchParams();
  const path = params.get("room") ?? "";
  if (!isHydrated) return null;
  return <OfflineRoom path={ROOM.test(path) ? path : "/attempts"} />;
}
