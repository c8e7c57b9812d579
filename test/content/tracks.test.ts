import { describe, expect, it } from "vitest";
import { readContent } from "#server/content/read-content";
import { readStudy } from "#server/study/read-study";
import { ROOT_DIR } from "../support/content";

const [study, contents] = await Promise.all([readStudy(ROOT_DIR), readContent(ROOT_DIR)]);

function readWeeks(slug: string) {
  const track = study.tracks.get(slug);
  if (!track) throw new Error(`no track ${slug}`);
  return track.head.weeks;
}

const difficultyOf = (slug: string | undefined) =>
  contents.find((content) => content.slug === slug)?.problem.head.difficulty;

describe.each([...study.tracks.keys()])("the track %s", (slug) => {
  const weeks = readWeeks(slug);

  it("starts with S.C.A.L.E. and a warm-up, and ends with what interviewers ask", () => {
    expect(weeks.at(0)?.topics).toContain("scale-method");
    expect(difficultyOf(weeks.at(0)?.problems[0])).toBe("warm-up");
    expect(weeks.at(-1)?.topics).toContain("what-interviewers-ask");
  });

  it("shows no page and no problem in two weeks", () => {
    for (const listed of [
      weeks.flatMap(({ topics }) => topics),
      weeks.flatMap(({ problems }) => problems),
    ]) {
      expect([...new Set(listed)]).toEqual(listed);
    }
  });
});

describe("the 4-week track", () => {
  it("has at most three pages per day from Monday to Friday, and one problem to spare", () => {
    for (const { title, topics, problems } of readWeeks("four-weeks")) {
      expect(topics.length, title).toBeLessThanOrEqual(15);
      expect(problems, title).toHaveLength(2);
    }
  });
});

describe("the 8-week track", () => {
  const weeks = readWeeks("eight-weeks");
  const DEEP_DIVES = 4;
  /** Its prose says which of them to pair. */
  const DEEP_DIVES_IN_WEEK_6 = 5;

  it("reaches every topic and every problem", () => {
    const topics = weeks.flatMap((week) => week.topics);
    expect(topics.sort()).toEqual([...study.topics.keys()].sort());
    const problems = weeks.flatMap((week) => week.problems);
    expect(problems.sort()).toEqual(contents.map(({ slug }) => slug).sort());
  });

  it("has its lessons among the deep dives, and at most three short pages per day", () => {
    for (const [index, { title, topics }] of weeks.entries()) {
      const dives = index === 5 ? DEEP_DIVES_IN_WEEK_6 : DEEP_DIVES;
      const short = topics.slice(dives);
      const lessons = short.filter((slug) => study.topics.get(slug)?.head.lesson !== undefined);
      expect(lessons, title).toEqual([]);
      expect(short.length, title).toBeLessThanOrEqual(3 * 4);
    }
  });

  it("sets a warm-up for the first two weekends, and nothing that short later", () => {
    const weekends = weeks.map(({ problems }) => difficultyOf(problems[0]) === "warm-up");
    expect(weekends).toEqual([true, true, false, false, false, false, false, false]);
  });
});
