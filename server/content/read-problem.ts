import { problemBodySchema, problemHeadSchema } from "#domain/problems/problem.schema";
import { canonicalHash } from "../text/canonical-hash";
import { splitFrontMatter } from "./front-matter";
import { parseYaml, validateYaml } from "./yaml-source";
import type { ProblemBody, ProblemHead } from "#domain/problems/problem.schema";
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

/** What `problem.md` says by itself. */
export type ReadStatement = { head: ProblemHead; statementMarkdown: string; source: YamlSource };

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
  const statement = readStatement(files.problem, issues);
  if (files.solution.text.trim() === "") {
    issues.push({
      file: files.solution.file,
      line: 1,
      field: "",
      message: "the solution is empty",
    });
  }
  if (statement === null) return null;
  const parsed = problemBodySchema.safeParse({
    head: statement.head,
    statementMarkdown: statement.statementMarkdown,
    solutionMarkdown: files.solution.text,
    solutionScene,
  });
  // What could fail here has been named above, file by file.
  if (!parsed.success || solutionScene === null) return null;
  const texts = {
    problem: files.problem.text,
    solution: files.solution.text,
    scene: files.scene.text,
  };
  return {
    problem: parsed.data,
    hash: canonicalHash(parsed.data),
    source: statement.source,
    texts,
  };
}

/** The head and the statement of `problem.md`, or null after its faults have been pushed to `issues`. */
export function readStatement(
  { file, text }: TextFile,
  issues: ContentIssue[],
): ReadStatement | null {
  const { head: headText, headLine, body, bodyLine } = splitFrontMatter(text);
  const statementMarkdown = body.trim();
  const complain = (line: number, message: string): void => {
    issues.push({ file, line, field: "", message });
  };
  if (statementMarkdown === "") complain(bodyLine, "no statement below the YAML head");
  if (headText === null) {
    complain(1, "no YAML head between two lines ---");
    return null;
  }
  const source = parseYaml(headText, file, issues, headLine);
  const head = source && validateYaml(source, problemHeadSchema, issues);
  if (!source || !head || statementMarkdown === "") return null;
  return { head, statementMarkdown, source };
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
