import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { ContentError } from "../content/content-error";
import type { ContentIssue } from "../content/content-error";
import { splitFrontMatter } from "../content/front-matter";
import { parseYaml, validateYaml } from "../content/yaml-source";
import { checkTopicBody } from "./check-body";
import { checkFiguresUsed, checkLesson } from "./check-lesson";
import { checkStudyLinks } from "./check-links";
import { readFigures } from "./read-figures";
import type { Study, StudyFile } from "./study";
import {
  lensesHeadSchema,
  misconceptionsHeadSchema,
  topicHeadSchema,
  trackHeadSchema,
} from "#domain/study/study.schema";

/**
 * Reads and checks `study/`: topics, figures, tracks, lenses, misconceptions, and the links between them.
 *
 * @param rootDir the folder that holds `study/`
 * @throws ContentError naming file, line and field of every fault
 */
export async function readStudy(rootDir: string): Promise<Study> {
  const { study, issues } = await collectStudy(rootDir);
  if (study === null || issues.length > 0) throw new ContentError(issues);
  return study;
}

/** As `readStudy`, but returns the faults; `study` is null where one of its two single pages fails. */
export async function collectStudy(
  rootDir: string,
): Promise<{ study: Study | null; issues: ContentIssue[] }> {
  const issues: ContentIssue[] = [];
  const [figures, topics, tracks, lenses, misconceptions] = await Promise.all([
    readFigures(rootDir, issues),
    readFolder(rootDir, "study/topics", topicHeadSchema, issues),
    readFolder(rootDir, "study/tracks", trackHeadSchema, issues),
    readPage(rootDir, "study/lenses.md", lensesHeadSchema, issues),
    readPage(rootDir, "study/misconceptions.md", misconceptionsHeadSchema, issues),
  ]);
  for (const topic of topics.values()) {
    const isLesson = topic.head.lesson !== undefined;
    issues.push(...(isLesson ? checkLesson(topic, figures) : checkTopicBody(topic)));
  }
  issues.push(...checkFiguresUsed(topics.values(), figures));
  if (lenses === null || misconceptions === null) return { study: null, issues };
  const study = { topics, figures, tracks, lenses, misconceptions };
  issues.push(...checkStudyLinks(study));
  return { study, issues };
}

async function readFolder<Head>(
  rootDir: string,
  folder: string,
  schema: z.ZodType<Head>,
  issues: ContentIssue[],
): Promise<Map<string, StudyFile<Head> & { slug: string }>> {
  const pages = new Map<string, StudyFile<Head> & { slug: string }>();
  const names = await readdir(join(rootDir, folder)).catch((error: unknown) => {
    issues.push({ file: folder, line: null, field: "", message: `can't be read: ${error}` });
    return [];
  });
  const slugs = names.filter((name) => name.endsWith(".md")).map((name) => name.slice(0, -3));
  for (const slug of slugs.sort()) {
    const page = await readPage(rootDir, `${folder}/${slug}.md`, schema, issues);
    if (page !== null) pages.set(slug, { slug, ...page });
  }
  return pages;
}

async function readPage<Head>(
  rootDir: string,
  file: string,
  schema: z.ZodType<Head>,
  issues: ContentIssue[],
): Promise<StudyFile<Head> | null> {
  let text: string;
  try {
    text = await readFile(join(rootDir, file), "utf8");
  } catch (error) {
    issues.push({ file, line: null, field: "", message: `can't be read: ${error}` });
    return null;
  }
  const { head: headText, headLine, body, bodyLine } = splitFrontMatter(text);
  if (headText === null || body.trim() === "") {
    const message = headText === null ? "no YAML head between two lines ---" : "nothing below it";
    issues.push({ file, line: 1, field: "", message });
    return null;
  }
  const source = parseYaml(headText, file, issues, headLine);
  const head = source && validateYaml(source, schema, issues);
  return source && head && { head, body, bodyLine, source };
}
