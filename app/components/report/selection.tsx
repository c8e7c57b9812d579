import { createContext, useCallback, useContext, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { SectionId } from "#domain/problems/scale";

/**
 * Which criteria the reader looks at: those under the pointer or focus, else those they chose.
 * Sentences, notes and boxes of the drawing all light up by it, whichever of them was pointed at.
 */
type Selection = {
  lit: ReadonlySet<string>;
  chosen: readonly string[];
  /** Null when the pointer or focus has left. */
  point: (criterionIds: readonly string[] | null) => void;
  /** Choosing what is chosen already lets go of it. */
  choose: (criterionIds: readonly string[]) => void;
};

const SelectionContext = createContext<Selection>({
  lit: new Set(),
  chosen: [],
  point: () => undefined,
  choose: () => undefined,
});

export function SelectionProvider(props: { children: ReactNode }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [pointed, setPointed] = useState<readonly string[] | null>(null);
  const choose = useCallback((criterionIds: readonly string[]) => {
    setPointed(null);
    setChosen((before) => (before.join() === criterionIds.join() ? [] : criterionIds));
  }, []);
  const selection = useMemo(
    () => ({ lit: new Set(pointed ?? chosen), chosen, point: setPointed, choose }),
    [pointed, chosen, choose],
  );
  return <SelectionContext.Provider value={selection}>{props.children}</SelectionContext.Provider>;
}

export function useSelection(): Selection {
  return useContext(SelectionContext);
}

/** Id in the page of a criterion's note, so that sentences can link to it without a script. */
export function noteId(criterionId: string): string {
  return `criterion-${criterionId}`;
}

/** Id in the page of a section of the report. */
export function sectionAnchor(section: SectionId): string {
  return `section-${section}`;
}

/** Id in the page of a follow-up of the interviewer. */
export function exchangeAnchor(turn: number): string {
  return `follow-up-${turn}`;
}

export const DRAWING_ID = "drawing";
