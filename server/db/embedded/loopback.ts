import { networkInterfaces } from "node:os";

/** This machine's own address: 127.0.0.1, or ::1 where the machine has no IPv4 at all. */
export function chooseLoopback(interfaces = networkInterfaces()): "127.0.0.1" | "::1" {
  const addresses = Object.values(interfaces).flatMap((of) => of ?? []);
  const has = (wanted: string) => addresses.some(({ address }) => address === wanted);
  return !has("127.0.0.1") && has("::1") ? "::1" : "127.0.0.1";
}
