import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";

function hydrate() {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
}

// What was sent is painted first: hydrating a long page takes a while, and reading it needs no script.
// A tab in the background paints nothing until it is looked at.
if (document.hidden) hydrate();
else requestAnimationFrame(() => setTimeout(hydrate));
