// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderWithUser } from "../../../../test/support/render";
import KvWorkbench from "./kv-workbench";

function readFigure(name: RegExp): string | null | undefined {
  return screen.getByRole("row", { name }).querySelector("td")?.textContent;
}

async function type(user: UserEvent, label: string, text: string): Promise<void> {
  const field = screen.getByLabelText(label);
  await user.clear(field);
  if (text !== "") await user.type(field, text);
}

it("begins with the lesson's example", () => {
  renderWithUser(<KvWorkbench />);
  expect(readFigure(/^Cache per token/)).toBe("131 kB");
  expect(readFigure(/^Cache per sequence/)).toBe("524 MB");
  expect(readFigure(/^Left for the cache/)).toBe("56 GB");
  expect(readFigure(/^Sequences that fit/)).toBe("106");
  expect(readFigure(/^Time per step/)).toBe("21.4 ms");
  expect(readFigure(/^Tokens per second in all/)).toBe("4,961");
  expect(screen.getByRole("status").textContent).toBe(
    "106 sequences fit, for at most 4,961 tokens per second in all.",
  );
});

it("follows the precision, the length and the model", async () => {
  const { user } = renderWithUser(<KvWorkbench />);
  await user.selectOptions(screen.getByLabelText("Cache precision"), "8");
  expect(readFigure(/^Sequences that fit/)).toBe("213");
  await type(user, "Tokens per sequence", "16,000");
  expect(readFigure(/^Sequences that fit/)).toBe("53");
  await user.selectOptions(screen.getByLabelText("Start from a model"), "70B, 8 KV heads");
  expect(readFigure(/^Cache per token/)).toBe("164 kB");
  expect(readFigure(/^Left for the cache/)).toBe("148 GB");
});

it("says when the weights don't fit", async () => {
  const { user } = renderWithUser(<KvWorkbench />);
  await type(user, "Weights, GB", "140");
  expect(readFigure(/^Left for the cache/)).toBe("none, the weights don’t fit");
  expect(readFigure(/^Time per step/)).toBe("–");
  expect(screen.getByRole("status").textContent).toBe("The weights don’t fit.");
});

it.each([
  ["2.5", "Layers", "Enter a whole number, at most 1,000"],
  ["0", "Layers", "Enter a whole number, at most 1,000"],
  ["", "GPUs", "Enter a whole number, at most 1,000"],
  ["1e9", "Weights, GB", "Enter a number above 0, at most 10,000"],
])("rejects %j for %s", async (text, label, message) => {
  const { user } = renderWithUser(<KvWorkbench />);
  await type(user, label, text);
  expect(screen.getByText(message)).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
  expect(screen.getByLabelText(label).getAttribute("aria-invalid")).toBe("true");
});
