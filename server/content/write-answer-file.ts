import { isDeepStrictEqual } from "node:util";
import { Document, isMap, parseDocument, visit } from "yaml";
import type { Answers } from "#domain/attempts/answer.schema";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { readAnswerFile } from "./answer-file";
import type { CalibrationHead } from "#domain/problems/calibration.schema";
import { splitFrontMatter } from "./front-matter";

/**
 * A calibration answer as its Markdown file: YAML head, then the five sections; what
 * `readCalibration` reads. What would break the file's form is softened: headings of level two go
 * one deeper, and a code block left open is closed.
 *
 * @param before the file as it was: comments and the order of its head stay
 */
export function writeAnswerFile(head: CalibrationHead, answers: Answers, before = ""): string {
  const old = splitFrontMatter(before);
  const texts = SECTION_IDS.map((section) => fitSection(answers[section]));
  const had = readAnswerFile(before, "", []).answers;
  if (old.head && SECTION_IDS.every((section, index) => had[section] === texts[index])) {
    return before.replace(old.head, () => writeHead(head, old.head ?? ""));
  }
  const sections = SECTION_IDS.map(
    (section, index) =>
      `## ${SECTION_TITLES[section]}\n${texts[index] === "" ? "" : `\n${texts[index]}\n`}`,
  );
  return `---\n${writeHead(head, old.head ?? "")}\n---\n\n${sections.join("\n")}`;
}

/** The head without its last line end; as it was where it says the same. */
function writeHead({ expected, ...rest }: CalibrationHead, before: string): string {
  const old = parseDocument(before);
  if (isDeepStrictEqual(old.toJS(), { ...rest, expected })) return before;
  const document = old.errors.length === 0 && isMap(old.contents) ? old : new Document({});
  const had = Object(document.toJS()) as Record<string, unknown>;
  for (const [key, value] of Object.entries(rest)) {
    if (!isDeepStrictEqual(had[key], value)) document.set(key, value);
  }
  setLabels(document, expected);
  // Labels where either is defensible stand in one line, as people write them.
  visit(document, {
    Pair: (_, { key }) => (String(key) === "debrief" ? visit.SKIP : undefined),
    Seq: (_, node) => void (node.flow = true),
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}

function setLabels(document: Document, expected: CalibrationHead["expected"]): void {
  const labels = document.get("expected");
  if (!isMap(labels)) {
    document.set("expected", document.createNode(expected));
    return;
  }
  for (const { key } of [...labels.items]) {
    if (!(String(key) in expected)) labels.delete(key);
  }
  for (const [id, label] of Object.entries(expected)) {
    const stands: unknown = labels.toJS(document)[id];
    if (!isDeepStrictEqual(stands, label)) labels.set(id, document.createNode(label));
  }
}

/** Text that holds no heading of level two, nor an open code block, as `readAnswerFile` sees them. */
function fitSection(text: string): string {
  let fence: string | null = null;
  const lines = text
    .trim()
    .split(/\r?\n/)
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (mark !== undefined && fence === null) fence = mark;
      else if (mark !== undefined && fence !== null && mark.startsWith(fence)) fence = null;
      return fence === null && /^## /.test(line) ? `#${line}` : line;
    });
  return fence === null ? lines.join("\n") : [...lines, fence].join("\n");
}
