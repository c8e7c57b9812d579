import { useRouteLoaderData } from "@remix-run/react";

/** The signed-in person's, on any page; null for visitors. */
export function useViewerId(): string | null {
  const data: unknown = useRouteLoaderData("root");
  if (typeof data !== "object" || data === null || !("viewer" in data)) return null;
  const { viewer } = data;
  if (typeof viewer !== "object" || viewer === null || !("id" in viewer)) return null;
  return typeof viewer.id === "string" ? viewer.id : null;
}
