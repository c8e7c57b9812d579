import { createContext, useCallback, useContext, useMemo, useState } from "react";
import type { Dispatch, ReactNode, SetStateAction } from "react";
import type { SectionId } from "#domain/problems/scale";
import type { DebriefView } from "~/lib/report/debrief-view";
import { listPlanned } from "~/lib/report/next-view";
import type { NextView } from "~/lib/report/next-view";

/** What a place of the debrief leads to from the text, and how it is named there. */
type Mention = { anchor: string; label: string; isShort: boolean };

/**
 * Which criteria, or places of the debrief, the reader looks at: those under the pointer or focus, else
 * those they chose. Sentences, notes and boxes of the drawing all light up by it, whichever of them was
 * pointed at.
 */
type Selection = {
  /** By the ids of places. */
  mentions: ReadonlyMap<string, Mention>;
  /** The step of the plan that says what to do about a criterion, by its id. */
  planned: Record<string, number>;
  lit: ReadonlySet<string>;
  chosen: readonly string[];
  /** The events of what lights them up while the pointer or the focus is on it. */
  pointing: (criterionIds: readonly string[]) => Pointing;
  /** Choosing what is chosen already lets go of it. */
  choose: (criterionIds: readonly string[]) => void;
};

type Pointing = Partial<Record<"onMouseMove" | "onMouseLeave" | "onFocus" | "onBlur", () => void>>;

const SelectionContext = createContext<Selection>({
  mentions: new Map(),
  planned: {},
  lit: new Set(),
  chosen: [],
  pointing: () => ({}),
  choose: () => undefined,
});

export function SelectionProvider(props: {
  debrief?: DebriefView;
  next?: NextView | null;
  children: ReactNode;
}) {
  const { debrief = null, next = null } = props;
  const planned = useMemo(() => listPlanned(next), [next]);
  const mentions = useMemo(() => listMentions(debrief), [debrief]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  // Joined by spaces, so that moving on the same thing changes nothing.
  const [pointed, setPointed] = useState<string | null>(null);
  const choose = useCallback((criterionIds: readonly string[]) => {
    setPointed(null);
    setChosen((before) => (before.join() === criterionIds.join() ? [] : criterionIds));
  }, []);
  const selection = useMemo(
    () => ({
      mentions,
      planned,
      lit: new Set(pointed?.split(" ") ?? chosen),
      chosen,
      pointing: (ids: readonly string[]) => listenFor(ids.join(" "), setPointed),
      choose,
    }),
    [mentions, planned, pointed, chosen, choose],
  );
  return <SelectionContext.Provider value={selection}>{props.children}</SelectionContext.Provider>;
}

/** Whichever of pointer and focus came last counts; what scrolls under a resting pointer doesn't. */
function listenFor(key: string, setPointed: Dispatch<SetStateAction<string | null>>): Pointing {
  const enter = () => setPointed(key);
  const leave = () => setPointed((before) => (before === key ? null : before));
  return { onMouseMove: enter, onMouseLeave: leave, onFocus: enter, onBlur: leave };
}

function listMentions(debrief: DebriefView): Map<string, Mention> {
  if (debrief?.kind !== "made") return new Map();
  const points = debrief.points.flatMap(({ number, places }) =>
    places.map(({ id }): [string, Mention] => [
      id,
      { anchor: pointAnchor(number), label: `Fix\u00a0${number}`, isShort: true },
    ]),
  );
  const strengths = debrief.strengths.map(({ number, place }): [string, Mention] => [
    place.id,
    { anchor: strengthAnchor(number), label: "Good", isShort: false },
  ]);
  const asides = debrief.asides.map(({ number, place }): [string, Mention] => [
    place.id,
    { anchor: asideAnchor(number), label: "Also", isShort: false },
  ]);
  return new Map([...points, ...asides, ...strengths]);
}

export function useSelection(): Selection {
  return useContext(SelectionContext);
}

/** Id in the page of a criterion's note, so that sentences can link to it without a script. */
export function noteId(criterionId: string): string {
  return `criterion-${criterionId}`;
}

/** Id in the page of a point of the debrief. */
export function pointAnchor(number: number): string {
  return `fix-${number}`;
}

/** Id in the page of a smaller thing to fix. */
export function asideAnchor(number: number): string {
  return `also-${number}`;
}

/** Id in the page of something that was good. */
export function strengthAnchor(number: number): string {
  return `good-${number}`;
}

/** Id in the page of a step of the plan. */
export function stepAnchor(number: number): string {
  return `step-${number}`;
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
