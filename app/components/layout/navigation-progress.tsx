import { useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";

// Below this a page is simply there; a flash of a bar would only disturb.
const SHOW_AFTER_MS = 150;

/** A line along the top while the next page loads, told to screen readers too. */
export function NavigationProgress() {
  const isBusy = useNavigation().state !== "idle";
  const [isShown, setIsShown] = useState(false);

  useEffect(() => {
    if (!isBusy) {
      setIsShown(false);
      return;
    }
    const timer = setTimeout(() => setIsShown(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isBusy]);

  return (
    <div role="status" className="print:hidden">
      {isShown && (
        <>
          <span className="sr-only">Loading</span>
          <span
            aria-hidden
            className="bg-accent-soft fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden"
          >
            <span className="bg-accent animate-run block h-full w-2/5" />
          </span>
        </>
      )}
    </div>
  );
}
