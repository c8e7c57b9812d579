// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderWithUser } from "../../../../test/support/render";
import BatchingWorkbench from "./batching-workbench";

const LONG = "Long documents, whole prompt in one step";

/** With static and with continuous batching. */
function readFigures(name: RegExp): (string | null)[] {
  const cells = screen.getByRole("row", { name }).querySelectorAll("td");
  return [...cells].map(({ textContent }) => textContent);
}

// The figures are those of the Python program that is named in continuous-batching.test.ts.
it("compares both for a chat at first", () => {
  renderWithUser(<BatchingWorkbench />);
  expect(readFigures(/^TTFT, p50/)).toEqual(["39.2 s", "22.9 ms"]);
  expect(readFigures(/^TTFT, p95/)).toEqual(["66.1 s", "51.8 ms"]);
  expect(readFigures(/^TPOT, p50/)).toEqual(["5.92 ms", "6.09 ms"]);
  expect(readFigures(/^TPOT, p95/)).toEqual(["13.5 ms", "6.97 ms"]);
  expect(readFigures(/^Longest gap/)).toEqual(["17.8 ms", "17.8 ms"]);
  expect(readFigures(/^Output tokens per second/)).toEqual(["1,310", "3,120"]);
  expect(readFigures(/^Slots in use/)).toEqual(["27%", "60%"]);
  expect(readFigures(/^Queue/)).toEqual(["316", "0"]);
  expect(readFigures(/^Cache/)).toEqual(["2.32 GB", "3.58 GB"]);
  expect(screen.getByRole("status").textContent).toContain("within 66.1 s with static batching");
});

it("follows the lengths, the start and the numbers", async () => {
  const { user } = renderWithUser(<BatchingWorkbench />);
  await user.selectOptions(screen.getByLabelText("Answer lengths"), "All equal");
  expect(readFigures(/^TTFT, p95/)).toEqual(["1.85 s", "53.4 ms"]);
  await user.selectOptions(screen.getByLabelText("Start from"), LONG);
  expect(readFigures(/^Longest gap/)).toEqual(["4.48 s", "3.76 s"]);
  expect(screen.queryByText(/more, so a real server/)).toBeNull();
  await user.clear(screen.getByLabelText("Requests per second"));
  await user.type(screen.getByLabelText("Requests per second"), "100");
  expect(screen.getByText(/more, so a real server/)).toBeTruthy();
});

it("draws at most 16 slots", async () => {
  const { user } = renderWithUser(<BatchingWorkbench />);
  expect(screen.getByText(/^Slots 1 to 16, /)).toBeTruthy();
  await user.clear(screen.getByLabelText("Slots"));
  await user.type(screen.getByLabelText("Slots"), "8");
  expect(screen.queryByText(/^Slots 1 to/)).toBeNull();
});

it.each([
  ["0", "Requests per second", "Enter a number above 0, at most 1,000"],
  ["257", "Slots", "Enter a whole number, at most 256"],
  ["100", "Prompt tokens per step, at most", "Enter a whole number from 128 to 100,000"],
])("rejects %j for %s", async (text, label, message) => {
  const { user } = renderWithUser(<BatchingWorkbench />);
  const field = screen.getByLabelText(label);
  await user.clear(field);
  await user.type(field, text);
  expect(screen.getByText(message)).toBeTruthy();
  expect(screen.getByRole("status").textContent).toMatch(/^Fix the marked numbers/);
  expect(screen.queryByRole("table")).toBeNull();
  expect(field.getAttribute("aria-invalid")).toBe("true");
});
