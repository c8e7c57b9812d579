import { describe, expect, it } from "vitest";
import { createShareToken } from "../grades/share-token";
import { createSharedLimit } from "./shared-limit";

const PER_ADDRESS = 60;
const PER_LINK = 240;
const { token } = createShareToken();
const addressOf = (at: number) => `10.0.${at >> 8}.${at & 255}`;

describe("looks at shared reports", () => {
  it("are counted by address, whatever the link, or what is none", async () => {
    const take = createSharedLimit();
    for (let at = 0; at < PER_ADDRESS - 1; at += 1) {
      await take("10.0.0.1", createShareToken().token);
    }
    await take("10.0.0.1", "no-token");
    await expect(take("10.0.0.1", token)).rejects.toMatchObject({ status: 429 });
    await take("10.0.0.2", token);
  });

  it("are counted by link, from whatever address", async () => {
    const take = createSharedLimit();
    for (let at = 0; at < PER_LINK; at += 1) await take(addressOf(at), token);
    await expect(take(addressOf(PER_LINK), token)).rejects.toMatchObject({ status: 429 });
    await take(addressOf(PER_LINK), createShareToken().token);
  });
});
