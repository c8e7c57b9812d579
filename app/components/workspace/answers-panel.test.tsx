// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { beforeEach, expect, it } from "vitest";
import { SECTION_IDS, type SectionId } from "#domain/problems/scale";
import type { Workspace } from "#server/attempts/get-workspace";
import { renderPage } from "../../../test/support/render";
import { createClock, serveAttempt } from "../../../test/support/workspace-page";
import type { ServedAttempt } from "../../../test/support/workspace-page";
import { AnswersPanel } from "./answers-panel";
import { useWorkspaceSync } from "./use-workspace-sync";

type Words = Record<SectionId, number>;
const NO_WORDS = Object.fromEntries(SECTION_IDS.map((id) => [id, 0])) as Words;

function Answers({ workspace, words = NO_WORDS }: { workspace: Workspace; words?: Words }) {
  const [clock] = useState(createClock);
  const [section, setSection] = useState<SectionId>("scenario");
  return (
    <AnswersPanel
      workspace={workspace}
      clock={clock}
      control={useWorkspaceSync({ workspace, writer: null }, clock)}
      onHeard={() => undefined}
      words={words}
      section={section}
      onSection={setSection}
      onWrite={setSection}
      isTight={false}
      isTimeUp={false}
    />
  );
}

let attempt: ServedAttempt;
let opened = 0;

/** Two machines write the first section: the other was saved, this one types and is told. */
beforeEach(() => {
  opened += 1;
  attempt = serveAttempt(`twice-${opened}`);
});

async function writeInTwoPlaces() {
  const { user } = renderPage(<Answers workspace={attempt.load()} />);
  attempt.server.texts.set("scenario", { text: "theirs", revision: 1, clientId: "another" });
  await user.type(field(), "mine");
  const notice = await screen.findByRole("alert");
  expect(within(notice).getByText("theirs")).toBeDefined();
  expect(field().value).toBe("mine");
  expect(screen.getByRole("tab", { selected: true }).textContent).toContain("two versions");
  return { user, notice };
}

function field(): HTMLTextAreaElement {
  return within(screen.getByRole("tabpanel", { name: /Scenario/ })).getByRole<HTMLTextAreaElement>(
    "textbox",
  );
}

async function waitUntilSettled(text: string): Promise<void> {
  await waitFor(() => expect(attempt.server.text("scenario")).toBe(text));
  expect(field().value).toBe(text);
  expect(screen.queryByRole("alert")).toBeNull();
}

it("keeps both texts until one is chosen, and the other's can be", async () => {
  const { user, notice } = await writeInTwoPlaces();
  await user.click(within(notice).getByRole("button", { name: "Take the other" }));
  await waitUntilSettled("theirs");
});

it("puts one's own over the other's only when told to", async () => {
  const { user, notice } = await writeInTwoPlaces();
  expect(attempt.server.text("scenario")).toBe("theirs");
  await user.click(within(notice).getByRole("button", { name: "Keep mine" }));
  await waitUntilSettled("mine");
});

it("joins the two", async () => {
  const { user, notice } = await writeInTwoPlaces();
  await user.click(within(notice).getByRole("button", { name: /Keep both/ }));
  await waitUntilSettled("theirs\n\nmine");
});

/** What the tabs say under their titles, as they are read out. */
function readTabs(): string[] {
  return screen.getAllByRole("tab").map((tab) => tab.lastElementChild?.textContent ?? "");
}

it("counts words on the tabs, alike with a clock and without, and calls nothing done", () => {
  const words = { ...NO_WORDS, scenario: 1, components: 167 };
  const untimed = attempt.load();
  const { unmount } = renderPage(<Answers workspace={untimed} words={words} />);
  expect(readTabs()).toEqual(["1 word", "167 words", "", "", ""]);
  unmount();
  const { startedAt } = untimed.attempt;
  const deadlineAt = new Date(Date.parse(startedAt) + 45 * 60_000).toISOString();
  const timed = { ...untimed, attempt: { ...untimed.attempt, deadlineAt } };
  renderPage(<Answers workspace={timed} words={words} />);
  expect(readTabs()).toEqual(["now · 1 word", "167 words", "", "", ""]);
  expect(screen.getByRole("tab", { name: /Components/ }).querySelector("svg")).toBeNull();
});
