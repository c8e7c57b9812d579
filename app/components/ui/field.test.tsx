// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderWithUser } from "../../../test/support/render";
import { Field } from "./field";
import { Input } from "./input";
import { Select } from "./select";

it("ties label, hint and errors to the control in it", async () => {
  const { user } = renderWithUser(
    <Field label="Address" hint="With https." errors={["Not an address", "Too long"]}>
      <Input name="address" />
    </Field>,
  );
  await user.click(screen.getByText("Address"));
  const control = screen.getByRole("textbox", {
    name: "Address",
    description: "Not an address. Too long With https.",
  });
  expect(document.activeElement).toBe(control);
  expect(control.getAttribute("aria-invalid")).toBe("true");
});

it("calls a control without errors neither wrong nor described", () => {
  renderWithUser(
    <Field label="Role" errors={[]}>
      <Select name="role">
        <option>Reviewer</option>
      </Select>
    </Field>,
  );
  const control = screen.getByRole("combobox", { name: "Role" });
  expect(control.hasAttribute("aria-invalid")).toBe(false);
  expect(control.hasAttribute("aria-describedby")).toBe(false);
});

it("leaves a control outside of a field alone", () => {
  renderWithUser(<Input aria-label="Find" id="own" />);
  expect(screen.getByRole("textbox", { name: "Find" }).id).toBe("own");
});
