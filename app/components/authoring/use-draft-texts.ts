import { useCallback, useEffect, useState } from "react";
import { DRAFT_FILES } from "#domain/authoring/draft-words";
import type { DraftFile } from "#domain/authoring/draft-words";
import type { DraftTexts } from "#domain/authoring/draft.schema";

export type Standing = { revision: number; texts: DraftTexts };

export type DraftEditing = {
  texts: DraftTexts;
  /** The save that these texts began from: what a save has to name. */
  base: Standing;
  isDirty: boolean;
  /** How often the texts came from elsewhere than the author's hands. */
  taken: number;
  setText: (file: DraftFile, text: string) => void;
  /** Drops the own texts for the ones that stand. */
  take: (standing: Standing) => void;
};

/**
 * The texts in an author's hands beside what stands saved. What comes from the server is taken over
 * as long as nothing would be lost by it: the own save coming back, or another's while nothing is
 * typed here.
 *
 * @param typed what was sent and not saved, where the page was drawn without script
 * @param ownRevision what the last save from here made; null before it
 */
export function useDraftTexts(
  saved: Standing,
  typed: DraftTexts | null,
  ownRevision: number | null,
): DraftEditing {
  const [base, setBase] = useState(saved);
  const [texts, setTexts] = useState(typed ?? saved.texts);
  const [taken, setTaken] = useState(0);
  const isDirty = !isSame(texts, base.texts);

  function take(standing: Standing) {
    setBase(standing);
    setTexts(standing.texts);
    setTaken((before) => before + 1);
  }

  useEffect(() => {
    if (saved.revision === base.revision) return;
    // The own save coming back leaves the texts alone: what was typed meanwhile goes on from there.
    if (saved.revision === ownRevision || isSame(texts, saved.texts)) setBase(saved);
    else if (!isDirty) take(saved);
  }, [saved, base, texts, isDirty, ownRevision]);

  const setText = useCallback((file: DraftFile, text: string) => {
    setTexts((before) => ({ ...before, [file]: text }));
  }, []);
  return { texts, base, isDirty, taken, take, setText };
}

function isSame(a: DraftTexts, b: DraftTexts): boolean {
  return DRAFT_FILES.every((file) => a[file] === b[file]);
}
