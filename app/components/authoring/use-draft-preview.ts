import type { FetcherWithComponents } from "@remix-run/react";
import { useEffect } from "react";
import type { DraftTexts } from "#domain/authoring/draft.schema";

/** Looks a while after the last key: checks of a long rubric take the server a moment. */
const QUIET_MS = 700;

/** Has texts that are not saved yet checked and the statement drawn; the fetcher holds the reply. */
export function useDraftPreview(
  { submit }: Pick<FetcherWithComponents<unknown>, "submit">,
  texts: DraftTexts,
  isDirty: boolean,
): void {
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
}
