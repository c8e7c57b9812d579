import { describe, expect, it } from "vitest";
import { findMenuEntry } from "./menu-entries";

const ENTRIES = [
  { to: "/admin", title: "Overview" },
  { to: "/admin/problems", title: "Problems", also: ["/admin/drafts"] },
  { to: "/settings", title: "Settings" },
];

describe("findPlace", () => {
  it.each([
    ["/admin", "Overview"],
    ["/admin/anything", "Overview"],
    ["/admin/problems", "Problems"],
    ["/admin/problems/rag", "Problems"],
    ["/admin/drafts/1", "Problems"],
    ["/settings", "Settings"],
    ["/settings-of-another", undefined],
    ["/", undefined],
  ])("%s", (pathname, title) => {
    expect(findMenuEntry(ENTRIES, pathname)?.title).toBe(title);
  });
});
