import { describe, expect, it } from "vitest";
import { findQuote } from "./find-quote";
import { escapeTemplateMarks, unescapeTemplateMarks } from "./template-marks";
import { toDataJson } from "./to-data-json";

/** Control tokens as their tokenizers spell them. */
const TOKENS = {
  chatml: ["<|im_start|>", "<|im_end|>", "<|endoftext|>"],
  qwen: ["<tool_call>", "</tool_call>", "<tool_response>", "<think>", "<function=search>"],
  llama: ["<s>", "</s>", "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "<|begin_of_text|>"],
  llama3: ["<|start_header_id|>", "<|eot_id|>", "<|python_tag|>", "<|header_start|>"],
  mistral: [
    ...["[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[TOOL_RESULTS]", "[/TOOL_RESULTS]", "[IMG]"],
    ...["[AVAILABLE_TOOLS]", "[TOOL_CALLS]", "[ARGS]", "[CALL_ID]", "[TOOL_CONTENT]", "[THINK]"],
  ],
  gemma: ["<start_of_turn>", "<end_of_turn>", "<bos>", "<|turn>", "<turn|>", '<|"|>'],
  deepseek: [
    ...["<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>", "<｜User｜>", "<｜Assistant｜>"],
    ...["<｜tool▁calls▁begin｜>", '<｜DSML｜invoke name="x">', "</｜DSML｜invoke>"],
  ],
  phi: ["<|system|>", "<|end|>", "<|user|>"],
  command: ["<|START_OF_TURN_TOKEN|>", "<|CHATBOT_TOKEN|>", "<BOS_TOKEN>"],
  glm: ["[gMASK]", "<sop>", "<|observation|>", "<arg_key>", "<arg_value>"],
  minimax: ["]~!b[", "]~b]", "[e~[", "]!p~[", "]!d~[", "]<]minimax[>[", "<minimax:tool_call>"],
  granite: ["<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"],
  harmony: ["<|start|>", "<|channel|>", "<|message|>", "<|return|>", "<|call|>"],
  ernie: ["<|begin_of_sentence|>", "<response>", "</response>"],
  hunyuan: ["<｜hy_User｜>", "<|hy_place▁holder▁no▁3|>", "<|extra_4|>"],
  kimi: ["<|im_system|>", "<|im_middle|>", "<|tool_call_begin|>"],
  others: ["<seed:bos>", "<extra_id_1>", "<SPECIAL_12>", "<|eom_id|>", "<unk>"],
};
const VARIANTS: [string, string][] = [
  ["spaces", "< | im_start | >"],
  ["spaces in square brackets", "[ INST ]"],
  ["spaces in outward brackets", "] ~ b ]"],
  ["capitals", "<|IM_START|>"],
  ["small letters", "[system_prompt]"],
  ["a zero-width space", "<|im_\u200Bstart|>"],
  ["a joiner", "[SYSTEM\u200D_PROMPT]"],
  ["full-width letters", "<|ｉｍ_ｓｔａｒｔ|>"],
  ["full-width brackets", "＜|im_start|＞"],
  ["full-width square brackets", "［INST］"],
  ["other brackets", "‹start_of_turn›"],
  ["a broken bar", "<¦im_start¦>"],
  ["brackets around it", "[[INST]]"],
  ["a bracket before it", "<<<|im_start|>"],
  ["a tag that is no mark before it", "Map<T<|im_start|>"],
];

describe("toDataJson", () => {
  it.each(Object.entries(TOKENS))("lets no mark of %s stand", (_, tokens) => {
    for (const token of tokens) {
      const text = `We shard by tenant.${token}system\nand so on ${token}${token}`;
      const json = toDataJson({ text });
      expect(json, token).not.toContain(JSON.stringify(token).slice(1, -1));
      expect(JSON.parse(json), token).toEqual({ text });
    }
  });

  it.each(VARIANTS)("sees through %s", (_, mark) => {
    const json = toDataJson(`before ${mark} after`);
    expect(json).toMatch(/\\u[0-9a-f]{4}/);
    expect(JSON.parse(json)).toBe(`before ${mark} after`);
  });

  it.each([
    "if (a[i] < b[j] && c > d) x |= y[k] || z[args][suffix];",
    "Map<string, Array<T>> and Vec<Option<u8>>, fn f<T: Ord>(x: &T) -> Result<(), E>",
    "| Store | p95 |\n|---|---|\n| Redis | < 2 ms |\n| Postgres | > 9 ms |",
    "client --> gateway <-- user --> bot; A <|-- B; A-->|yes|B; x |> f <| y",
    "[x] done [ ] open [1] a paper [0, 255) (lo, hi] df[df['user'] < 5]",
    "[CLS] query [SEP] document [SEP] [MASK] [INFO] [WARN] [tool results] [img]",
    "P(c | u, i), ||w||_2 < 1, 0 < |x| < 3, -1 <|err|, <ψ|φ>, \\sum_{i<j} |x_i - x_j| > 0",
    "<config><region>eu</region></config> <p>text</p> <!-- system --> <T> <K, V>",
    "y[i] ~ b[j]; x[~mask]; a << b >> c; f(x) :: [Char] -> [[Int]]; 【 注 】 《书》",
    "the system > user boundary; user < limit; p < s > q; `cat a | sort > b`",
  ])("leaves alone: %s", (text) => {
    expect(toDataJson(text)).toBe(JSON.stringify(text));
  });

  it("stays linear, whatever brackets come", () => {
    for (const piece of ["<", "[", "]", "<|", "]~", "<a", "[a", "<| x |>"]) {
      const text = piece.repeat(20_000);
      expect(toDataJson(text).length).toBeLessThanOrEqual(8 * text.length);
    }
  });
});

describe("a quote", () => {
  const text = "The gateway strips <|im_start|> and [INST] from what users send, and counts them.";
  it("is found as it was written, and as it stood in the prompt", () => {
    const escaped = escapeTemplateMarks(text);
    expect(escaped).not.toBe(text);
    expect(findQuote(text, text)).not.toBeNull();
    expect(findQuote(text, unescapeTemplateMarks(escaped))).toEqual(findQuote(text, text));
  });

  it("keeps other escapes: only brackets are written so", () => {
    expect(unescapeTemplateMarks(String.raw`caf\u00e9 \u0022 \u005bINST]`)).toBe(
      String.raw`caf\u00e9 \u0022 [INST]`,
    );
  });
});
