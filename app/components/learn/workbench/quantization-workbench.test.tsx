// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderWithUser } from "../../../../test/support/render";
import QuantizationWorkbench from "./quantization-workbench";

function readFigure(name: RegExp): string | null | undefined {
  return screen.getByRole("row", { name }).querySelector("td")?.textContent;
}

function readCells(): (string | null)[] {
  return [...screen.getByRole("img").querySelectorAll("text")].map((cell) => cell.textContent);
}

it("begins with an outlier that spoils the whole matrix", () => {
  renderWithUser(<QuantizationWorkbench />);
  expect(readFigure(/^Mean squared error/)).toBe("0.345");
  expect(readFigure(/^Expected/)).toBe("0.383");
  expect(readFigure(/^Largest error/)).toBe("1.04");
  expect(readFigure(/^Error, relative/)).toBe("28.5%");
  expect(readFigure(/^Weights that became 0/)).toBe("49 of 64");
  expect(readFigure(/^Bits per weight, with/)).toBe("4.25");
  expect(screen.getByRole("status").textContent).toBe(
    "At 4.25 bits per weight, the error is 28.5% the size of the weights.",
  );
  expect(screen.getByLabelText("One scale for")).toBe(document.activeElement);
});

it("follows the scales, the bits and the outlier", async () => {
  const { user } = renderWithUser(<QuantizationWorkbench />);
  await user.selectOptions(screen.getByLabelText("One scale for"), "each row");
  expect(readFigure(/^Mean squared error/)).toBe("0.0369");
  expect(readFigure(/^Bits per weight, with/)).toBe("6");
  await user.selectOptions(screen.getByLabelText("One scale for"), "the whole matrix");
  await user.clear(screen.getByLabelText("Bits per weight"));
  await user.type(screen.getByLabelText("Bits per weight"), "8");
  expect(readFigure(/^Mean squared error/)).toBe("0.00103");
  await user.clear(screen.getByLabelText("Outlier"));
  await user.type(screen.getByLabelText("Outlier"), "100");
  expect(readFigure(/^Mean squared error/)).toBe("0.0571");
});

it("shows the errors, and the weights before and after rounding", async () => {
  const { user } = renderWithUser(<QuantizationWorkbench />);
  // The step is 15 / 7 = 2.14, so all of the first row, below 1.07 but for 1.11, becomes 0.
  expect(readCells().slice(0, 8).join(" ")).toBe("0.26 −0.51 0.23 0.32 0.93 0.21 1.03 −0.42");
  await user.selectOptions(screen.getByLabelText("In the cells"), "Weights after rounding");
  expect(readCells().slice(0, 8).join(" ")).toBe("0.00 0.00 0.00 0.00 0.00 0.00 2.14 0.00");
  await user.selectOptions(screen.getByLabelText("In the cells"), "Weights before rounding");
  expect(readCells()[21]).toBe("15.00");
});

it.each([
  ["1", "Bits per weight", "Enter a whole number from 2 to 8"],
  ["4.5", "Bits per weight", "Enter a whole number from 2 to 8"],
  ["101", "Outlier", "Enter a number from 0 to 100"],
  ["-3", "Outlier", "Enter a number from 0 to 100"],
])("rejects %j for %s, and keeps it", async (text, label, message) => {
  const { user } = renderWithUser(<QuantizationWorkbench />);
  const field = screen.getByLabelText<HTMLInputElement>(label);
  await user.clear(field);
  await user.type(field, text);
  expect(screen.getByText(message)).toBeTruthy();
  expect(field.value).toBe(text);
  expect(screen.queryByRole("table")).toBeNull();
  expect(screen.queryByRole("img")).toBeNull();
});
