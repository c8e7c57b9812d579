import { access } from "node:fs/promises";
import { join } from "node:path";
import { checkSums } from "../content/check-sums";
import { checkTopics } from "../content/check-topics";
import { formatPath } from "../content/content-error";
import type { ContentIssue } from "../content/content-error";
import type { SourcedContent } from "../content/read-content";
import { findSharedSentences, joinTexts } from "../content/shared-sentences";
import type { Document } from "../content/shared-sentences";
import { checkWeekProblems } from "../study/check-links";
import { checkPrograms, listPrograms } from "../study/check-programs";
import { collectStudy } from "../study/read-study";
import type { Study, StudyFile } from "../study/study";

export type StudyCheck = {
  topics: number;
  /** Of the topics. */
  lessons: number;
  /** Of lessons and figures. */
  programs: number;
  figures: number;
  tracks: number;
  issues: ContentIssue[];
};

const NOTHING = { topics: 0, lessons: 0, programs: 0, figures: 0, tracks: 0 };

/**
 * What can be said about `study/` and its ties to the problems: schema, links, a page for every
 * topic in use, sums, programs that print what their page says, and no sentence that stands on two
 * pages. A folder without `study/` has none.
 */
export async function checkStudy(
  rootDir: string,
  contents: readonly SourcedContent[],
): Promise<StudyCheck> {
  if (!(await isThere(join(rootDir, "study")))) return { ...NOTHING, issues: [] };
  const { study, issues } = await collectStudy(rootDir);
  if (study === null) return { ...NOTHING, issues };
  const pages = listPages(study);
  const programs = listPrograms(study);
  return {
    topics: study.topics.size,
    lessons: [...study.topics.values()].filter(({ head }) => head.lesson !== undefined).length,
    programs: programs.length,
    figures: study.figures.size,
    tracks: study.tracks.size,
    issues: [
      ...issues,
      ...checkWeekProblems(
        study,
        contents.map(({ slug }) => slug),
      ),
      ...contents.flatMap((content) => checkTopics(content, [...study.topics.keys()])),
      ...pages.flatMap(checkPageSums),
      ...findSharedSentences(pages.map(toDocument)),
      ...(await checkPrograms(programs)),
    ],
  };
}

/** Sums of the running text, and of each text of the head, told at the line where it begins. */
function checkPageSums({ head, body, source, bodyLine }: StudyFile<object>): ContentIssue[] {
  const ofHead = listTexts({ ...head, reading: null }, []).flatMap(({ text, path }) =>
    checkSums(text, source.file).map((issue) => ({
      ...issue,
      line: source.lineOf(path),
      field: formatPath(path),
    })),
  );
  return [...ofHead, ...checkSums("\n".repeat(bodyLine - 1) + body, source.file)];
}

/** Every text of a value, and where it is. */
function listTexts(
  value: unknown,
  path: readonly PropertyKey[],
): { text: string; path: readonly PropertyKey[] }[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (typeof value !== "object" || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, part]) =>
    listTexts(part, [...path, isList ? Number(key) : key]),
  );
}

function listPages(study: Study): StudyFile<object>[] {
  return [...study.topics.values(), ...study.tracks.values(), study.lenses, study.misconceptions];
}

/** The body, and every text of the head but the reading: two pages may lean on one paper. */
function toDocument({ head, body, source }: StudyFile<object>): Document {
  return { file: source.file, text: joinTexts({ ...head, body }, ["reading"]) };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
