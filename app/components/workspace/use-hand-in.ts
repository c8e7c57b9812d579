import { useNavigation, useSubmit } from "@remix-run/react";
import { getSubmitKey } from "./submit-key";
import type { SyncControl } from "./use-workspace-sync";

/**
 * Sends what is unsent and hands the attempt in; says in words why it could not.
 * @param path of the room, whose action takes it
 */
export function useHandIn(path: string, attemptId: string, { sync }: SyncControl) {
  const submit = useSubmit();
  const navigation = useNavigation();
  async function handIn(): Promise<string | null> {
    if (sync === null) return "The page is still opening. Try again in a moment.";
    if (!(await sync.loop.flush())) return describeUnflushed(sync);
    submit({ submitKey: getSubmitKey(attemptId) }, { method: "post", action: path });
    return null;
  }
  return { isSubmitting: navigation.formMethod === "POST", handIn };
}

function describeUnflushed(sync: NonNullable<SyncControl["sync"]>): string {
  const status = sync.loop.getStatus();
  if (status.conflicts.length > 0)
    return "A section has two versions. Choose one of them first, then hand in.";
  return "Your last changes haven’t reached the server. They are kept here. Hand in again when it responds.";
}
