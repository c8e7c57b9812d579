import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";
import { chooseLoopback } from "./loopback";

const V4: NetworkInterfaceInfo = {
  address: "127.0.0.1",
  netmask: "255.0.0.0",
  family: "IPv4",
  mac: "00:00:00:00:00:00",
  internal: true,
  cidr: "127.0.0.1/8",
};
const V6: NetworkInterfaceInfo = {
  address: "::1",
  netmask: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  family: "IPv6",
  mac: "00:00:00:00:00:00",
  internal: true,
  cidr: "::1/128",
  scopeid: 0,
};

test.each([
  ["both", { lo: [V4, V6] }, "127.0.0.1"],
  ["IPv4 alone", { lo: [V4] }, "127.0.0.1"],
  ["IPv6 alone", { lo: [V6] }, "::1"],
  ["no network at all", {}, "127.0.0.1"],
])("on a machine with %s", (_name, interfaces, address) => {
  expect(chooseLoopback(interfaces)).toBe(address);
});
