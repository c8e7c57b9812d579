import { Form, useNavigation } from "@remix-run/react";
import { Button } from "~/components/ui/button";
import { Section } from "~/components/ui/section";
import type { FormOutcome } from "./form-outcome";
import { OneTimeLink } from "./one-time-link";
import type { MadeLink } from "./one-time-link";
import { OutcomeNote } from "./outcome-note";

/** A link for somebody who forgot their password. */
export function PersonReset(props: {
  isAdmin: boolean;
  link: MadeLink | null;
  outcome: FormOutcome | null;
}) {
  const isPending = useNavigation().formData?.get("intent") === "reset-link";
  return (
    <Section isRuled title="Forgotten password">
      <div className="flex flex-col items-start gap-3">
        <p className="text-ink-soft">
          A link to set a new password themselves. It works for a day, and the old password works
          until they use it.{props.isAdmin && " Every other admin gets a notice of it."}
        </p>
        <Form method="post" preventScrollReset>
          <Button type="submit" name="intent" value="reset-link" isPending={isPending}>
            Create reset link
          </Button>
        </Form>
        {props.link !== null && (
          <OneTimeLink link={props.link}>It works once, and a newer link replaces it.</OneTimeLink>
        )}
        <OutcomeNote outcome={props.outcome} />
      </div>
    </Section>
  );
}
