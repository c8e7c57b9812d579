import type { Request, Response } from "express";
import onHeaders from "on-headers";
import type { Viewer } from "../accounts/sessions";
import { toAddressGroup } from "../accounts/address-group";
import type { RequestContext } from "./context";
import { RETRY_READ_S } from "./read-gate";
import type { ReadGate } from "./read-gate";

/**
 * The gate for one request. Its place is held until the work has ended and the page is made, or the
 * client has gone: what is rendered counts as well, and who hangs up gives the place back only when
 * nothing is done for them any more.
 */
export function readInTurn(
  gate: ReadGate,
  request: Request,
  response: Response,
): RequestContext["inTurn"] {
  return async (signal, work) => {
    onHeaders(response, () => {
      if (response.statusCode !== 503 || response.hasHeader("Retry-After")) return;
      response.setHeader("Retry-After", String(RETRY_READ_S));
    });
    const viewer = response.locals.viewer as Viewer | null;
    const address = toAddressGroup(request.ip ?? "unknown");
    const leave = await gate.enter({ personId: viewer?.id ?? null, address }, signal);
    try {
      return await work();
    } finally {
      whenMade(response, leave);
    }
  };
}

function whenMade(response: Response, leave: () => void): void {
  if (response.headersSent || response.destroyed) return leave();
  let isOver = false;
  const end = () => {
    if (!isOver) leave();
    isOver = true;
  };
  onHeaders(response, end);
  response.once("close", end);
}
