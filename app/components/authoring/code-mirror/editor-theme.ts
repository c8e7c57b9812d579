import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** All colours are tokens, which follow the reader's theme by themselves: one look for both. */
const look = EditorView.theme({
  "&": { height: "100%", color: "var(--color-ink)", backgroundColor: "transparent" },
  // The frame around it shows the focus, as it does around a plain text area.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "20px", overflow: "auto" },
  ".cm-content": { caretColor: "var(--color-ink)", padding: "8px 0" },
  ".cm-line": { padding: "0 12px" },
  ".cm-cursor": { borderLeftColor: "var(--color-ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--color-sunken)",
    color: "var(--color-ink-faint)",
    border: "none",
  },
  ".cm-activeLine": {
    backgroundColor: "color-mix(in srgb, var(--color-accent-soft) 45%, transparent)",
  },
  ".cm-activeLineGutter": {
    backgroundColor: "var(--color-accent-soft)",
    color: "var(--color-ink)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: "color-mix(in srgb, var(--color-accent) 28%, transparent)" },
  ".cm-searchMatch": {
    backgroundColor: "var(--color-warn-soft)",
    outline: "1px solid var(--color-warn)",
  },
  ".cm-searchMatch-selected": { backgroundColor: "var(--color-accent-soft)" },
  ".cm-selectionMatch": { backgroundColor: "var(--color-warn-soft)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--color-accent-soft)",
  },
  ".cm-panels": {
    backgroundColor: "var(--color-sunken)",
    color: "var(--color-ink)",
    fontFamily: "var(--font-sans)",
  },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--color-line)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--color-line)" },
  ".cm-panel.cm-search": { padding: "8px 28px 8px 8px", fontSize: "var(--text-small)" },
  ".cm-panel.cm-search label": { fontSize: "0.875rem" },
  ".cm-panel.cm-search [name=close]": { color: "var(--color-ink)", fontSize: "1.25rem" },
  ".cm-textfield": {
    backgroundColor: "var(--color-surface)",
    border: "1px solid var(--color-line-strong)",
    borderRadius: "var(--radius-sm)",
    fontSize: "0.875rem",
    padding: "3px 6px",
  },
  ".cm-button": {
    backgroundColor: "var(--color-surface)",
    backgroundImage: "none",
    border: "1px solid var(--color-line-strong)",
    borderRadius: "var(--radius-sm)",
    color: "var(--color-ink)",
    fontSize: "0.875rem",
    padding: "3px 8px",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--color-surface)",
    border: "1px solid var(--color-line-strong)",
    borderRadius: "var(--radius-md)",
    color: "var(--color-ink)",
    fontFamily: "var(--font-sans)",
    fontSize: "var(--text-small)",
    maxWidth: "34rem",
  },
  ".cm-diagnostic": { padding: "4px 10px", whiteSpace: "normal" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--color-danger)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--color-warn)" },
  // Underlines of our own: the ready-made ones are pictures in colours of no theme.
  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--color-danger) 1.5px" },
  ".cm-lintRange-warning": { textDecoration: "underline dotted var(--color-warn) 2px" },
  ".cm-lintRange-active": { backgroundColor: "var(--color-danger-soft)" },
  // A letter, not a colour alone, says how grave it is.
  ".cm-lint-marker": { width: "1em", height: "auto", textAlign: "center", fontWeight: "700" },
  ".cm-lint-marker-error, .cm-lint-marker-warning": { content: "normal" },
  ".cm-lint-marker-error": { color: "var(--color-danger)" },
  ".cm-lint-marker-warning": { color: "var(--color-warn)" },
  ".cm-lint-marker-error::after": { content: "'!'" },
  ".cm-lint-marker-warning::after": { content: "'?'" },
});

const colours = HighlightStyle.define([
  { tag: [tags.heading, tags.strong], fontWeight: "700" },
  { tag: tags.heading, color: "var(--color-accent)" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--color-accent)" },
  { tag: [tags.string, tags.monospace], color: "var(--color-ok)" },
  { tag: [tags.link, tags.url], color: "var(--color-accent)", textDecoration: "underline" },
  { tag: [tags.comment, tags.meta], color: "var(--color-ink-faint)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket], color: "var(--color-ink-soft)" },
  { tag: [tags.processingInstruction, tags.list], color: "var(--color-ink-faint)" },
  { tag: tags.quote, color: "var(--color-ink-soft)" },
]);

export const editorTheme: Extension = [look, syntaxHighlighting(colours)];
