// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../../../test/support/render";
import { SetupForm } from "./setup-form";

const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });

/** What the sentence above the choices says. */
const said = () => screen.getByText(/(no|with a) curveball\.$/).textContent;

const option = (value: string) => ({ value, label: value, hint: "", said: `${value} said` });

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

it("says in a sentence what is chosen, and follows each choice", async () => {
  const three = ["one", "two", "three"].map(option);
  const choices = {
    briefs: three,
    briefNote: null,
    levels: ["mid", "senior", "staff"].map(option),
    lenses: ["ai_lab", "product"].map(option),
    askings: ["own_words", "list", "off"].map(option),
    probings: ["after_sections", "on_request"].map(option),
  };
  const { user } = renderPage(
    <SetupForm
      choices={choices}
      preset={{ minutes: null, isPractice: false }}
      minutes={[20, 45]}
      extraTimePercent={0}
      error={null}
    />,
  );
  expect(said()).toBe(
    "45 minutes, senior said, product said. one said, own_words said, after_sections said. A mock interview, no curveball.",
  );
  for (const name of ["20 min", "staff", "ai_lab", "two", "on_request"]) {
    await user.click(screen.getByRole("radio", { name }));
  }
  await user.click(box("Curveball"));
  expect(said()).toBe(
    "20 minutes, staff said, ai_lab said. two said, own_words said, on_request said. A mock interview, with a curveball.",
  );
  await user.click(screen.getByRole("radio", { name: "Untimed" }));
  expect(said()).toBe(
    "Untimed, staff said, ai_lab said. two said, list said, on_request said. Practice, with hints, no curveball.",
  );
});
