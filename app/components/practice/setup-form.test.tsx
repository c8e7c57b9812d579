// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../../../test/support/render";
import { SetupForm } from "./setup-form";

const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });

const option = (value: string) => ({ value, label: value, hint: "" });

it("offers the list of questions in practice, until another way to ask is chosen", async () => {
  const askings = ["own_words", "list", "off"].map(option);
  const { user } = renderPage(
    <SetupForm
      choices={{ briefs: [], briefNote: null, levels: [], lenses: [], askings, probings: [] }}
      preset={{ minutes: 20, isPractice: false }}
      minutes={[20, 45]}
      extraTimePercent={0}
      error={null}
    />,
  );
  const chosen = () =>
    screen
      .getAllByRole<HTMLInputElement>("radio")
      .filter(({ name, checked }) => name === "asking" && checked)
      .map(({ value }) => value);
  expect(chosen()).toEqual(["own_words"]);
  await user.click(box("Practice mode"));
  expect(chosen()).toEqual(["list"]);
  await user.click(box("Practice mode"));
  await user.click(screen.getByRole("radio", { name: "Untimed" }));
  expect(chosen()).toEqual(["list"]);
  await user.click(screen.getByRole("radio", { name: "off" }));
  await user.click(screen.getByRole("radio", { name: "45 min" }));
  expect(chosen()).toEqual(["off"]);
});

it("ticks practice for an untimed round, says why there is no curveball, and forgets no choice", async () => {
  const { user } = renderPage(
    <SetupForm
      choices={{ briefs: [], briefNote: null, levels: [], lenses: [], askings: [], probings: [] }}
      preset={{ minutes: 20, isPractice: false }}
      minutes={[20, 45]}
      extraTimePercent={0}
      error={null}
    />,
  );
  await user.click(box("Curveball"));
  await user.click(screen.getByRole("radio", { name: "Untimed" }));
  expect([box("Practice mode").checked, box("Practice mode").disabled]).toEqual([true, true]);
  expect([box("Curveball").checked, box("Curveball").disabled]).toEqual([false, true]);
  expect(screen.getByText(/^Timed rounds only/)).toBeDefined();
  await user.click(screen.getByRole("radio", { name: "45 min" }));
  expect([box("Practice mode").checked, box("Practice mode").disabled]).toEqual([false, false]);
  expect([box("Curveball").checked, box("Curveball").disabled]).toEqual([true, false]);
});
