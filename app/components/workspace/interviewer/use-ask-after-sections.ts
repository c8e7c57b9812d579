import { useEffect, useRef } from "react";
import type { Turn } from "#domain/attempts/turn.schema";
import type { SectionId } from "#domain/problems/scale";
import { BEGUN_WORDS } from "../pacing";
import type { SectionPace } from "../pacing";

/**
 * Asks about a section once its share of the clock has gone by while the page was open: if it was begun,
 * and nothing was asked about it before. What is missed while another question is open isn't caught up:
 * the candidate can ask for it.
 */
export function useAskAfterSections(props: {
  /** False while another question is open, and where sections don't bring one. */
  isOn: boolean;
  /** Null in an untimed round. */
  pacing: readonly SectionPace[] | null;
  words: Record<SectionId, number>;
  turns: readonly Turn[];
  ask: (section: SectionId) => Promise<boolean>;
}) {
  const due = props.pacing?.find(({ pace }) => pace === "now")?.section ?? null;
  const before = useRef(due);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const over = before.current;
    before.current = due;
    if (over === null || due === null || over === due) return;
    const { isOn, words, turns, ask } = latest.current;
    if (!isOn || words[over] < BEGUN_WORDS) return;
    if (turns.some(({ section }) => section === over)) return;
    void ask(over);
  }, [due]);
}
