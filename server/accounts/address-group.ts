import ipaddr from "ipaddr.js";

const GROUP_BITS = 64;

/**
 * What counts as one address: an IPv4 address, also where it is written as IPv6; of IPv6 the /64, since
 * that is what one household or machine is given, all of it free to use.
 */
export function toAddressGroup(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(
    `${parsed.toNormalizedString()}/${GROUP_BITS}`,
  );
  return `${network.toString()}/${GROUP_BITS}`;
}
