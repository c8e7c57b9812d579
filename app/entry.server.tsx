import { createReadableStreamFromReadable } from "@remix-run/node";
import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from "@remix-run/node";
import { RemixServer, isRouteErrorResponse } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { dropPadding } from "~/lib/drop-padding";
import { NonceContext } from "~/lib/nonce";

/** After this a loader's unsettled promise is rejected towards the page, in milliseconds. */
export const streamTimeout = 8_000;
// Rendering gets a moment more, to send what was rejected.
const RENDER_TIMEOUT_MS = streamTimeout + 1_000;

/**
 * Streams a page: its shell at once to people, all of it to robots, which don't wait for scripts.
 * @throws whatever rendering the shell throws; Remix then renders the error boundary.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = loadContext.cspNonce;
  const isRobot = isbot(request.headers.get("user-agent"));

  return new Promise((resolve, reject) => {
    let responseStatus = status;
    let isShellSent = false;

    function send() {
      isShellSent = true;
      const body = dropPadding();
      body.once("close", () => clearTimeout(timer));
      headers.set("Content-Type", "text/html; charset=utf-8");
      const stream = createReadableStreamFromReadable(body);
      resolve(new Response(stream, { headers, status: responseStatus }));
      pipe(body);
    }

    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onShellReady: isRobot ? undefined : send,
        onAllReady: isRobot ? send : undefined,
        onShellError: reject,
        onError(error) {
          responseStatus = 500;
          // Before the shell is sent the error rejects the promise and is logged by Remix.
          if (isShellSent && !request.signal.aborted) {
            loadContext.log.error({ err: error }, "rendering failed while streaming");
          }
        },
      },
    );
    const timer = setTimeout(abort, RENDER_TIMEOUT_MS);
    request.signal.addEventListener("abort", abort, { once: true });
  });
}

/** The one place where unexpected errors of loaders, actions and rendering are seen. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted) return;
  context.onFailure(error);
  // The request's own line in the log says what was asked for, and both carry its id.
  const fields = { err: error };
  // A wrong URL or method is the asker's mistake, not ours.
  if (isRouteErrorResponse(error) && error.status < 500) {
    context.log.debug(fields, "request refused");
  } else {
    context.log.error(fields, "request failed");
  }
}
