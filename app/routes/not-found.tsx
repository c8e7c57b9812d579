import type { MetaFunction } from "@remix-run/node";
import { notFound } from "~/lib/respond";

export const meta: MetaFunction = () => [{ title: "Not found · Scaleboard" }];

const MESSAGE = "No page has this address. It may be mistyped, or the page may have moved.";

export function loader() {
  throw notFound(MESSAGE);
}

export function action() {
  throw notFound(MESSAGE);
}

/** Never reached: the loader answers 404, and the root's error boundary shows it. */
export default function NotFound() {
  return null;
}
