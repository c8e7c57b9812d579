import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from "@remix-run/node";
import { RemixServer, isRouteErrorResponse } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { collectPage } from "~/lib/collect-page";
import { NonceContext } from "~/lib/nonce";

/** After this a loader's unsettled promise is rejected, in milliseconds. */
export const streamTimeout = 8_000;
// Rendering gets a moment more, to show what was rejected.
const RENDER_TIMEOUT_MS = streamTimeout + 1_000;

/**
 * Answers with the whole page in one piece: no loader leaves anything for later, and one piece is
 * compressed and sent in a fraction of the time that React's many small ones take.
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
  return new Promise((resolve, reject) => {
    let responseStatus = status;
    let isShellReady = false;
    const body = collectPage((html) => {
      clearTimeout(timer);
      headers.set("Content-Type", "text/html; charset=utf-8");
      resolve(new Response(html, { headers, status: responseStatus }));
    });
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onShellReady: () => {
          isShellReady = true;
        },
        onAllReady: () => pipe(body),
        onShellError: reject,
        onError(error) {
          responseStatus = 500;
          // An error of the shell rejects the promise and is logged by Remix.
          if (isShellReady && !request.signal.aborted) {
            loadContext.log.error({ err: error }, "rendering failed");
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
