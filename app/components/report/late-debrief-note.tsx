import { Form, useNavigation } from "@remix-run/react";
import { useQuietRefresh } from "~/lib/use-quiet-refresh";
import { Button } from "../ui/button";

/** Where a debrief that comes after the grade stands, for its candidate. */
export type LateDebrief = { isUnderWay: boolean; canAsk: boolean };

/** A model at home takes minutes. */
const REFRESH_MS = 3_000;

/** Asks for the debrief that a grade was left without, and waits for it. */
export function LateDebriefNote({ lateDebrief }: { lateDebrief: LateDebrief }) {
  const { isUnderWay, canAsk } = lateDebrief;
  const isPending = useNavigation().formData?.get("intent") === "debrief";
  useQuietRefresh(isUnderWay, REFRESH_MS);
  return (
    <div className="mt-3 max-w-prose print:hidden" aria-live="polite">
      {isUnderWay && (
        <p>
          The model is reading the whole design. The debrief appears here by itself; you can close
          the page.
        </p>
      )}
      {canAsk && (
        <Form method="post" className="flex flex-col items-start gap-3">
          <input type="hidden" name="intent" value="debrief" />
          <p>
            A debrief reads the design as a whole: what could sink it, and what to say instead. It
            changes nothing in the grade.
          </p>
          <Button type="submit" isPending={isPending}>
            Ask for a debrief
          </Button>
        </Form>
      )}
    </div>
  );
}
