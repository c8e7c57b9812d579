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
  expect(readRow("1 the")).toEqual(["0.75", "0.38", "0", "0.191"]);
  expect(readRow("4 on")).toEqual(["1.75", "0.88", "0", "0.315"]);
  expect(readRow("0.191 × 1 the")).toEqual(["−1.0, −1.5, −1.0, 0.0"]);
  expect(readRow("Output")).toEqual(["−1.09, −0.27, 0.35, 0.22"]);
  expect(screen.getByText(/reads most from word 4/).textContent).toContain("a weight of 0.315");
});

it("reads with another word, and hides those after it", async () => {
  const { user } = renderWithUser(<AttentionWorkbench />);
  await user.selectOptions(screen.getByLabelText("Word that reads"), "3 sat");
  expect(readRow("2 cat")).toEqual(["−1.00", "−0.50", "0", "0.334"]);
  expect(readRow("4 on")).toEqual(["1.50", "0.75", "−∞", "0"]);
  expect(screen.queryByText(/× 4 on$/)).toBeNull();
  await user.click(screen.getByLabelText("Mask later words"));
  expect(readRow("4 on")).toEqual(["1.50", "0.75", "0.305"]);
});

it("saturates at a large width without the division", async () => {
  const { user } = renderWithUser(<AttentionWorkbench />);
  await user.selectOptions(screen.getByLabelText("Head width d"), "64");
  expect(readRow("2 cat")).toEqual(["7.75", "0.97", "0", "0.272"]);
  await user.click(screen.getByLabelText("Divide by √d"));
  expect(readRow("2 cat")).toEqual(["7.75", "0", "0.880"]);
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
