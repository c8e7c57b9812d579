import { useMatches } from "@remix-run/react";

/**
 * What a route may tell the frame around it: `export const handle: PageHandle = {...}`.
 * `full`: the page fills the window and brings its own bar; no site header or footer.
 */
export type PageHandle = { frame?: "page" | "full" };

function isPageHandle(handle: unknown): handle is PageHandle {
  return typeof handle === "object" && handle !== null && "frame" in handle;
}

/** The frame the deepest route that says so asks for. */
export function useFrame(): "page" | "full" {
  const handles = useMatches().map((match) => match.handle);
  return handles.findLast(isPageHandle)?.frame ?? "page";
}
