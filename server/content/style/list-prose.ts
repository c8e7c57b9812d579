import ts from "typescript";

/** Words that a person reads, and the line they are on, from 1. */
export type Prose = { line: number; text: string };

const FENCE = /^\s*(?:```|~~~)/;
const CODE_SPAN = /`[^`]*`/g;
const LINK_TARGET = /\]\([^)]*\)/g;

/** Markdown or YAML, line by line: no code, no addresses, no comments of YAML. */
export function listTextProse(source: string): Prose[] {
  let isCode = false;
  return source.split("\n").flatMap((text, at) => {
    const isFence = FENCE.test(text);
    if (isFence) isCode = !isCode;
    if (isCode || isFence) return [];
    return { line: at + 1, text: text.replace(CODE_SPAN, " ").replace(LINK_TARGET, "]") };
  });
}

/** TypeScript: its strings, its templates and what JSX shows. No names, no comments, no imports. */
export function listCodeProse(source: string, isJsx: boolean): Prose[] {
  const kind = isJsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile("file", source, ts.ScriptTarget.Latest, true, kind);
  const prose: Prose[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || isTemplateRest(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      prose.push({ line: line + 1, text: node.text });
    } else if (ts.isJsxText(node)) {
      prose.push(...listJsxText(file, node));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return prose;
}

function isTemplateRest(node: ts.Node): node is ts.TemplateMiddle | ts.TemplateTail {
  return ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

/** As a browser shows it: a sentence may run on over lines, and is named by its first. */
function listJsxText(file: ts.SourceFile, { text, pos }: ts.JsxText): Prose[] {
  const shown = text.trim().replace(/\s+/g, " ");
  if (shown === "") return [];
  const start = pos + text.length - text.trimStart().length;
  return [{ line: file.getLineAndCharacterOfPosition(start).line + 1, text: shown }];
}
