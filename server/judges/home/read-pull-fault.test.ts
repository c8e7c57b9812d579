import { describe, expect, it } from "vitest";
import { readPullFault } from "./read-pull-fault";

describe("readPullFault", () => {
  it.each([
    ["write /blobs/x: no space left on device", "disk_full"],
    ["write C:\\blobs: There is not enough space on the disk.", "disk_full"],
    ["pull model manifest: file does not exist", "unknown"],
    ["pull model manifest: 412: requires a newer version of Ollama", "old_server"],
    ["max retries exceeded: unexpected EOF", "offline"],
    ["HTTP 500", "refused"],
  ])("reads %s as %s", (error, fault) => {
    expect(readPullFault(error)).toMatchObject({ fault, said: error });
  });

  it("shows no user, path or query of an address, no control signs, and no more than 300 characters", () => {
    const { said } = readPullFault(
      "a\u0000b\n https://me:pw@host.example/p?sig=1 https://x.example?k=2 c",
    );
    expect(said).toBe("a b https://host.example https://x.example c");
    expect(readPullFault("x".repeat(1e6)).said).toHaveLength(300);
    expect(readPullFault(" \n").said).toBeNull();
  });
});
