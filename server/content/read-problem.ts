import { problemBodySchema, problemHeadSchema } from "../problems/problem.schema";
import { canonicalHash } from "../text/canonical-hash";
import { splitFrontMatter } from "./front-matter";
import { parseYaml, validateYaml } from "./yaml-source";
import type { ProblemBody } from "../problems/problem.schema";
import type { ContentIssue } from "./content-error";
import type { YamlSource } from "./yaml-source";

/** A text of a content file, and the name that its faults are reported under. */
export type TextFile = { file: string; text: string };

/** The three files of a problem as they were written. */
export type ProblemTexts = { problem: string; solution: string; scene: string };

export type ReadProblem = {
  problem: ProblemBody;
  hash: string;
  source: YamlSource;
  texts: ProblemTexts;
};

/**
 * Parses and checks the three files of a problem: `problem.md` (YAML head, then the statement),
 * `solution.md` and `solution.excalidraw`.
 *
 * @returns the problem with its hash, or null after its faults have been pushed to `issues`
 */
export function readProblem(
  files: { problem: TextFile; solution: TextFile; scene: TextFile },
  issues: ContentIssue[],
): ReadProblem | null {
  const solutionScene = readSceneJson(files.scene, issues);
  const { head: headText, headLine, body, bodyLine } = splitFrontMatter(files.problem.text);
  const complain = (file: string, line: number, message: string): void => {
    issues.push({ file, line, field: "", message });
  };
  if (body.trim() === "")
    complain(files.problem.file, bodyLine, "no statement below the YAML head");
  if (files.solution.text.trim() === "") complain(files.solution.file, 1, "the solution is empty");
  if (headText === null) {
    complain(files.problem.file, 1, "no YAML head between two lines ---");
    return null;
  }
  const source = parseYaml(headText, files.problem.file, issues, headLine);
  const head = source && validateYaml(source, problemHeadSchema, issues);
  const parsed = problemBodySchema.safeParse({
    head,
    statementMarkdown: body,
    solutionMarkdown: files.solution.text,
    solutionScene,
  });
  // What could fail here has been named above, file by file.
  if (!source || !parsed.success || solutionScene === null) return null;
  const texts = {
    problem: files.problem.text,
    solution: files.solution.text,
    scene: files.scene.text,
  };
  return { problem: parsed.data, hash: canonicalHash(parsed.data), source, texts };
}

/** The parsed JSON of an `.excalidraw` file, or null after its fault has been pushed to `issues`. */
export function readSceneJson({ file, text }: TextFile, issues: ContentIssue[]): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    issues.push({ file, line: null, field: "", message: `not JSON: ${reason}` });
    return null;
  }
  const isScene =
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    value.type === "excalidraw" &&
    "elements" in value &&
    Array.isArray(value.elements);
  if (isScene) return value;
  issues.push({
    file,
    line: null,
    field: "",
    message: 'not an Excalidraw file: needs type "excalidraw" and a list of elements',
  });
  return null;
}
