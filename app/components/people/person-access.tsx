import { Form, useNavigation } from "@remix-run/react";
import type { Person } from "#server/accounts/get-person";
import { Button } from "~/components/ui/button";
import { LocalTime } from "~/components/ui/local-time";
import { Section } from "~/components/ui/section";
import { ConfirmDetails } from "./confirm-details";
import type { FormOutcome } from "./form-outcome";
import { OutcomeNote } from "./outcome-note";

/** Whether a person may sign in. */
export function PersonAccess(props: {
  person: Person;
  isSelf: boolean;
  outcome: FormOutcome | null;
}) {
  const { person } = props;
  const isPending = useNavigation().formData?.get("intent") === "access";
  return (
    <Section isRuled title="Access">
      <div className="flex flex-col gap-3">
        {person.disabledAt === null ? (
          <ConfirmDetails
            summary={props.isSelf ? "Disable my own account" : "Disable this account"}
          >
            <p className="text-ink-soft">
              {props.isSelf
                ? "You are signed out now and can’t sign in until another admin enables the account again. Your"
                : "They are signed out now and can’t sign in until an admin enables the account again. Their"}{" "}
              work stays: an attempt in progress is handed in at its deadline as last saved.
              {person.role === "admin" &&
                " Invitations and password reset links created by this account stop working."}
            </p>
            <AccessForm isDisabled isPending={isPending} />
          </ConfirmDetails>
        ) : (
          <>
            <p>
              Disabled since <LocalTime iso={person.disabledAt} />: they can’t sign in.
            </p>
            <AccessForm isDisabled={false} isPending={isPending} />
          </>
        )}
        <OutcomeNote outcome={props.outcome} />
      </div>
    </Section>
  );
}

function AccessForm(props: { isDisabled: boolean; isPending: boolean }) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="access" />
      <input type="hidden" name="isDisabled" value={String(props.isDisabled)} />
      <Button
        type="submit"
        variant={props.isDisabled ? "danger" : "secondary"}
        isPending={props.isPending}
      >
        {props.isDisabled ? "Disable" : "Enable the account"}
      </Button>
    </Form>
  );
}
