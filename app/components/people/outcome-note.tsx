import { Callout } from "~/components/ui/callout";
import type { FormOutcome } from "./form-outcome";

/** Says what a form did or why it was refused; nothing before it was sent. */
export function OutcomeNote(props: { outcome: FormOutcome | null }) {
  const { outcome } = props;
  if (outcome === null) return null;
  return outcome.error === null ? (
    <Callout tone="ok" role="status">
      {outcome.notice}
    </Callout>
  ) : (
    <Callout tone="danger" role="alert">
      {outcome.error}
    </Callout>
  );
}
