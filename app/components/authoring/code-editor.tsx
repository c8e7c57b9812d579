import { forwardRef, useImperativeHandle, useRef } from "react";
import type { TextareaHTMLAttributes } from "react";
import { useFieldWiring } from "~/components/ui/field";

export type CodeEditorHandle = {
  /** Puts the caret at the beginning of a line, counted from 1, and the line into view. */
  jumpTo: (line: number) => void;
};

type Props = Pick<
  TextareaHTMLAttributes<HTMLTextAreaElement>,
  "name" | "readOnly" | "aria-label"
> & { value: string; onText: (text: string) => void };

const LINE_PX = 20;
/** Lines left above the one that was jumped to. */
const LEAD_LINES = 4;

/** A plain text area with the numbers of its lines beside it. Lines don't wrap, so each has one. */
export const CodeEditor = forwardRef<CodeEditorHandle, Props>(function CodeEditor(
  { value, onText, ...rest },
  ref,
) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLPreElement>(null);
  const count = value.split("\n").length;

  useImperativeHandle(ref, () => ({
    jumpTo: (line) => {
      const element = area.current;
      if (element === null) return;
      const lines = element.value.split("\n");
      const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: "start" });
      element.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      element.scrollTop = Math.max(0, (line - 1 - LEAD_LINES) * LINE_PX);
      element.scrollLeft = 0;
    },
  }));

  function alignGutter() {
    if (gutter.current && area.current) gutter.current.scrollTop = area.current.scrollTop;
  }

  return (
    <div className="border-line-strong bg-surface flex h-[36rem] max-h-[80dvh] overflow-hidden rounded-md border font-mono text-[0.8125rem] leading-5">
      <pre
        ref={gutter}
        aria-hidden
        className="bg-sunken text-ink-faint w-12 shrink-0 overflow-hidden py-2 pr-2 text-right select-none"
      >
        {Array.from({ length: count }, (_, index) => index + 1).join("\n")}
        {/* Room for the text area's own scroll bar. */}
        {"\n\n"}
      </pre>
      <textarea
        {...useFieldWiring()}
        {...rest}
        ref={area}
        value={value}
        onChange={(event) => onText(event.target.value)}
        onScroll={alignGutter}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        className="text-ink min-w-0 flex-1 resize-none bg-transparent px-3 py-2 whitespace-pre focus-visible:-outline-offset-2"
      />
    </div>
  );
});
