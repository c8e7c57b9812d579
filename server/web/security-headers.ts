import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import helmet from "helmet";

const NONCE_BYTES = 16;

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
 * @param options.coversSubdomains hosts below ours may have pages without https, which only an
 * operator can know
 */
export function securityHeaders(options: {
  isHttps: boolean;
  isHot: boolean;
  coversSubdomains: boolean;
}): RequestHandler {
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
    strictTransportSecurity: options.isHttps && { includeSubDomains: options.coversSubdomains },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "same-origin" },
  });
}

/**
 * What pages may ask the browser for: their own clipboard (copying a link, pasting into the drawing) and
 * the whole screen. Nothing else, but for a microphone where replies can be spoken.
 */
const OWN = ["clipboard-read", "clipboard-write", "fullscreen"];
const OFF = [
  ...["accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"],
  ...["geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer"],
  ...["midi", "payment", "picture-in-picture", "publickey-credentials-get"],
  ...["screen-wake-lock", "serial", "storage-access", "usb", "xr-spatial-tracking"],
];

/**
 * A document keeps the policy it was opened with, whatever pages it shows afterwards: who came in at the
 * list of problems speaks in the workspace under the list's. So all pages have the same.
 * @param options.hasMicrophone recordings can be transcribed here
 */
export function permissionsPolicy(options: { hasMicrophone: boolean }): RequestHandler {
  const own = [...OWN, ...(options.hasMicrophone ? ["microphone"] : [])];
  const off = [...OFF, ...(options.hasMicrophone ? [] : ["microphone"])];
  const policy = [...own.map((name) => `${name}=(self)`), ...off.map((name) => `${name}=()`)];
  return (_request, response, next) => {
    response.setHeader("Permissions-Policy", policy.join(", "));
    next();
  };
}

/** Helmet speaks of plain Node responses; here they are always express's. */
function withNonce(_request: IncomingMessage, response: ServerResponse): string {
  return `'nonce-${(response as Response).locals.cspNonce as string}'`;
}
