import ipaddr from "ipaddr.js";

/** Which servers this machine may call at an address that somebody typed into a page. */
export type AddressRules = {
  /** The embedded start: one person's machine may call the servers that run on it. */
  isLoopbackAllowed: boolean;
  /** `host` or `host:port`, lower case: an operator's word for servers in their own network. */
  allowedHosts: readonly string[];
};

/** Says in words for a person what is wrong with an address. Holds nothing of what a server said. */
export class AddressRefusedError extends Error {
  override readonly name = "AddressRefusedError";
}

/**
 * What an address may lead to. `listed`: a host that the operator named. `own`: this machine, by a name
 * that can mean nothing else. `public`: the internet, over https.
 */
type Kind = "listed" | "own" | "public";

const LONGEST_ADDRESS = 300;

/**
 * Servers that hand out a machine's credentials, where they don't lie in the link-local ranges: of
 * AWS over IPv6, Azure, and Alibaba. No rule lets them be called.
 */
const METADATA = new Set(["fd00:ec2::254", "168.63.129.16", "100.100.100.200"]);
const NEVER = new Set(["linkLocal", "unspecified", "multicast", "broadcast"]);
/** Where RFC 6052 puts the four bytes, by the length of its prefix: 96, 48, 56, 64. */
const LAST_BYTES = [12, 13, 14, 15];
const NAT64_LAYOUTS = [LAST_BYTES, [6, 7, 9, 10], [7, 9, 10, 11], [9, 10, 11, 12]];
/** Of IPv6 only this part is given out to machines of the internet (RFC 4291). */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Reads an address as a person types it.
 * @throws AddressRefusedError for what is no web address, or carries more than a host and a path
 */
export function parseAddress(text: string): URL {
  if (text.length > LONGEST_ADDRESS || !URL.canParse(text)) {
    throw new AddressRefusedError("This isn’t an address. Use one like https://host/v1.");
  }
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new AddressRefusedError("The address must begin with https:// or http://.");
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new AddressRefusedError(
      "The address can’t contain a user, a password, a query or a fragment. The key has its own field.",
    );
  }
  return url;
}

/**
 * Decides by an address's words whether it may be called at all. What its name leads to is looked at
 * when it is called: `checkResolved`.
 * @throws AddressRefusedError
 */
export function checkUrl(url: URL, rules: AddressRules): Kind {
  const host = bareHost(url);
  const kind = findKind(url, host, rules);
  if (ipaddr.isValid(host)) checkResolved(host, kind);
  return kind;
}

/**
 * Decides about the address that a name leads to.
 * @throws AddressRefusedError
 */
export function checkResolved(address: string, kind: Kind): void {
  if (!ipaddr.isValid(address)) throw refused();
  // IPv4 written as IPv6 (::ffff:10.0.0.1) is judged as the IPv4 that it is.
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (isNever(parsed) || listEmbedded(parsed).some(isNeverInside)) throw refused();
  if (kind === "listed") return;
  if (kind === "own" ? range !== "loopback" : !isPublic(parsed, range)) throw refused();
}

function isNever(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return NEVER.has(address.range()) || METADATA.has(address.toString());
}

/** Zeros in front may be no more than the room before the address: ::1 leads nowhere else. */
function isNeverInside(address: ipaddr.IPv4): boolean {
  return address.range() !== "unspecified" && isNever(address);
}

/**
 * The IPv4 addresses that an IPv6 address may lead to, where a gateway or the system unpacks it:
 * compatible ones (::10.0.0.1), NAT64 (RFC 6052; RFC 8215, where every layout is in use), 6to4
 * (RFC 3056), and Teredo, which turns every bit of its client's (RFC 4380).
 */
function listEmbedded(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4[] {
  if (address instanceof ipaddr.IPv4) return [];
  const bytes = address.toByteArray();
  const read = (places: readonly number[], mask = 0) =>
    new ipaddr.IPv4(places.map((place) => (bytes[place] ?? 0) ^ mask));
  const isIn = (cidr: string) => address.match(ipaddr.IPv6.parseCIDR(cidr));
  if (isIn("::/96") || isIn("64:ff9b::/96")) return [read(LAST_BYTES)];
  if (isIn("64:ff9b:1::/48")) return NAT64_LAYOUTS.map((places) => read(places));
  if (isIn("2002::/16")) return [read([2, 3, 4, 5])];
  if (isIn("2001::/32")) return [read(LAST_BYTES, 0xff)];
  return [];
}

/** The name or address of a URL as a resolver takes it: no brackets, no dot at its end. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

function findKind(url: URL, host: string, rules: AddressRules): Kind {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const shown = url.hostname.replace(/\.$/, "");
  if ([shown, host, `${shown}:${port}`].some((name) => rules.allowedHosts.includes(name))) {
    return "listed";
  }
  if (isOwnName(host)) {
    if (rules.isLoopbackAllowed) return "own";
    throw new AddressRefusedError(
      "This address is the server’s own machine. Only an operator can allow that, with JUDGE_ALLOWED_HOSTS.",
    );
  }
  if (url.protocol === "https:") return "public";
  throw new AddressRefusedError(
    "The address must begin with https://: a key and answers would go over the network unencrypted. An operator can allow a host with JUDGE_ALLOWED_HOSTS.",
  );
}

/** A public name that leads to loopback is not among them: its owner can change where it leads. */
function isOwnName(host: string): boolean {
  if (host === "localhost") return true;
  return ipaddr.isValid(host) && ipaddr.process(host).range() === "loopback";
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6, range: string): boolean {
  if (range !== "unicast") return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6);
}

function refused(): AddressRefusedError {
  return new AddressRefusedError(
    "This address leads into a private network. An operator can allow its host with JUDGE_ALLOWED_HOSTS.",
  );
}
