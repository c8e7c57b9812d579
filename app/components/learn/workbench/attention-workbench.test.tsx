// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderWithUser } from "../../../../test/support/render";
import AttentionWorkbench from "./attention-workbench";

function readRow(name: string): string[] {
  const cells = screen.getByRole("rowheader", { name }).parentElement?.querySelectorAll("td");
  return [...(cells ?? [])].map((cell) => cell.textContent ?? "");
}

it("goes from scores to the output, step by step", () => {
  renderWithUser(<AttentionWorkbench />);
  expect(readRow("1 the")).toEqual(["1.00", "0.50", "0", "0.287"]);
  expect(readRow("4 on")).toEqual(["−2.00", "−1.00", "0", "0.064"]);
  expect(readRow("0.287 × 1 the")).toEqual(["0.0, 0.5, 0.5, 0.5"]);
  expect(readRow("Output")).toEqual(["−0.05, 0.67, 0.72, 0.15"]);
  expect(screen.getByText(/reads most from word 1/).textContent).toContain("a weight of 0.287");
});

it("reads with another word, and hides those after it", async () => {
  const { user } = renderWithUser(<AttentionWorkbench />);
  await user.selectOptions(screen.getByLabelText("Word that reads"), "3 sat");
  expect(readRow("2 cat")).toEqual(["2.00", "1.00", "0", "0.760"]);
  expect(readRow("4 on")).toEqual(["0.25", "0.13", "−∞", "0"]);
  expect(screen.queryByText("0.217 × 4 on")).toBeNull();
  await user.click(screen.getByLabelText("Mask later words"));
  expect(readRow("4 on")).toEqual(["0.25", "0.13", "0.217"]);
});

it("saturates at a large width without the division", async () => {
  const { user } = renderWithUser(<AttentionWorkbench />);
  await user.selectOptions(screen.getByLabelText("Head width d"), "64");
  expect(readRow("6 mat")).toEqual(["17.75", "2.22", "0", "0.492"]);
  await user.click(screen.getByLabelText("Divide by √d"));
  expect(readRow("6 mat")).toEqual(["17.75", "0", "1.000"]);
});

it("takes a shorter sentence, and keeps one that is too long", async () => {
  const { user } = renderWithUser(<AttentionWorkbench />);
  const field = screen.getByLabelText<HTMLInputElement>("Sentence");
  await user.clear(field);
  expect(screen.getByText("Enter 1 to 6 words of at most 10 characters")).toBeTruthy();
  await user.type(field, "once more");
  expect(screen.getByLabelText<HTMLSelectElement>("Word that reads").value).toBe("1");
  expect(screen.getAllByRole("table")).toHaveLength(2);
  await user.type(field, " a b c d e");
  expect(field.value).toBe("once more a b c d e");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(screen.queryByRole("table")).toBeNull();
});
