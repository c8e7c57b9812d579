import { useEffect, useRef } from "react";
import { TalkControls } from "./talk-controls";
import { useDictation } from "./use-dictation";

/** Speaking into a field: the words come at its end, to be read over and changed. */
export default function TalkToReply(props: {
  /** Where the recording goes. */
  url: string;
  fieldId: string;
  text: string;
  maxChars: number;
  hasKey: boolean;
  onText: (text: string) => void;
}) {
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const dictation = useDictation(props.url, (words) => {
    const { text, maxChars, fieldId, onText } = latest.current;
    const { joined, leftOff } = addWords(text, words, maxChars);
    onText(joined);
    focusEnd(fieldId);
    return leftOff === ""
      ? "Your words are in the field. Read them over: they count exactly as written."
      : `The field is full. This didn’t fit: “${leftOff}”`;
  });
  return <TalkControls dictation={dictation} hasKey={props.hasKey} />;
}

/** What a field holds once words were added, and those that it has no room for. */
export function addWords(
  text: string,
  words: string,
  maxChars: number,
): { joined: string; leftOff: string } {
  const before = text === "" || /\s$/.test(text) ? text : `${text} `;
  const whole = before + words;
  if (whole.length <= maxChars) return { joined: whole, leftOff: "" };
  // Not within a word.
  const cut = Math.max(text.length, whole.lastIndexOf(" ", maxChars));
  return { joined: whole.slice(0, cut), leftOff: whole.slice(cut).trim() };
}

/** Where one reads on, once the field has the words. */
function focusEnd(fieldId: string): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(fieldId);
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    field.scrollTop = field.scrollHeight;
  });
}
