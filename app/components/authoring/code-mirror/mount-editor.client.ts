import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import type { Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState } from "@codemirror/state";
import type { Text } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { editorTheme } from "./editor-theme";
import { supportOf } from "./languages";
import type { CodeLanguage } from "./languages";

/** What is wrong at a line, counted from 1. */
export type LineIssue = { line: number; severity: "error" | "warning"; message: string };

export type MountedEditor = {
  setText: (text: string) => void;
  setIssues: (issues: readonly LineIssue[]) => void;
  /** Selects a line, counted from 1, brings it into view and takes the focus. */
  jumpTo: (line: number) => void;
  focus: () => void;
  destroy: () => void;
};

/** The search panel's words, as the rest of the page writes them. */
const PHRASES = {
  next: "Next",
  previous: "Previous",
  all: "All",
  "match case": "Match case",
  regexp: "Pattern",
  "by word": "Whole words",
  replace: "Replace",
  "replace all": "Replace all",
};

/** A text that came from outside: telling it to the page again would go in circles. */
const fromOutside = Annotation.define<boolean>();

/**
 * Puts an editor into `parent`. Tab indents; Escape and then Tab leaves, as everywhere in CodeMirror.
 *
 * @param options.nonce of the page's content policy: the editor's style sheet is let in by it
 */
export function mountEditor(
  parent: HTMLElement,
  options: {
    text: string;
    language: CodeLanguage;
    label: string;
    hintId: string;
    isReadOnly: boolean;
    nonce: string;
    /** Where the caret stands, in UTF-16 code units. */
    selection: { anchor: number; head: number };
    onText: (text: string) => void;
  },
): MountedEditor {
  const { text, selection, onText } = options;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      selection,
      extensions: [
        EditorView.cspNonce.of(options.nonce),
        lineNumbers(),
        lintGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        highlightSelectionMatches({ minSelectionLength: 3 }),
        history(),
        drawSelection(),
        bracketMatching(),
        indentOnInput(),
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        search({ top: true }),
        EditorState.phrases.of(PHRASES),
        supportOf(options.language),
        editorTheme,
        keymap.of([
          ...searchKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorState.readOnly.of(options.isReadOnly),
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          "aria-describedby": options.hintId,
          // Also where it can only be read, so that a keyboard can scroll it.
          tabindex: "0",
          ...(options.isReadOnly && { "aria-readonly": "true" }),
        }),
        EditorView.updateListener.of((update) => {
          const isOurs = update.transactions.some((done) => done.annotation(fromOutside));
          if (update.docChanged && !isOurs) onText(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText: (next) => {
      const { doc } = view.state;
      if (doc.toString() === next) return;
      const changes = { from: 0, to: doc.length, insert: next };
      view.dispatch({ changes, annotations: fromOutside.of(true) });
    },
    setIssues: (issues) => {
      view.dispatch(setDiagnostics(view.state, toDiagnostics(view.state.doc, issues)));
    },
    jumpTo: (line) => {
      const { from, to } = view.state.doc.line(clampLine(view.state.doc, line));
      view.focus();
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: "start", yMargin: 80 }),
      });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/** The whole line but for its indentation; in the order of the text, as the editor wants them. */
function toDiagnostics(doc: Text, issues: readonly LineIssue[]): Diagnostic[] {
  return issues
    .map(({ line, severity, message }) => {
      const { from, to, text } = doc.line(clampLine(doc, line));
      const indent = text.length - text.trimStart().length;
      return { from: Math.min(from + indent, to), to, severity, message };
    })
    .sort((a, b) => a.from - b.from);
}

function clampLine(doc: Text, line: number): number {
  return Math.min(Math.max(line, 1), doc.lines);
}
