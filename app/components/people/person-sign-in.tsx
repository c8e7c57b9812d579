import { Form, useNavigation } from "@remix-run/react";
import type { Lock } from "#server/accounts/get-locks";
import { Button } from "~/components/ui/button";
import { LocalTime } from "~/components/ui/local-time";
import { Section } from "~/components/ui/section";
import type { FormOutcome } from "./form-outcome";
import { OutcomeNote } from "./outcome-note";

/** Says that failed tries hold up somebody's sign-in, and lets an admin end that. */
export function PersonSignIn(props: { lock: Lock | null; outcome: FormOutcome | null }) {
  const isPending = useNavigation().formData?.get("intent") === "lift-lock";
  if (props.lock === null && props.outcome === null) return null;
  return (
    <Section isRuled title="Sign-in">
      <div className="flex flex-col items-start gap-3">
        {props.lock !== null && (
          <>
            <p>
              After too many failed tries, sign-in is locked until{" "}
              <LocalTime iso={props.lock.until} detail="time" />.
            </p>
            <Form method="post">
              <input type="hidden" name="intent" value="lift-lock" />
              <Button type="submit" isPending={isPending}>
                Unlock
              </Button>
            </Form>
          </>
        )}
        <OutcomeNote outcome={props.outcome} />
      </div>
    </Section>
  );
}
