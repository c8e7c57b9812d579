import { Callout } from "~/components/ui/callout";
import { listFormErrors } from "~/lib/form-result";
import type { FormResult } from "~/lib/form-result";

export type AccountPart = "name" | "email" | "password" | "sessions" | "delete";

/** What came of a form of one's account: what was done, or what is wrong with it. */
export type AccountOutcome = {
  part: AccountPart;
  notice: string | null;
  result: FormResult | undefined;
};

/** Says beside its form what was done, or why not. */
export function AccountNote({ outcome }: { outcome: AccountOutcome | null }) {
  if (outcome === null) return null;
  const errors = listFormErrors(outcome.result);
  if (errors.length > 0) return <Callout tone="danger" role="alert" title={errors.join(" ")} />;
  if (outcome.notice === null) return null;
  return (
    <Callout tone="ok" role="status">
      {outcome.notice}
    </Callout>
  );
}

/** The outcome, if it is this part's. */
export function outcomeOf(
  outcome: AccountOutcome | undefined,
  part: AccountPart,
): AccountOutcome | null {
  return outcome?.part === part ? outcome : null;
}
