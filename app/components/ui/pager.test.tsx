// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../../../test/support/render";
import { Pager } from "./pager";

it("leads to the pages beside this one and keeps the rest of the address", () => {
  renderPage(<Pager page={2} pageCount={3} />, "/list?q=ada&page=2");
  expect(screen.getByRole("navigation", { name: "Pages" }).textContent).toContain("Page 2 of 3");
  const previous = screen.getByRole("link", { name: "Previous" });
  const next = screen.getByRole("link", { name: "Next" });
  expect([previous, next].map((link) => link.getAttribute("href"))).toEqual([
    "/list?q=ada&page=1",
    "/list?q=ada&page=3",
  ]);
});

it("goes nowhere beyond the first and the last page", () => {
  const first = renderPage(<Pager page={1} pageCount={2} />);
  expect(screen.queryByRole("link", { name: "Previous" })).toBeNull();
  first.unmount();
  renderPage(<Pager page={2} pageCount={2} />);
  expect(screen.queryByRole("link", { name: "Next" })).toBeNull();
});

it("says nothing where one page holds it all", () => {
  renderPage(<Pager page={1} pageCount={1} />);
  expect(screen.queryByRole("navigation")).toBeNull();
});
