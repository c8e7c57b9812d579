import { foldText } from "./fold";

/*
 * Marks by which chat templates tell roles and turns apart. Many servers turn them into control
 * tokens wherever they stand in a message, so text that somebody else wrote must not hold one. They
 * are recognised by shape and by the names in use, never by a bracket alone: tables, generics,
 * arrows and math stay as they are.
 *
 * Names from the chat templates of ChatML and Qwen, Llama 2 to 4, Mistral (Tekken, v7), Gemma,
 * DeepSeek, Phi, Command R, GLM, MiniMax, Granite, gpt-oss (harmony), ERNIE, Hunyuan, Kimi, Seed.
 */

const OPEN_ANGLE = "<＜﹤‹〈\u2329⟨❬❮❰˂ᐸ";
const CLOSE_ANGLE = ">＞﹥›〉\u232A⟩❭❯❱˃ᐳ";
const OPEN_SQUARE = String.raw`\[［⁅❲〔【⟦〚`;
const CLOSE_SQUARE = String.raw`\]］⁆❳〕】⟧〛`;
const BARS = /[|¦∣│┃❘❙ǀ⏐]/gu;
const LOW_LINES = /[▁‿]/gu;

/** The longest mark of those above has 40 characters; the bound keeps the search linear. */
const MAX_INSIDE = 64;

const IN_ANGLES = new RegExp(
  `([${OPEN_ANGLE}]{1,2})([^${OPEN_ANGLE}${CLOSE_ANGLE}\\n]{1,${MAX_INSIDE}})(?=[${CLOSE_ANGLE}])`,
  "gu",
);
const IN_SQUARES = new RegExp(
  `([${OPEN_SQUARE}])([^${OPEN_SQUARE}${CLOSE_SQUARE}\\n]{1,${MAX_INSIDE}})(?=[${CLOSE_SQUARE}])`,
  "gu",
);
const ANY_SQUARE = new RegExp(`[${OPEN_SQUARE}${CLOSE_SQUARE}]`, "gu");
/** MiniMax: its brackets point outwards. */
const OUTWARD = new RegExp(
  [
    `[${CLOSE_SQUARE}]\\s?~\\s?!\\s?b\\s?[${OPEN_SQUARE}]`,
    `[${CLOSE_SQUARE}]\\s?~\\s?b\\s?[${CLOSE_SQUARE}]`,
    `[${OPEN_SQUARE}]\\s?e\\s?~\\s?[${OPEN_SQUARE}]`,
    `[${CLOSE_SQUARE}]\\s?!\\s?[pd]\\s?~\\s?[${OPEN_SQUARE}]`,
    `[${CLOSE_SQUARE}][${OPEN_ANGLE}][${CLOSE_SQUARE}]\\s?minimax\\s?[${OPEN_SQUARE}][${CLOSE_ANGLE}][${OPEN_SQUARE}]`,
  ].join("|"),
  "giu",
);

/** Tags without bars, without their low lines: `<start_of_turn>`, `</s>`. */
const TAGS = new Set(
  `s bos eos pad unk sop eop eod eot system user assistant human tool developer sys instruction instructions candidate answers
  material answer response think thinking tools toolcall toolcalls toolresponse toolresult toolresults tooloutput
  functioncall functioncalls functionresponse functionresult functionresults function parameter invoke argkey argvalue
  startofturn endofturn startofimage endofimage imagesoftoken beginoftext endoftext startoftext beginofsentence
  endofsentence imstart imend bostoken eostoken padtoken systemtoken usertoken chatbottoken startofturntoken
  endofturntoken image imgcontext filesep reponame fimprefix fimmiddle fimsuffix`.split(/\s+/),
);
const TAG_FAMILIES = /^(?:special|unused|reserved|extra(?:id)?|control)\d+$|^(?:seed|minimax):/;
/** Tags that carry a name: `<function=search>`, `<invoke name="search">`. */
const TAGS_WITH_NAME = new Set(["function", "parameter", "invoke", "tool", "toolcall"]);
/** Names between bars that have no low line in them. */
const BARRED = new Set(
  "start end message channel constrain return call endoftext endofprompt separator chatbot observation".split(
    " ",
  ),
);
/** `<|name|>`, `<|name>`, `<name|>`, `<|"|>`, `<|DSML|name>`; a name has two letters at least. */
const BARRED_SHAPE =
  /^\/?(?:\|(?:\\?["']|[\p{L}\p{N}_][\p{L}\p{N}_:.-]+)(?:\|[\p{L}\p{N}_]*)?|[\p{L}\p{N}_][\p{L}\p{N}_:.-]+\|)$/u;
// eslint-disable-next-line regexp/no-super-linear-backtracking -- of MAX_INSIDE characters
const SPACED_SHAPE = /^\s*\/?\s*\|\s*([\p{L}\p{N}_][\p{L}\p{N}_:.\s-]*?)\s*\|\s*$/u;

const SQUARES = new Set(
  "inst system_prompt available_tools tool_results tool_calls tool_content call_id img_break img_end begin_audio model_settings gmask smask".split(
    " ",
  ),
);
/** Words that an index or a log line may hold: marks in capitals only. */
const SHOUTED_SQUARES = new Set("img args prefix suffix middle audio think transcribe".split(" "));

/**
 * Writes the brackets that open a mark as `\uXXXX`. Inside JSON strings this changes nothing that
 * they say. Time is linear in the text.
 */
export function escapeTemplateMarks(text: string): string {
  return text
    .replace(OUTWARD, (mark) => mark.replace(ANY_SQUARE, escapeAll))
    .replace(IN_ANGLES, (span, open: string, inside: string) =>
      isInAngles(inside) ? escapeAll(open) + inside : span,
    )
    .replace(IN_SQUARES, (span, open: string, inside: string) =>
      isInSquares(inside) ? escapeAll(open) + inside : span,
    );
}

/** Takes back what `escapeTemplateMarks` did, where a model copies the escape instead of the bracket. */
export function unescapeTemplateMarks(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/gi, (escape, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16));
    return BRACKET.test(character) ? character : escape;
  });
}

const BRACKET = new RegExp(`^[${OPEN_ANGLE}${OPEN_SQUARE}${CLOSE_SQUARE}]$`, "u");

function escapeAll(brackets: string): string {
  return Array.from(
    brackets,
    (bracket) => `\\u${bracket.charCodeAt(0).toString(16).padStart(4, "0")}`,
  ).join("");
}

function isInAngles(inside: string): boolean {
  const folded = fold(inside);
  const [head = ""] = folded.split(/[\s=]/, 1);
  if (BARRED_SHAPE.test(head)) return true;
  const spaced = SPACED_SHAPE.exec(folded)?.[1];
  if (spaced !== undefined) {
    return spaced.includes("_") || BARRED.has(spaced) || isTag(spaced.replace(/\s+/g, "_"));
  }
  return isTag(folded) || TAGS_WITH_NAME.has(toName(head));
}

function isTag(folded: string): boolean {
  if (/\s/.test(folded)) return false;
  const name = toName(folded);
  return TAGS.has(name) || TAG_FAMILIES.test(name);
}

function toName(folded: string): string {
  return folded.replace(/^\/|\/$/g, "").replace(/_/g, "");
}

function isInSquares(inside: string): boolean {
  const name = fold(inside).replace(/\s+/g, "").replace(/^\//, "");
  if (SQUARES.has(name) || /^control_\d+$/.test(name)) return true;
  return SHOUTED_SQUARES.has(name) && inside === inside.toUpperCase();
}

function fold(inside: string): string {
  return foldText(inside).folded.replace(BARS, "|").replace(LOW_LINES, "_");
}
