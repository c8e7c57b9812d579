import { useEffect, useRef, useState } from "react";
import { SECTION_IDS, SECTION_TITLES, type SectionId } from "#domain/problems/scale";
import type { SectionPace } from "./pacing";

/**
 * Told to a screen reader: which section is open now, how it stands, and when the clock moves on to
 * the next one. Nothing while the page opens, and nothing about every word.
 */
export function SectionNews(props: {
  section: SectionId;
  pacing: readonly SectionPace[] | null;
  words: Record<SectionId, number>;
}) {
  const { section, pacing, words } = props;
  const due = pacing?.find(({ pace }) => pace === "now")?.section ?? null;
  const latest = useRef({ words, pacing });
  useEffect(() => {
    latest.current = { words, pacing };
  });
  const [news, setNews] = useState("");
  const before = useRef({ section, due });
  useEffect(() => {
    const last = before.current;
    before.current = { section, due };
    if (last.section !== section) setNews(describeOpened(section, latest.current));
    else if (last.due !== due && due !== null) setNews(`Time for ${SECTION_TITLES[due]}.`);
  }, [section, due]);
  return (
    <p aria-live="polite" className="sr-only">
      {news}
    </p>
  );
}

function describeOpened(
  section: SectionId,
  { words, pacing }: { words: Record<SectionId, number>; pacing: readonly SectionPace[] | null },
): string {
  const place = `section ${SECTION_IDS.indexOf(section) + 1} of ${SECTION_IDS.length}`;
  const count = words[section] === 1 ? "1 word" : `${words[section]} words`;
  const isLate = pacing?.find((one) => one.section === section)?.pace === "late";
  return `${SECTION_TITLES[section]}, ${place}, ${count}${isLate ? ", running late" : ""}.`;
}
