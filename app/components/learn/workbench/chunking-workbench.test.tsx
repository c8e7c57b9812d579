// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderWithUser } from "../../../../test/support/render";
import ChunkingWorkbench from "./chunking-workbench";

function readRow(name: RegExp): string[] {
  const cells = screen.getByRole("row", { name }).querySelectorAll("td");
  return [...cells].map((cell) => cell.textContent ?? "");
}

function readResults(): (string | null)[] {
  return within(screen.getByRole("list", { name: "Results" }))
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);
}

async function fill(user: UserEvent, label: string, text: string): Promise<void> {
  await user.clear(screen.getByLabelText(label));
  if (text !== "") await user.type(screen.getByLabelText(label), text);
}

// Worked out in ask-chunks.test.ts; 157 / 60 = 2.6 answers are expected to be cut: their 165 words
// less one each.
it("cuts the pages, and says what was found", () => {
  renderWithUser(<ChunkingWorkbench />);
  expect(document.activeElement).toBe(screen.getByLabelText("Question"));
  expect(screen.getByRole("status").textContent).toBe(
    "3 of 8 answers are cut; recall@3 is 0.625, MRR 0.479 and nDCG@3 0.516.",
  );
  expect(readRow(/^Chunks/)).toEqual(["16"]);
  expect(readRow(/^Shortest and longest/)).toEqual(["5 and 60"]);
  expect(readRow(/^Words stored/)).toEqual(["802 / 802 = 1.00"]);
  // By hand: 5 × 180, 149, 60 and 105 words, divided by 8; one question has a single hit.
  expect(readRow(/^Words in the first 3 chunks/)).toEqual(["152"]);
  expect(readRow(/^Answers cut/)).toEqual(["3 of 8"]);
  expect(readRow(/^Cut, by the lesson/)).toEqual(["2.6 of 8"]);
  expect(readRow(/^1: cut/)).toEqual(["0.000", "0.000", "0.000"]);
  expect(readRow(/^3: rank 2/)).toEqual(["1.000", "0.500", "0.631"]);
  expect(readRow(/^Mean/)).toEqual(["0.625", "0.479", "0.516"]);
});

it("shows where the answer was cut, and where an overlap keeps it whole", async () => {
  const { user } = renderWithUser(<ChunkingWorkbench />);
  expect(screen.getByText(/^Riding a bike, chunk 1: “You can reserve/)).toBeTruthy();
  expect(screen.getByText(/^Riding a bike, chunk 2: “.* take it\.”$/)).toBeTruthy();
  await fill(user, "Overlap, words", "24");
  expect(screen.queryByText(/no chunk has all/)).toBeNull();
  expect(readResults()[1]).toContain("Relevant: the whole answer");
  expect(readRow(/^Chunks/)).toEqual(["22"]);
  // 24 words more for each of the 22 - 4 chunks that follow another.
  expect(readRow(/^Words stored/)).toEqual(["1,234 / 802 = 1.54"]);
  expect(screen.getByText("Riding a bike: 209 words, 6 chunks")).toBeTruthy();
});

// The longest page has 212 words, so at 250 each page is one chunk. At 200, only the five answers on
// the pages of 209 and 212 words can be cut: (14 + 22 + 26 + 18 + 28) / 200 = 0.54.
it("expects no cut of a page that is no longer than a chunk", async () => {
  const { user } = renderWithUser(<ChunkingWorkbench />);
  await fill(user, "Chunk size, words", "200");
  expect(readRow(/^Cut, by the lesson/)).toEqual(["0.5 of 8"]);
  await fill(user, "Chunk size, words", "250");
  expect(readRow(/^Chunks/)).toEqual(["4"]);
  expect(readRow(/^Shortest and longest/)).toEqual(["185 and 212"]);
  expect(readRow(/^Answers cut/)).toEqual(["0 of 8"]);
  expect(readRow(/^Cut, by the lesson/)).toEqual(["0.0 of 8"]);
});

it("follows the question and k", async () => {
  const { user } = renderWithUser(<ChunkingWorkbench />);
  await fill(user, "Chunk size, words", "120");
  await fill(user, "Overlap, words", "24");
  await user.selectOptions(screen.getByLabelText("Question"), "4. Can a friend ride with my pass?");
  expect(readResults()).toHaveLength(3);
  expect(screen.getByText(/The best rank of such a chunk is 5\.$/)).toBeTruthy();
  await fill(user, "k", "5");
  expect(readResults()[4]).toContain("Relevant: the whole answer");
  expect(readRow(/^Mean/)).toEqual(["1.000", "0.900", "0.923"]);
});

it.each([
  ["9", "Chunk size, words", "Enter a whole number from 10 to 250"],
  ["31", "Overlap, words", "Enter a whole number from 0 to 30"],
  ["", "k", "Enter a whole number from 1 to 6"],
])("rejects %j for %s", async (text, label, message) => {
  const { user } = renderWithUser(<ChunkingWorkbench />);
  await fill(user, label, text);
  expect(screen.getByText(message)).toBeTruthy();
  expect(screen.getByRole("status").textContent).toMatch(/^Fix the marked numbers/);
  expect(screen.queryByRole("table")).toBeNull();
});
