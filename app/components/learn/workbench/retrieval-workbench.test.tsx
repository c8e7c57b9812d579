// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderWithUser } from "../../../../test/support/render";
import RetrievalWorkbench from "./retrieval-workbench";

function readRow(name: RegExp): string[] {
  const cells = screen.getByRole("row", { name }).querySelectorAll("td");
  return [...cells].map((cell) => cell.textContent ?? "");
}

function readTitles(): (string | null | undefined)[] {
  const items = within(screen.getByRole("list", { name: "Results" })).getAllByRole("listitem");
  return items.map((item) => item.querySelector("p")?.textContent);
}

it("scores the first query step by step", () => {
  renderWithUser(<RetrievalWorkbench />);
  expect(readTitles().slice(0, 3)).toEqual([
    "Money back on a credit card",
    "Gift cards",
    "Start a return",
  ]);
  expect(readRow(/^Recall@3/)).toEqual(["1 / 3 = 0.333"]);
  expect(readRow(/^Reciprocal rank/)).toEqual(["1 / 1 = 1.000"]);
  expect(readRow(/^Best DCG@3/)).toEqual(["7.00 + 1.89 + 0.50 = 9.39"]);
  expect(readRow(/^nDCG@3/)).toEqual(["3.00 / 9.39 = 0.319"]);
  expect(screen.getByRole("status").textContent).toBe(
    "This order has a recall@3 of 0.333 and an nDCG@3 of 0.319.",
  );
  expect(readRow(/^Mean/)).toEqual(["0.542", "1.000", "0.698"]);
});

it("follows k, the ranking and the query", async () => {
  const { user } = renderWithUser(<RetrievalWorkbench />);
  await user.selectOptions(screen.getByLabelText("Ranking"), "Number of matching words");
  expect(readRow(/^Mean/)).toEqual(["0.625", "0.875", "0.675"]);
  await user.clear(screen.getByLabelText("k"));
  await user.type(screen.getByLabelText("k"), "6");
  expect(readRow(/^Mean/)).toEqual(["0.708", "0.875", "0.755"]);
  await user.selectOptions(screen.getByLabelText("Query"), "3. I can’t log in to my account");
  expect(screen.getByText(/Forgotten password \(grade 3\)/)).toBeTruthy();
});

it("moves results up by keyboard and keeps the focus", async () => {
  const { user } = renderWithUser(<RetrievalWorkbench />);
  const button = screen.getByRole("button", { name: "Move “Refund times” up" });
  button.focus();
  await user.keyboard("{Enter}{Enter}{Enter}{Enter}{Enter}");
  expect(readTitles()[0]).toBe("Refund times");
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute("aria-disabled")).toBe("true");
  // By hand: 7 / 1 + 3 / log2(3) = 8.893, of 9.393.
  expect(readRow(/^DCG@3/)).toEqual(["7.00 + 1.89 = 8.89"]);
  expect(readRow(/^nDCG@3/)).toEqual(["8.89 / 9.39 = 0.947"]);
  await user.click(screen.getByRole("button", { name: "Back to the ranking’s order" }));
  expect(readRow(/^nDCG@3/)).toEqual(["3.00 / 9.39 = 0.319"]);
});

it.each(["0", "7", "2.5", ""])("rejects %j for k", async (text) => {
  const { user } = renderWithUser(<RetrievalWorkbench />);
  const field = screen.getByLabelText<HTMLInputElement>("k");
  await user.clear(field);
  if (text !== "") await user.type(field, text);
  expect(screen.getByText("Enter a whole number from 1 to 6")).toBeTruthy();
  expect(field.value).toBe(text);
  expect(screen.queryByRole("table")).toBeNull();
});
