import { useRouteLoaderData } from "@remix-run/react";
import type { Writer } from "#domain/accounts/writer";

/** Who writes on this page, and under which session; null for visitors. */
export function useWriter(): Writer | null {
  // Of the root's loader only this is wanted.
  const page = useRouteLoaderData("root") as { writer: Writer | null } | undefined;
  return page?.writer ?? null;
}
