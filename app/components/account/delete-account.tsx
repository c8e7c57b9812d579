import { Form, useNavigation } from "@remix-run/react";
import { ConfirmDetails } from "~/components/people/confirm-details";
import { Button } from "~/components/ui/button";
import { Checkbox } from "~/components/ui/checkbox";
import { Section } from "~/components/ui/section";
import { listFieldErrors } from "~/lib/form-result";
import { AccountNote } from "./account-outcome";
import type { AccountOutcome } from "./account-outcome";
import { OwnPasswordField } from "./own-password-field";

/** Says what goes and what stays before it asks for the password, where there is one. */
export function DeleteAccount(props: { hasPassword: boolean; outcome: AccountOutcome | null }) {
  const { hasPassword, outcome } = props;
  const isPending = useNavigation().formData?.get("intent") === "delete";
  const sureErrors = listFieldErrors(outcome?.result, "isSure");
  return (
    <Section isRuled title="Delete your account">
      <ConfirmDetails summary="Delete my account" isOpen={outcome !== null}>
        <div className="max-w-prose space-y-3">
          <p>
            <strong>Deleted now, for good:</strong>{" "}
            {hasPassword && "your name, address and password, "}all your attempts with drawings,
            grades and reviews, your cohorts and sessions. Download your data first if you want to
            keep any of it.
          </p>
          <p>
            <strong>Kept, under “Deleted account”:</strong> verdicts, comments and sign-offs you
            gave on other people’s attempts, because their grades depend on them; problems and
            rubrics you published, because attempts are graded by them; the audit log, which has ids
            but none of your text.
          </p>
        </div>
        <Form method="post" className="flex w-full max-w-sm flex-col items-start gap-4">
          <input type="hidden" name="intent" value="delete" />
          {hasPassword && (
            <div className="w-full">
              <OwnPasswordField outcome={outcome} />
            </div>
          )}
          <Checkbox name="isSure" value="yes" label="Delete all of it" required />
          {sureErrors.length > 0 && <p className="text-danger">{sureErrors.join(" ")}</p>}
          <Button type="submit" variant="danger" isPending={isPending}>
            Delete my account
          </Button>
          <AccountNote outcome={outcome} />
        </Form>
      </ConfirmDetails>
    </Section>
  );
}
