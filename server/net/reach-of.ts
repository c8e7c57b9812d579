import ipaddr from "ipaddr.js";

/** Who can open an address: this machine alone, its network, or anybody. */
export type Reach = "machine" | "network" | "anywhere";

const NETWORK = new Set(["private", "linkLocal", "uniqueLocal", "carrierGradeNat"]);
const NETWORK_NAME = /(?:\.local|\.lan|\.internal|\.home\.arpa)$/;

/** How far a server's own address reaches, by its words: a name of the internet may still be closed. */
export function reachOf(appUrl: string): Reach {
  const host = new URL(appUrl).hostname.replace(/^\[|\]$|\.$/g, "");
  if (host === "localhost" || host.endsWith(".localhost")) return "machine";
  if (!ipaddr.isValid(host)) {
    return NETWORK_NAME.test(host) || !host.includes(".") ? "network" : "anywhere";
  }
  const range = ipaddr.process(host).range();
  if (range === "loopback") return "machine";
  return NETWORK.has(range) ? "network" : "anywhere";
}
