import { formatPath } from "../content/content-error";
import { readStatement } from "../content/read-problem";
import { readRubric } from "../content/read-rubric";
import type { ContentIssue } from "../content/content-error";
import type { ReadProblem } from "../content/read-problem";
import type { ReadRubric } from "../content/read-rubric";
import { pathOfFile } from "#domain/authoring/draft-words";
import { NEW_RUBRIC, newProblemTexts } from "./template";

/** Fields that a message names; the others are counted. */
const MAX_NAMED = 4;

type Path = (string | number)[];
type Said = { path: Path; text: string };

/**
 * What a new draft holds for its author to replace must not go live: a fault a file, which names the
 * fields that still say what the template says.
 */
export function checkTemplate(draft: {
  problem: ReadProblem | null;
  rubric: ReadRubric | null;
}): ContentIssue[] {
  const { texts, statement, solution } = readTemplate();
  const issues: ContentIssue[] = [];
  const complain = (source: ReadRubric["source"], paths: Path[]): void => {
    const [first] = paths;
    if (!first) return;
    const { file } = source;
    issues.push({
      file,
      line: source.lineOf(first),
      field: formatPath(first),
      message: tellUntouched(paths),
    });
  };
  if (draft.problem) {
    const { source, problem } = draft.problem;
    complain(source, listUntouched(problem.head, texts));
    if (problem.statementMarkdown.trim() === statement) {
      const message = "the statement is still the template's";
      issues.push({ file: source.file, line: null, field: "", message });
    }
    if (problem.solutionMarkdown.trim() === solution) {
      const file = pathOfFile(slugOf(source.file), "solution");
      issues.push({ file, line: 1, field: "", message: "the solution is still the template's" });
    }
  }
  if (draft.rubric) {
    complain(draft.rubric.source, listUntouched(draft.rubric.rubric, texts));
  }
  return issues;
}

/** `problems/<slug>/problem.md` */
function slugOf(file: string): string {
  return file.split("/")[1] ?? "";
}

function tellUntouched(paths: Path[]): string {
  const named = paths.slice(0, MAX_NAMED).map(formatPath).join(", ");
  const more = paths.length - MAX_NAMED;
  return `still as in the template: ${named}${more > 0 ? ` and ${more} more` : ""}`;
}

type Template = { texts: ReadonlySet<string>; statement: string; solution: string };
let known: Template | null = null;

function readTemplate(): Template {
  if (known) return known;
  const { problem, solution } = newProblemTexts();
  const statement = readStatement({ file: "", text: problem }, []);
  const rubric = readRubric(NEW_RUBRIC.replaceAll("SLUG", "slug"), "", []);
  if (!statement || !rubric) throw new Error("the template can't be read");
  const said = [...listTexts(statement.head), ...listTexts(rubric.rubric)];
  known = {
    texts: new Set(said.map(({ text }) => text)),
    statement: statement.statementMarkdown.trim(),
    solution: solution.trim(),
  };
  return known;
}

function listUntouched(value: unknown, texts: ReadonlySet<string>): Path[] {
  return listTexts(value)
    .filter(({ text }) => texts.has(text))
    .map(({ path }) => path);
}

/** Every text of a value that is prose: ids, slugs and choices have no blank in them. */
function listTexts(value: unknown, path: Path = []): Said[] {
  if (typeof value === "string") return value.includes(" ") ? [{ path, text: value }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    listTexts(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
