import { useBlocker } from "@remix-run/react";
import { useEffect } from "react";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";

/** Asks before unsaved texts are left behind, by a link or by closing the tab. */
export function LeaveGuard(props: { isDirty: boolean }) {
  const { isDirty } = props;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isDirty) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [isDirty]);
  return (
    <Dialog
      isOpen={blocker.state === "blocked"}
      onOpenChange={(isOpen) => !isOpen && blocker.state === "blocked" && blocker.reset()}
      title="Leave without saving?"
      description="Changes since the last save would be lost."
      actions={
        <>
          <Button variant="danger" onClick={() => blocker.state === "blocked" && blocker.proceed()}>
            Leave
          </Button>
          <Button variant="primary" onClick={() => blocker.state === "blocked" && blocker.reset()}>
            Stay
          </Button>
        </>
      }
    />
  );
}
