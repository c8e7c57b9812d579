import { useRouteLoaderData } from "@remix-run/react";

/** Whether the person is the demo candidate of this browser, and can become an account, on any page. */
export function useMayKeep(): boolean {
  const page = useRouteLoaderData("root") as { mayKeep?: boolean } | undefined;
  return page?.mayKeep ?? false;
}
