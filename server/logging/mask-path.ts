/** Behind these words of an address stands a secret, whatever it looks like. */
const SECRET_AFTER = new Set(["invitation", "reset", "shared"]);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** How the product's own segments look: lower-case words, parted by hyphens, `_root`, `favicon.ico`. */
const OWN_WORDS = /^_?[a-z0-9]{1,19}([-.][a-z0-9]{1,19})*$/;
const MAX_SEGMENT_CHARS = 100;
const MAX_SEGMENTS = 12;
/** As often as a proxy, a router and a framework decode one after the other. */
const MAX_DECODINGS = 3;
const HIDDEN = "…";

/**
 * An address as logs may hold it: without query and fragment, and with "…" for each segment that is
 * neither an id nor made of the words our addresses are made of. An allow-list, because a secret
 * can be spelled in many ways: `/%69nvitation/…`, `//INVITATION/…`, `/invitation/….data`.
 */
export function maskPath(url: string): string {
  const path = decodeFully(url.split(/[?#]/, 1)[0] ?? "");
  // Once more: an encoded "?" begins a query for whoever decodes first.
  const segments = (path.split(/[?#]/, 1)[0] ?? "")
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, HIDDEN)
    .split(/[/\\]+/)
    .filter((segment) => segment !== "");
  const shown: string[] = [];
  for (const segment of segments.slice(0, MAX_SEGMENTS)) {
    const name = segment.replace(/\.data$/i, "");
    const isSecretAfter = SECRET_AFTER.has(name.toLowerCase());
    shown.push(isSecretAfter || isPublic(segment, name) ? segment : HIDDEN);
    if (isSecretAfter) {
      shown.push(HIDDEN);
      break;
    }
  }
  return `/${shown.join("/")}`;
}

function isPublic(segment: string, name: string): boolean {
  return segment.length <= MAX_SEGMENT_CHARS && (UUID.test(name) || OWN_WORDS.test(name));
}

function decodeFully(path: string): string {
  let text = path;
  for (let round = 0; round < MAX_DECODINGS && text.includes("%"); round += 1) {
    // Byte by byte, so that one that can't be decoded leaves the others readable.
    const decoded = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (decoded === text) break;
    text = decoded;
  }
  return text;
}
