import { forwardRef, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import type { RefObject } from "react";
import { readPageNonce } from "~/lib/nonce";
import type { CodeLanguage } from "./code-mirror/languages";
import type { LineIssue, MountedEditor } from "./code-mirror/mount-editor.client";

export type CodeEditorHandle = {
  /** Selects a line, counted from 1, and brings it into view. */
  jumpTo: (line: number) => void;
};

type Props = {
  /** The form that carries the text. */
  form: string;
  name: string;
  label: string;
  language: CodeLanguage;
  value: string;
  /** Counts how often `value` came from elsewhere than this editor: only then it takes it over. */
  taken: number;
  isReadOnly: boolean;
  issues: readonly LineIssue[];
  onText: (text: string) => void;
};

const LINE_PX = 20;
/** Lines left above the one that was jumped to. */
const LEAD_LINES = 4;

/**
 * A text with its lines numbered and its faults marked. It begins as a plain text area, which works
 * without a script and stays if the editor can't be fetched; the editor takes its place, with the
 * caret where it was. The text area goes on carrying the text in the form.
 */
export const CodeEditor = forwardRef<CodeEditorHandle, Props>(function CodeEditor(props, ref) {
  const { value, taken, issues } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const { editor, hasFailed } = useMountedEditor(props, place, area, hintId);

  // Not at every change of `value`: between a key and its effect there may be the next key.
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  useEffect(() => editor?.setText(latest.current), [editor, taken]);
  useEffect(() => editor?.setIssues(issues), [editor, issues]);

  useImperativeHandle(ref, () => ({
    jumpTo: (line) => {
      place.current?.scrollIntoView({ block: "start" });
      if (editor) editor.jumpTo(line);
      else if (area.current) selectLine(area.current, line);
    },
  }));

  return (
    <>
      <div
        ref={place}
        className="border-line-strong bg-surface focus-within:outline-accent text-fine h-[36rem] max-h-[80dvh] overflow-hidden rounded-md border leading-5 focus-within:outline-2 focus-within:outline-offset-2"
      >
        <textarea
          ref={area}
          form={props.form}
          name={props.name}
          aria-label={props.label}
          aria-describedby={hintId}
          value={value}
          readOnly={props.isReadOnly}
          onChange={(event) => props.onText(event.target.value)}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          hidden={editor !== null}
          className="text-ink size-full resize-none bg-transparent px-3 py-2 font-mono whitespace-pre focus-visible:outline-none"
        />
      </div>
      <p id={hintId} className="text-ink-soft text-small mt-1.5">
        {editor
          ? "Tab indents; press Escape, then Tab to leave. Ctrl+F searches, F8 goes to the next error, Ctrl+S saves (⌘ on a Mac)."
          : hasFailed
            ? "The editor couldn’t load. This plain field works and saves too."
            : "Ctrl+S saves (⌘ on a Mac)."}
      </p>
    </>
  );
});

/** Fetches the editor once the page stands, and puts it over the text area. */
function useMountedEditor(
  props: Props,
  place: RefObject<HTMLDivElement>,
  area: RefObject<HTMLTextAreaElement>,
  hintId: string,
): { editor: MountedEditor | null; hasFailed: boolean } {
  const [editor, setEditor] = useState<MountedEditor | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const { language, label, isReadOnly } = props;
  const onText = useRef(props.onText);
  useEffect(() => {
    onText.current = props.onText;
  });

  useEffect(() => {
    let mounted: MountedEditor | null = null;
    let isGone = false;
    import("./code-mirror/mount-editor.client").then(
      ({ mountEditor }) => {
        if (isGone || !place.current || !area.current) return;
        const { value: text, selectionStart: anchor, selectionEnd: head } = area.current;
        const hadFocus = document.activeElement === area.current;
        mounted = mountEditor(place.current, {
          text,
          language,
          label,
          isReadOnly,
          hintId,
          selection: { anchor, head },
          nonce: readPageNonce(),
          onText: (next) => onText.current(next),
        });
        if (hadFocus) mounted.focus();
        setEditor(mounted);
      },
      () => setHasFailed(true),
    );
    return () => {
      isGone = true;
      mounted?.destroy();
      setEditor(null);
    };
  }, [place, area, language, label, isReadOnly, hintId]);
  return { editor, hasFailed };
}

function selectLine(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = Math.max(0, (line - 1 - LEAD_LINES) * LINE_PX);
  area.scrollLeft = 0;
}
