import { createRemixStub } from "@remix-run/testing";
import { cleanup, render } from "@testing-library/react";
import type { RenderResult } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { UserEvent } from "@testing-library/user-event";
import type { ReactElement } from "react";
import { onTestFinished } from "vitest";

/** As React wants it where its updates are awaited. */
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

export type Rendered = RenderResult & { user: UserEvent };

/** A component in a document until the test ends, and somebody who uses it. */
export function renderWithUser(element: ReactElement): Rendered {
  onTestFinished(cleanup);
  return { user: userEvent.setup(), ...render(element) };
}

/** The same as a page of the router. `search` says where the page is, with its question mark. */
export function renderPage(
  element: ReactElement,
  address = "/",
): Rendered & { search: () => string } {
  let search = "";
  const Stub = createRemixStub([
    {
      path: "*",
      Component: () => element,
      loader: ({ request }) => {
        search = new URL(request.url).search;
        return null;
      },
    },
  ]);
  return {
    ...renderWithUser(
      <Stub initialEntries={[address]} hydrationData={{ loaderData: { "0": null } }} />,
    ),
    search: () => search,
  };
}
