import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrowResponse } from "./respond";

/**
 * A loader that is expensive, such as one that reads a whole answer with its drawing: it waits for its
 * turn, also for a page's data alone and for a prefetch. One that waits too long is a 503.
 */
export function inTurn<Data>(
  load: (args: LoaderFunctionArgs) => Promise<Data>,
): (args: LoaderFunctionArgs) => Promise<Data> {
  return (args) =>
    orThrowResponse(() => args.context.inTurn(args.request.signal, () => load(args)));
}
