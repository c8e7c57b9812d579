import { formatPath } from "../content/content-error";
import type { ContentIssue } from "../content/content-error";
import type { Study, StudyFile } from "./study";

type TopicLink = { page: StudyFile<unknown>; path: PropertyKey[]; slug: string };

/** Every topic that another page of `study/` names has a page, and no topic is its own relative. */
export function checkStudyLinks(study: Study): ContentIssue[] {
  const named = listNamedTopics(study)
    .filter(({ slug }) => !study.topics.has(slug))
    .map((link) => complain(link, `no file study/topics/${link.slug}.md`));
  const own = [...study.topics.values()].flatMap((page) =>
    page.head.related.flatMap((slug, index) =>
      slug === page.slug ? [complain({ page, path: ["related", index], slug }, "is itself")] : [],
    ),
  );
  return [...named, ...own, ...checkBodyLinks(study)];
}

/** Every problem that a week names exists. */
export function checkWeekProblems(study: Study, problemSlugs: readonly string[]): ContentIssue[] {
  return [...study.tracks.values()].flatMap((page) =>
    page.head.weeks.flatMap((week, at) =>
      week.problems.flatMap((slug, index) => {
        if (problemSlugs.includes(slug)) return [];
        const path = ["weeks", at, "problems", index];
        return [complain({ page, path, slug }, `no problem is called "${slug}"`)];
      }),
    ),
  );
}

function listNamedTopics({ topics, tracks, lenses, misconceptions }: Study): TopicLink[] {
  return [
    ...[...topics.values()].flatMap((page) => toLinks(page, ["related"], page.head.related)),
    ...[...tracks.values()].flatMap((page) =>
      page.head.weeks.flatMap((week, at) => toLinks(page, ["weeks", at, "topics"], week.topics)),
    ),
    ...lenses.head.lenses.flatMap((part, at) =>
      toLinks(lenses, ["lenses", at, "topics"], part.topics),
    ),
    ...misconceptions.head.misconceptions.flatMap((item, at) =>
      toLinks(misconceptions, ["misconceptions", at, "topics"], item.topics),
    ),
  ];
}

function toLinks(
  page: StudyFile<unknown>,
  path: PropertyKey[],
  slugs: readonly string[],
): TopicLink[] {
  return slugs.map((slug, index) => ({ page, path: [...path, index], slug }));
}

function complain({ page, path }: TopicLink, message: string): ContentIssue {
  const { file } = page.source;
  return { file, line: page.source.lineOf(path), field: formatPath(path), message };
}

/** Links of the running text and of exercises: only to topics and tracks of this folder. */
function checkBodyLinks({ topics, tracks, lenses, misconceptions }: Study): ContentIssue[] {
  const known = new Set(["/learn", "/learn/lenses", "/learn/misconceptions", "/problems"]);
  for (const slug of topics.keys()) known.add(`/learn/topics/${slug}`);
  for (const slug of tracks.keys()) known.add(`/learn/tracks/${slug}`);
  const lessons = [...topics.values()].filter(({ head }) => head.lesson !== undefined);
  const pages: StudyFile<unknown>[] = [
    ...topics.values(),
    ...tracks.values(),
    lenses,
    misconceptions,
  ];
  const ofBodies = pages.flatMap((page) => {
    // What lessons show is looked at with the figures.
    const isLesson = lessons.some(({ source }) => source === page.source);
    return findLinks(page.body)
      .filter(({ to }) => !known.has(to) && !(isLesson && to.startsWith("figure:")))
      .map((link) => complainOfLink(link, page.source.file, page.bodyLine + link.line - 1));
  });
  const ofExercises = lessons.flatMap(({ head, source }) =>
    (head.lesson?.exercises ?? []).flatMap(({ question, answer }, at) =>
      findLinks(`${question}\n${answer}`)
        .filter(({ to }) => !known.has(to))
        .map((link) =>
          complainOfLink(link, source.file, source.lineOf(["lesson", "exercises", at])),
        ),
    ),
  );
  return [...ofBodies, ...ofExercises];
}

function complainOfLink({ to }: { to: string }, file: string, line: number): ContentIssue {
  return { file, line, field: "", message: `a link to ${to}, which is no page` };
}

/** Links of a text outside its code, with their lines, from 1. */
function findLinks(text: string): { to: string; line: number }[] {
  const prose = text.replace(/^```[^]*?^```$/gm, (code) => code.replace(/[^\n]/g, ""));
  return [...prose.matchAll(/\]\(([^)\s]*)\)/g)].map(({ 1: to = "", index }) => ({
    to,
    line: prose.slice(0, index).split("\n").length,
  }));
}
