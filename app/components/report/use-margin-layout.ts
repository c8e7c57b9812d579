import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import { placeNotes } from "~/lib/report/place-notes";

/** From this width on there is a margin; Tailwind's `lg`. */
const MARGIN_QUERY = "(min-width: 64rem)";
const NOTE_GAP_PX = 20;

type MarginLayout = { tops: Map<string, number>; height: number };

/**
 * Places notes beside the sentences they speak of, and again whenever text or notes change size.
 *
 * @param ids of the criteria in the margin; their notes are the children of `notesRef`, in order
 * @returns null while there is no margin: the notes then follow the text
 */
export function useMarginLayout(ids: string[]): {
  textRef: RefObject<HTMLDivElement>;
  notesRef: RefObject<HTMLDivElement>;
  layout: MarginLayout | null;
} {
  const textRef = useRef<HTMLDivElement>(null);
  const notesRef = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState<MarginLayout | null>(null);
  const key = ids.join(" ");

  useEffect(() => {
    const text = textRef.current;
    const notes = notesRef.current;
    if (text === null || notes === null || key === "") return;
    const query = window.matchMedia(MARGIN_QUERY);
    function place(textElement: HTMLElement, notesElement: HTMLElement) {
      setLayout(query.matches ? measure(textElement, notesElement, key.split(" ")) : null);
    }
    const observer = new ResizeObserver(() => place(text, notes));
    for (const element of [text, ...notes.children]) observer.observe(element);
    const onWidth = () => place(text, notes);
    query.addEventListener("change", onWidth);
    return () => {
      observer.disconnect();
      query.removeEventListener("change", onWidth);
    };
  }, [key]);

  return { textRef, notesRef, layout };
}

function measure(text: HTMLElement, notes: HTMLElement, ids: string[]): MarginLayout {
  const textTop = text.getBoundingClientRect().top;
  const marked = [...text.querySelectorAll<HTMLElement>(".marked")];
  const boxes = [...notes.children].map((note, index) => {
    const id = ids[index] ?? "";
    const mark = marked.find((element) => element.dataset["criteria"]?.split(" ").includes(id));
    // Inline text may begin in the middle of a line: the first of its rectangles is that line.
    const top = mark?.getClientRects()[0]?.top ?? textTop;
    return { id, wantedTop: top - textTop, height: note.getBoundingClientRect().height };
  });
  return placeNotes(boxes, NOTE_GAP_PX);
}
