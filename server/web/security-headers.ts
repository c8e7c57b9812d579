import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import helmet from "helmet";
import onHeaders from "on-headers";

const NONCE_BYTES = 16;
const REFERRER_POLICY = "Referrer-Policy";

/** Puts a fresh nonce into `response.locals.cspNonce`, for the page's own scripts. */
export function createNonce(_request: Request, response: Response, next: NextFunction): void {
  response.locals.cspNonce = randomBytes(NONCE_BYTES).toString("base64");
  next();
}

/**
 * The content security policy under which the editor is known to work, and helmet's other headers.
 * Style attributes are allowed because the editor and the server-rendered page carry them; style
 * sheets and scripts are not, but for ours.
 * @param options.isHot in development: Vite puts style sheets into the page and tells it of changes
 * by a socket. Scripts need no more than they do elsewhere.
 */
export function securityHeaders(options: { isHttps: boolean; isHot: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", withNonce],
        // A nonce would turn off the word beside it.
        styleSrc: ["'self'", options.isHot ? "'unsafe-inline'" : withNonce],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        // Not every browser takes a socket to our own address for 'self'.
        connectSrc: ["'self'", ...(options.isHot ? ["ws://127.0.0.1:*", "ws://localhost:*"] : [])],
        workerSrc: ["'self'"],
        frameSrc: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: options.isHttps ? undefined : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "same-origin" },
  });
}

/**
 * What pages may ask the browser for: their own clipboard (copying a link, pasting into the drawing),
 * the whole screen, and a microphone, which an interview that is spoken will need. Nothing else.
 */
const PERMISSIONS = [
  ...["clipboard-read", "clipboard-write", "fullscreen", "microphone"].map(
    (name) => `${name}=(self)`,
  ),
  ...["accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "encrypted-media"].map(
    off,
  ),
  ...["geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer"].map(off),
  ...["midi", "payment", "picture-in-picture", "publickey-credentials-get"].map(off),
  ...["screen-wake-lock", "serial", "storage-access", "usb", "web-share"].map(off),
  "xr-spatial-tracking=()",
].join(", ");

function off(name: string): string {
  return `${name}=()`;
}

export const permissionsPolicy: RequestHandler = (_request, response, next) => {
  response.setHeader("Permissions-Policy", PERMISSIONS);
  next();
};

/** A page's own Referrer-Policy takes the place of ours; Remix sends it along as a second header. */
export const ownReferrerPolicy: RequestHandler = (_request, response, next) => {
  onHeaders(response, () => {
    const policies = response.getHeader(REFERRER_POLICY);
    if (Array.isArray(policies)) response.setHeader(REFERRER_POLICY, policies.at(-1) ?? "");
  });
  next();
};

/** Helmet speaks of plain Node responses; here they are always express's. */
function withNonce(_request: IncomingMessage, response: ServerResponse): string {
  return `'nonce-${(response as Response).locals.cspNonce as string}'`;
}
