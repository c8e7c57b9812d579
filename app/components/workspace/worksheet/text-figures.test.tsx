// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { parseWorksheet } from "#domain/worksheet/worksheet.schema";
import { renderPage } from "../../../../test/support/render";
import WorksheetSheet from "./worksheet-sheet";

let saved = "";

function Sheet({ answers }: { answers: string[] }) {
  const [text, setText] = useState("");
  saved = text;
  return (
    <WorksheetSheet
      text={text}
      answers={answers}
      otherText={null}
      isReadOnly={false}
      onText={setText}
      onResolve={setText}
    />
  );
}

const offers = () => screen.queryByRole("group", { name: "Figures from your answers" });

it("takes a figure over with one press, and back with another", async () => {
  const { user } = renderPage(<Sheet answers={["2.4 M users.", "Retrieval takes 120 ms."]} />);
  await user.click(screen.getByRole("button", { name: "Users or sessions per day: 2.4 M" }));
  expect(parseWorksheet(saved)).toMatchObject({ users: "2.4 M" });
  expect(screen.queryByRole("button", { name: "Users or sessions per day: 2.4 M" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(saved).toBe("");
  expect(screen.getByRole("button", { name: "Users or sessions per day: 2.4 M" })).toBeDefined();
});

it("keeps the focus among the figures", async () => {
  const { user } = renderPage(<Sheet answers={["2.4 M users.", "Retrieval takes 120 ms."]} />);
  await user.click(screen.getByRole("button", { name: "Users or sessions per day: 2.4 M" }));
  expect(document.activeElement?.textContent).toBe("Stage “Retrieval”, ms: 120");
  await user.keyboard("{Enter}");
  expect(document.activeElement?.textContent).toBe("Undo");
  await user.keyboard("{Enter}");
  expect(document.activeElement?.textContent).toBe("Stage “Retrieval”, ms: 120");
});

it("takes a price with its sign, which isn't shown twice", async () => {
  const { user } = renderPage(<Sheet answers={[]} />);
  const price = screen.getByLabelText<HTMLInputElement>("$ per M in");
  await user.type(price, "$0.60");
  expect(price.value).toBe("0.60");
  const target = screen.getByLabelText("Target");
  await user.type(target, "2 s");
  expect(target.getAttribute("aria-invalid")).toBeNull();
});

it("doesn't take back what was typed after it", async () => {
  const { user } = renderPage(<Sheet answers={["2.4 M users."]} />);
  await user.click(screen.getByRole("button", { name: "Users or sessions per day: 2.4 M" }));
  await user.type(screen.getByLabelText("Requests from each"), "3");
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  expect(parseWorksheet(saved)).toMatchObject({ users: "2.4 M", requestsPerUser: "3" });
});

it("is not there where the answers say no figure", () => {
  renderPage(<Sheet answers={["We measure it weekly.", ""]} />);
  expect(offers()).toBeNull();
});

it("says how far an own figure is from the product", async () => {
  const { user } = renderPage(<Sheet answers={[]} />);
  await user.type(screen.getByLabelText("Users or sessions per day"), "2.4 M");
  await user.type(screen.getByLabelText("Requests from each"), "3");
  const [average] = screen.getAllByLabelText("Override");
  if (!average) throw new Error("the average has no cell of one's own");
  await user.type(average, "40");
  expect(
    screen.getByText(/^Your figure is 52% below the product: 2,400,000 users or sessions/),
  ).toBeDefined();
  expect(screen.getByText("My own figure for the average: 40 requests per second.")).toBeDefined();
});

it("says which cost of the text isn't the sheet's, and writes nothing", async () => {
  const cost = ["", "", "", "It comes to $0.02 per query."];
  const { user } = renderPage(<Sheet answers={cost} />);
  expect(screen.queryByText(/^Your text says/)).toBeNull();
  const cells = {
    "Tokens in": "3,000",
    "Tokens out": "250",
    "$ per M in": "0.6",
    "$ per M out": "2.4",
  };
  for (const [label, value] of Object.entries(cells))
    await user.type(screen.getByLabelText(label), value);
  expect(
    screen.getByText(
      "Your text says “$0.02 per query”, 8.33 times this figure. Change the one that is wrong.",
    ),
  ).toBeDefined();
  expect(saved).not.toContain("0.02");
});
