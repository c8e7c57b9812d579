import { describe, expect, it } from "vitest";
import { findPlace } from "./places";

const PLACES = [
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
    expect(findPlace(PLACES, pathname)?.title).toBe(title);
  });
});
