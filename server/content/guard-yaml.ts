import { Composer, isMap, isScalar, Lexer, Parser, visit } from "yaml";
import type { CST, Document, LineCounter } from "yaml";

/** Four times what the longest rubric of the repository has. */
const MAX_LEXEMES = 150_000;
/** A rubric nests seven deep. Parsers call themselves for each level. */
const MAX_DEPTH = 30;
/** All rubrics together have one. The parser goes through the whole document for each. */
const MAX_ALIASES = 100;

/** Why a text is not read, and where in it. */
export type YamlFault = { offset: number; message: string };

/**
 * Parses a text in time that grows with its length alone: what is too large, nests too deep or has
 * too many aliases is given up before the nodes are made. Duplicate keys are left to `findTwins`.
 */
export function composeYaml(
  text: string,
  lineCounter: LineCounter,
): { document: Document.Parsed } | { excess: YamlFault } {
  const tokens = readTokens(text, lineCounter);
  if (!Array.isArray(tokens)) return { excess: tokens };
  for (const token of tokens) {
    const excess = findInTree(token);
    if (excess) return { excess };
  }
  const composer = new Composer({ uniqueKeys: false, logLevel: "error" });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (!document) return { excess: { offset: 0, message: "no document" } };
  if (second) return { excess: { offset: second.range[0], message: "more than one document" } };
  return { document };
}

function readTokens(text: string, lineCounter: LineCounter): CST.Token[] | YamlFault {
  const parser = new Parser(lineCounter.addNewLine);
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  let offset = 0;
  lineCounter.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    if (lexemes > MAX_LEXEMES) {
      return { offset, message: `too large: more than ${MAX_LEXEMES} words and signs` };
    }
    lexemes += 1;
    offset += lexeme.length;
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  return tokens;
}

type Level = { token: CST.Token | null | undefined; depth: number };

/** Without calling itself, since it may be deep. */
function findInTree(root: CST.Token): YamlFault | null {
  let aliases = 0;
  const open: Level[] = [{ token: root, depth: 0 }];
  for (let level = open.pop(); level !== undefined; level = open.pop()) {
    const { token, depth } = level;
    if (!token) continue;
    const { offset } = token;
    if (depth > MAX_DEPTH) return { offset, message: `nests more than ${MAX_DEPTH} levels deep` };
    if (token.type === "alias") aliases += 1;
    if (aliases > MAX_ALIASES) return { offset, message: `more than ${MAX_ALIASES} aliases` };
    if (token.type === "document") open.push({ token: token.value, depth });
    if (!("items" in token)) continue;
    for (const item of token.items) {
      open.push({ token: item.key, depth: depth + 1 }, { token: item.value, depth: depth + 1 });
    }
  }
  return null;
}

/** Keys that a map holds twice. The parser's own check compares each key with all before it. */
export function findTwins(document: Document.Parsed): YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          faults.push({ offset: key.range?.[0] ?? 0, message: "Map keys must be unique" });
        }
        seen.add(key.value);
      }
    },
  });
  return faults;
}

/** The entry of each key of a map, made once for a map. */
export function indexKeys(map: unknown): Map<string, Entry> {
  if (!isMap(map)) return new Map();
  let index = indexes.get(map);
  if (!index) {
    index = new Map();
    for (const { key, value } of map.items) {
      const name = String(isScalar(key) ? key.value : key);
      if (!index.has(name)) index.set(name, { key, value });
    }
    indexes.set(map, index);
  }
  return index;
}

type Entry = { key: unknown; value: unknown };
const indexes = new WeakMap<object, Map<string, Entry>>();
