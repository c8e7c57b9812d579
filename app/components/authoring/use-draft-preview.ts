import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import type { DraftTexts } from "#server/authoring/draft.schema";

/** Looks a while after the last key: checks of a long rubric take the server a moment. */
const QUIET_MS = 700;

/**
 * Has texts that are not saved yet checked and the statement drawn; null until the first reply, and
 * while nothing is unsaved.
 */
export function useDraftPreview<Preview>(
  texts: DraftTexts,
  isDirty: boolean,
  pick: (reply: unknown) => Preview | null,
): Preview | null {
  const fetcher = useFetcher();
  const { submit } = fetcher;
  useEffect(() => {
    if (!isDirty) return;
    const timer = setTimeout(() => {
      void submit(
        { ...texts, intent: "check" },
        { method: "post", encType: "multipart/form-data" },
      );
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [texts, isDirty, submit]);
  return isDirty ? pick(fetcher.data) : null;
}
