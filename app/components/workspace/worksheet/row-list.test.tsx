// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { MAX_ROWS } from "#domain/worksheet/worksheet.schema";
import { renderWithUser } from "../../../../test/support/render";
import { RowList } from "./row-list";

type Row = { id: string; label: string };

function Stages(props: { first: string[] }) {
  const [rows, setRows] = useState<Row[]>(
    props.first.map((name, at) => ({ id: `r${at + 1}`, label: name })),
  );
  return (
    <RowList
      noun="stage"
      rows={rows}
      onRows={setRows}
      create={(id) => ({ id, label: "" })}
      example="Name"
    />
  );
}

const readNames = () => screen.getAllByRole<HTMLInputElement>("textbox").map(({ value }) => value);
const cell = (at: number) => screen.getByRole("textbox", { name: `Name of stage ${at}` });
const press = (name: string) => screen.getByRole("button", { name });

it("adds a row under an id that none has, and puts the caret into it", async () => {
  const { user } = renderWithUser(<Stages first={["a", "b"]} />);
  await user.click(press("Remove stage 1"));
  await user.click(press("Add a stage"));
  await user.keyboard("c");
  expect(readNames()).toEqual(["b", "c"]);
  expect(screen.getByText("stage 2 added.")).toBeDefined();
  await user.type(cell(1), "!");
  expect(readNames()).toEqual(["b!", "c"]);
});

it("moves a row with Alt and the arrows, and the focus stays with it", async () => {
  const { user } = renderWithUser(<Stages first={["a", "b", "c"]} />);
  await user.click(cell(1));
  await user.keyboard("{Alt>}{ArrowDown}{ArrowDown}{ArrowDown}{/Alt}");
  expect(readNames()).toEqual(["b", "c", "a"]);
  expect(document.activeElement).toBe(cell(3));
  expect(screen.getByText("stage is now 3 of 3.")).toBeDefined();
});

it("moves the focus from a button that has no further to go into the row", async () => {
  const { user } = renderWithUser(<Stages first={["a", "b"]} />);
  await user.click(press("Move stage 2 up"));
  expect(readNames()).toEqual(["b", "a"]);
  expect(document.activeElement).toBe(cell(1));
});

it("leaves the focus beside a removed row, and on the way to a new one after the last", async () => {
  const { user } = renderWithUser(<Stages first={["a", "b"]} />);
  await user.click(press("Remove stage 2"));
  expect(document.activeElement).toBe(cell(1));
  await user.click(press("Remove stage 1"));
  expect(document.activeElement).toBe(press("Add a stage"));
});

it("takes no more rows than the sheet holds", () => {
  renderWithUser(<Stages first={Array.from({ length: MAX_ROWS }, (_, at) => String(at))} />);
  expect(screen.queryByRole("button", { name: "Add a stage" })).toBeNull();
});
