// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderWithUser } from "../../../../test/support/render";
import CostWorkbench from "./cost-workbench";

function readFigure(name: RegExp): string | null | undefined {
  return screen.getByRole("row", { name }).querySelector("td")?.textContent;
}

async function type(user: UserEvent, label: string, text: string): Promise<void> {
  const field = screen.getByLabelText(label);
  await user.clear(field);
  if (text !== "") await user.type(field, text);
}

it("begins with the lesson's agent", () => {
  renderWithUser(<CostWorkbench />);
  expect(readFigure(/^Per query/)).toBe("$0.32");
  expect(readFigure(/^Per solved query/)).toBe("$0.58");
  expect(readFigure(/^Per day/)).toBe("$316");
  // 1,000 × 30 × (34,500 × 3.75 + 370,500 × 0.3 + 5,000 × 15) / 10^6 = 30,000 × 0.315525
  expect(readFigure(/^Per month of 30 days/)).toBe("$9,466");
  // 30,000 × (370,500 × 2.7 − 34,500 × 0.75) / 10^6
  expect(readFigure(/^Saved by the cache/)).toBe("$29,234");
  // 0.129375, 0.11115 and 0.075 of 0.315525
  for (const part of ["Cache writes 41%", "Cached input 35%", "Output 24%", "Retries 0%"])
    expect(screen.getByText(part)).toBeTruthy();
});

it("follows the start, the traffic, the prices and the retries", async () => {
  const { user } = renderWithUser(<CostWorkbench />);
  await user.selectOptions(screen.getByLabelText("Start from"), "Chat");
  // 1.02 × (500 × 3 + 100 × 3.75 + 900 × 0.3 + 300 × 15) / 10^6 = 1.02 × 0.006645
  expect(readFigure(/^Per query/)).toBe("$0.00678");
  expect(readFigure(/^Per day/)).toBe("$678");
  await type(user, "Queries per day", "1,000");
  expect(readFigure(/^Per day/)).toBe("$6.78");
  await type(user, "Output, $ per million tokens", "0");
  await type(user, "Input, $ per million tokens", "0");
  await type(user, "Cached input, $ per million", "0");
  await type(user, "Cache write, $ per million", "0");
  expect(readFigure(/^Per day/)).toBe("$0");
  expect(screen.getByText("Retries 0%")).toBeTruthy();
});

it("says of a cache that costs more than it saves what it costs", async () => {
  const { user } = renderWithUser(<CostWorkbench />);
  await type(user, "Cached input, $ per million", "4");
  // 30,000 × (370,500 × 1 + 34,500 × 0.75) / 10^6
  expect(readFigure(/^Saved by the cache/)).toBe("-$11,891");
});

it.each([
  ["0", "Queries per day", "Enter a number above 0, at most 10,000,000,000"],
  ["101", "Queries solved, %", "Enter a number above 0, at most 100"],
  ["-1", "Calls retried, %", "Enter a number from 0 to 1,000"],
  ["", "Output tokens", "Enter a number from 0 to 10,000,000"],
])("rejects %j for %s", async (text, label, message) => {
  const { user } = renderWithUser(<CostWorkbench />);
  await type(user, label, text);
  expect(screen.getByText(message)).toBeTruthy();
  expect(screen.getByRole("status").textContent).toMatch(/^Fix the marked numbers/);
  expect(screen.queryByRole("table")).toBeNull();
  expect(screen.getByLabelText(label).getAttribute("aria-invalid")).toBe("true");
});
