// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../../../../test/support/render";
import WorksheetSheet from "./worksheet-sheet";

const GROUPS = ["Load", "Model calls", "GPUs and infrastructure", "Latency budget"];

it("leads from each group to a lesson with a calculator, by a name of its own", () => {
  const ignore = () => undefined;
  renderPage(
    <WorksheetSheet
      text=""
      answers={[]}
      otherText={null}
      isReadOnly={false}
      onText={ignore}
      onResolve={ignore}
    />,
  );
  const links = GROUPS.map((name) =>
    within(screen.getByRole("group", { name })).getByRole("link", { name: /^calculator for / }),
  );
  for (const link of links) {
    const slug = /^\/learn\/topics\/([a-z-]+)#try-it$/.exec(link.getAttribute("href") ?? "")?.[1];
    expect(readFileSync(`study/topics/${slug}.md`, "utf8")).toMatch(/^ {2}workbench: /m);
  }
  expect(new Set(links.map((link) => link.textContent)).size).toBe(GROUPS.length);
});
