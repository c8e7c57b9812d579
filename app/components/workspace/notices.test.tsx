// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { INITIAL_STATUS } from "~/lib/saving/save-status";
import { renderPage } from "../../../test/support/render";
import { Notices } from "./notices";

const CHANGE = "Traffic triples over night, and the answer must now cite its sources.";

function renderNotices(curveballText: string | null) {
  return renderPage(
    <Notices
      status={INITIAL_STATUS}
      attemptId="an-attempt"
      sync={null}
      isTimeUp={false}
      leftOutCount={0}
      curveballText={curveballText}
      reportLink={null}
      isInterviewed={false}
    />,
  );
}

it("says the change of requirements in a line that opens, and keeps its name once it was read", async () => {
  const { user } = renderNotices(CHANGE);
  const line = await screen.findByRole("alert");
  // The whole of it is there for a screen reader, though the eye sees as much as fits.
  expect(line.textContent).toContain(`The requirements changed ${CHANGE}`);
  const all = line.querySelector("details");
  expect(all?.open).toBe(false);
  await user.click(screen.getByText("The requirements changed"));
  expect(all?.open).toBe(true);
  await user.click(screen.getByRole("button", { name: "Got it" }));
  expect(screen.queryByRole("alert")).toBeNull();
  const note = screen.getByRole("note");
  const again = note.querySelector("details");
  expect(again?.open).toBe(false);
  await user.click(screen.getByText("The requirements changed"));
  expect(again?.open).toBe(true);
  expect(note.textContent).toContain(CHANGE);
});

it("shows nothing while there is nothing to say", () => {
  renderNotices(null);
  expect(screen.queryByRole("alert")).toBeNull();
});
