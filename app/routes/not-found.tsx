import type { MetaFunction } from "@remix-run/node";
import { z } from "zod";
import { defineAction } from "~/lib/actions/define-actions";
import { forAnyone } from "~/lib/actions/form-action";
import { notFound } from "~/lib/respond";

export const meta: MetaFunction = () => [{ title: "Not found · Scaleboard" }];

const MESSAGE = "There is no page at this address. It may be mistyped, or the page may have moved.";

export function loader(): never {
  throw notFound(MESSAGE);
}

export const action = defineAction(
  forAnyone({ schema: z.object({}), admit: loader, run: () => null }),
);

/** Never reached: the loader answers 404, and the root's error boundary shows it. */
export default function NotFound() {
  return null;
}
