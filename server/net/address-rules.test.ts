import { describe, expect, it } from "vitest";
import { AddressRefusedError, checkResolved, checkUrl, parseAddress } from "./address-rules";
import type { AddressRules } from "./address-rules";

const SHARED: AddressRules = { isLoopbackAllowed: false, allowedHosts: [] };
const EMBEDDED: AddressRules = { isLoopbackAllowed: true, allowedHosts: [] };
const LISTED: AddressRules = {
  isLoopbackAllowed: false,
  allowedHosts: ["gpu.internal", "10.0.0.7:8000", "[fd12::7]", "169.254.169.254"],
};

const check = (address: string, rules: AddressRules) => checkUrl(parseAddress(address), rules);

describe("an address that somebody types", () => {
  it.each([
    "",
    "not an address",
    "ftp://models.example/v1",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://user@models.example/v1",
    "https://user:key@models.example/v1",
    "https://models.example/v1?key=secret",
    "https://models.example/v1#here",
    `https://models.example/${"a".repeat(300)}`,
  ])("is refused: %s", (address) => {
    expect(() => parseAddress(address)).toThrow(AddressRefusedError);
  });

  it("may be https to the internet", () => {
    expect(check("https://api.openai.com/v1", SHARED)).toBe("public");
    expect(check("https://93.184.216.34/v1", SHARED)).toBe("public");
    expect(check("https://[2606:2800:220:1::1]/v1", SHARED)).toBe("public");
  });

  it.each(["http://api.openai.com/v1", "http://93.184.216.34/v1"])(
    "may not be plain http: %s",
    (address) => {
      expect(() => check(address, SHARED)).toThrow(/https/);
      expect(() => check(address, EMBEDDED)).toThrow(/https/);
    },
  );

  it.each([
    "https://10.1.2.3/v1",
    "https://172.16.0.1/v1",
    "https://192.168.1.1/v1",
    "https://100.64.0.1/v1",
    "https://169.254.169.254/latest",
    "https://168.63.129.16/",
    "https://100.100.100.200/",
    "https://0.0.0.0/",
    "https://255.255.255.255/",
    "https://224.0.0.1/",
    "https://192.0.2.1/",
    "https://[fe80::1]/",
    "https://[fc00::1]/",
    "https://[fd00:ec2::254]/",
    "https://[::]/",
    "https://[ff02::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[::10.0.0.1]/",
    "https://[64:ff9b::a00:1]/",
    "https://[2002:a00:1::]/",
    // The same addresses as other programs write them.
    "https://0x0a000001/",
    "https://167772161/",
    "https://012.0.0.1/",
    "https://10.1/",
    "https://192.168.1.1./",
  ])("may not lead into a private network: %s", (address) => {
    expect(() => check(address, SHARED)).toThrow(AddressRefusedError);
    expect(() => check(address, EMBEDDED)).toThrow(AddressRefusedError);
  });

  it.each([
    "http://127.0.0.1:11434/v1",
    "http://localhost:1234/v1",
    "http://localhost.:1234/v1",
    "http://LOCALHOST:1234/v1",
    "http://[::1]:8000/v1",
    "http://[::ffff:127.0.0.1]:8000/v1",
    "http://127.1:8000/v1",
    "https://localhost/v1",
  ])("may be this machine on the embedded start only: %s", (address) => {
    expect(check(address, EMBEDDED)).toBe("own");
    expect(() => check(address, SHARED)).toThrow(/own machine/);
  });

  it("may be what the operator lists, by host or by host and port, over http too", () => {
    expect(check("http://gpu.internal:9000/v1", LISTED)).toBe("listed");
    expect(check("http://GPU.internal./v1", LISTED)).toBe("listed");
    expect(check("http://10.0.0.7:8000/v1", LISTED)).toBe("listed");
    expect(check("http://[fd12::7]:8000/v1", LISTED)).toBe("listed");
    expect(() => check("http://10.0.0.7:8001/v1", LISTED)).toThrow(AddressRefusedError);
    expect(() => check("http://gpu.internal.evil.example/v1", LISTED)).toThrow(AddressRefusedError);
  });

  it("is never a metadata server, not even where one is listed", () => {
    expect(() => check("http://169.254.169.254/latest", LISTED)).toThrow(AddressRefusedError);
  });
});

describe("what a name leads to", () => {
  it.each(["10.0.0.1", "127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "fe80::1"])(
    "must be public for a public name: %s",
    (address) => {
      expect(() => checkResolved(address, "public")).toThrow(AddressRefusedError);
    },
  );

  it("must be loopback for this machine's own name", () => {
    expect(() => checkResolved("127.0.0.1", "own")).not.toThrow();
    expect(() => checkResolved("::1", "own")).not.toThrow();
    expect(() => checkResolved("93.184.216.34", "own")).toThrow(AddressRefusedError);
  });

  it("may be private for a listed host, and never link-local", () => {
    expect(() => checkResolved("10.0.0.1", "listed")).not.toThrow();
    expect(() => checkResolved("127.0.0.1", "listed")).not.toThrow();
    expect(() => checkResolved("169.254.169.254", "listed")).toThrow(AddressRefusedError);
    expect(() => checkResolved("fd00:ec2::254", "listed")).toThrow(AddressRefusedError);
  });

  it.each([
    "::169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a9fe:a9fe",
    "64:ff9b:1:a9fe:a9:fe00::",
    "64:ff9b:1:a9:fe:a9fe::",
    "64:ff9b:1::a9:fea9:fe00:0",
    "2002:a9fe:a9fe::",
    "2002:a9fe:a9fe:1::7",
    // Teredo, each bit turned; Azure's and Alibaba's servers; multicast.
    "2001:0:4136:e378:8000:63bf:5601:5601",
    "64:ff9b::168.63.129.16",
    "64:ff9b::100.100.100.200",
    "2002:e000:1::",
  ])("is never a metadata server inside IPv6, for a listed host either: %s", (address) => {
    for (const kind of ["listed", "public", "own"] as const) {
      expect(() => checkResolved(address, kind)).toThrow(AddressRefusedError);
    }
  });

  it.each(["64:ff9b::10.0.0.1", "64:ff9b:1::10.0.0.1", "2002:a00:1::", "::10.0.0.1", "::1"])(
    "may be private inside IPv6 for a listed host, and is no public one: %s",
    (address) => {
      expect(() => checkResolved(address, "listed")).not.toThrow();
      expect(() => checkResolved(address, "public")).toThrow(AddressRefusedError);
    },
  );

  it("must be an address", () => {
    expect(() => checkResolved("elsewhere.example", "listed")).toThrow(AddressRefusedError);
  });
});
