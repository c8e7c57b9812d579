// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { createRemixStub } from "@remix-run/testing";
import { expect, it } from "vitest";
import { renderPage, renderWithUser } from "../../../test/support/render";
import { FilterForm, FilterSelect } from "./filter-form";
import { Input } from "./input";

const ROLES = [
  ["admin", "Admin"],
  ["reviewer", "Reviewer"],
] as const;

function People(props: { clearTo?: string; submitLabel?: string; chosen?: string }) {
  return (
    <FilterForm
      label="People"
      className="md:grid-cols-2"
      clearTo={props.clearTo ?? null}
      {...(props.submitLabel === undefined ? {} : { submitLabel: props.submitLabel })}
    >
      <Input name="q" aria-label="Name" />
      <FilterSelect
        label="Role"
        name="role"
        value={props.chosen ?? null}
        any="Any role"
        choices={ROLES}
      />
    </FilterForm>
  );
}

it("applies a choice at once, and what is typed only when it is sent", async () => {
  const { user, search } = renderPage(<People submitLabel="Search" />, "/people?page=3");
  await user.type(screen.getByRole("textbox", { name: "Name" }), "ada");
  expect(search()).toBe("");
  await user.selectOptions(screen.getByRole("combobox", { name: "Role" }), "Reviewer");
  await waitFor(() => expect(search()).toBe("?q=ada&role=reviewer"));
  await user.type(screen.getByRole("textbox", { name: "Name" }), " l");
  expect(search()).toBe("?q=ada&role=reviewer");
  await user.click(screen.getByRole("button", { name: "Search" }));
  await waitFor(() => expect(search()).toBe("?q=ada+l&role=reviewer"));
});

it("has a button without scripts, and with them only where something is typed", () => {
  const Stub = createRemixStub([{ path: "*", Component: () => <People /> }]);
  expect(renderToString(<Stub />)).toContain(">Show</button>");
  renderPage(<People />);
  expect(screen.queryByRole("button")).toBeNull();
});

it("offers to clear what is filtered", async () => {
  const { user, search } = renderPage(
    <People clearTo="/people?kept=1" chosen="admin" />,
    "/people?role=admin",
  );
  await user.click(screen.getByRole("link", { name: "Clear the filters" }));
  await waitFor(() => expect(search()).toBe("?kept=1"));
});

it("shows what the address says, also when that changes by itself", () => {
  const { rerender } = renderWithUser(
    <FilterSelect label="Role" name="role" value="admin" any="Any role" choices={ROLES} />,
  );
  const role = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Role" }).value;
  expect(role()).toBe("admin");
  rerender(<FilterSelect label="Role" name="role" value={null} any="Any role" choices={ROLES} />);
  expect(role()).toBe("");
});
