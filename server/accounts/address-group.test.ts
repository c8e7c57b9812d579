import { describe, expect, it } from "vitest";
import { toAddressGroup } from "./address-group";

describe("toAddressGroup", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8:1:3::9", "2001:db8:1:3::/64"],
    ["fe80::1%eth0", "fe80::/64"],
    ["::1", "::/64"],
    ["", "unknown"],
    ["unknown", "unknown"],
  ])("%s counts as %s", (address, group) => {
    expect(toAddressGroup(address)).toBe(group);
  });
});
