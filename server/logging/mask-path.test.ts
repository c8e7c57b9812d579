import { describe, expect, it } from "vitest";
import { maskPath } from "./mask-path";

const TOKEN = "q3Jx-Zk9_0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456";
const ATTEMPT = "6f1d2c3b-0a9e-4b7c-8d5f-112233445566";

describe("an address in a log", () => {
  it.each([
    `/invitation/${TOKEN}`,
    `/%69nvitation/${TOKEN}`,
    `/%2569nvitation/${TOKEN}`,
    `//invitation/${TOKEN}`,
    `/invitation//${TOKEN}`,
    `/INVITATION/${TOKEN}`,
    `/invitation/${TOKEN}.data`,
    `/invitation.data/${TOKEN}`,
    `/invitation/${TOKEN}/more?next=1`,
    `/invitation/${TOKEN.toLowerCase()}`,
    `/invitation%2f${TOKEN}`,
    `/invitation%3F${TOKEN}`,
    `\\invitation\\${TOKEN}`,
    `/invitation/%E0%A4%A/${TOKEN}`,
    `/invitation;a=b/${TOKEN}`,
    `/reset/${TOKEN}`,
    `/Reset/${TOKEN}.data`,
    `/%72%65set/%71${TOKEN.slice(1)}`,
    `/shared/${TOKEN}`,
    `/SHARED/${TOKEN.toLowerCase()}.data`,
    `/%73hared/${TOKEN}?_routes=x`,
    `/elsewhere/${TOKEN}`,
    `/elsewhere/${TOKEN.replaceAll(/[-_]/g, "").toLowerCase()}`,
    `http://host.example/invitation/${TOKEN}`,
    `/?token=${TOKEN}`,
    `/#${TOKEN}`,
  ])("hides the secret of %s", (url) => {
    const shown = maskPath(url).toLowerCase();
    // Not even a part of it: eight characters would be a lead.
    for (let start = 0; start + 8 <= TOKEN.length; start += 1) {
      expect(shown).not.toContain(TOKEN.slice(start, start + 8).toLowerCase());
    }
  });

  it.each([
    ["/", "/"],
    ["/problems/rag-customer-support?next=%2F", "/problems/rag-customer-support"],
    [`/attempts/${ATTEMPT}/report.data?_routes=x`, `/attempts/${ATTEMPT}/report.data`],
    [`/api/attempts/${ATTEMPT}/save`, `/api/attempts/${ATTEMPT}/save`],
    ["/_root.data", "/_root.data"],
    ["/favicon.ico", "/favicon.ico"],
    ["/admin/people/invitations", "/admin/people/invitations"],
    ["/sign-in/someone@example.org", "/sign-in/…"],
    ["/reset", "/reset/…"],
  ])("shows %s as %s", (url, shown) => {
    expect(maskPath(url)).toBe(shown);
  });
});
