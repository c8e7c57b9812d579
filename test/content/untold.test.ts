import { describe, expect, it } from "vitest";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { readDiagram } from "#domain/diagram/read-diagram";
import { readContent } from "#server/content/read-content";
import { toGradedProblem } from "#server/grading/grade-input";
import { citesUntold, listUntold } from "#server/grading/untold";
import { findFigures } from "#server/text/known-numbers";
import { splitSentences } from "#server/text/sentences";
import { EMPTY_SCENE } from "../support/grading-fixture";
import { ROOT_DIR } from "../support/content";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Told } from "#domain/attempts/question.schema";
import type { Brief } from "#domain/problems/scale";
import type { ContentFile } from "#server/content/read-content";
import type { Untold } from "#server/grading/untold";

const contents = await readContent(ROOT_DIR);
const NOTHING_DRAWN = readDiagram(EMPTY_SCENE);

function untoldOf(
  { problem, rubric, rubricHash }: ContentFile,
  brief: Brief,
  { told = [], answers = EMPTY_ANSWERS }: { told?: Told[]; answers?: Answers } = {},
): Untold {
  const choice = { mode: "standard", level: "senior", lens: "product" } as const;
  const work = { answers, scene: EMPTY_SCENE, told };
  const graded = toGradedProblem(problem, brief);
  return listUntold({ problem: graded, rubric, rubricHash, ...work, ...choice }, NOTHING_DRAWN);
}

function sentencesOf(text: string): string[] {
  return splitSentences(text).map((sentence) => sentence.text);
}

/** With digits and a figure in them: what a sum could be made with. */
function figuredOf(text: string): string[] {
  return sentencesOf(text).filter((one) => /\d/.test(one) && findFigures(one).length > 0);
}

describe("sentences of the interviewer's, said to somebody who asked nothing", () => {
  it("are noticed: of those with a figure that the brief doesn't give, 97 in 100", () => {
    const found = contents.flatMap((content) => {
      const untold = untoldOf(content, "interview");
      const { clarifications } = content.problem.head;
      return [...clarifications.map(({ answer }) => answer), content.problem.statementMarkdown]
        .flatMap(figuredOf)
        .map((sentence) => citesUntold(sentence, untold));
    });
    expect(found.length).toBeGreaterThan(1_000);
    expect(found.filter((one) => one).length / found.length).toBeGreaterThan(0.97);
  });

  it("may be said to somebody who asked everything", () => {
    const found = contents.flatMap((content) => {
      const { clarifications } = content.problem.head;
      const untold = untoldOf(content, "case", { told: clarifications });
      return clarifications
        .flatMap(({ answer }) => sentencesOf(answer))
        .filter((sentence) => citesUntold(sentence, untold));
    });
    expect(found).toEqual([]);
  });
});

it("what a candidate wrote may be said to them, in both briefs", { timeout: 60_000 }, () => {
  const cited = contents.flatMap((content) =>
    content.calibration.flatMap(({ answers }) =>
      (["case", "interview"] as const).flatMap((brief) => {
        const untold = untoldOf(content, brief, { answers });
        return Object.values(answers)
          .flatMap(sentencesOf)
          .filter((sentence) => citesUntold(sentence, untold));
      }),
    ),
  );
  expect(cited).toEqual([]);
});

/** What a judge wrote to somebody who had the case and asked nothing; read by a person. */
const REPLIES: { slug: string; cites: boolean; text: string }[] = [
  {
    slug: "text-to-sql-analytics",
    cites: true,
    text: "Draw test questions from the 33,000 tickets and have a second analyst check each one, since one in eight of the stored queries has a mistake.",
  },
  {
    slug: "text-to-sql-analytics",
    cites: true,
    text: "Decide whether the 70 percent of questions about known metrics should get their SQL from code or templates, and give a reason such as the doubled join of the pilot.",
  },
  {
    slug: "text-to-sql-analytics",
    cites: false,
    text: "Turn finance's 85 metrics into versioned definitions with a formula and an owner, and have the query built from them instead of from glossary text.",
  },
  {
    slug: "text-to-sql-analytics",
    cites: false,
    text: "Say which results are kept and what that takes off the warehouse's bill, starting from the 9,000 questions a day at 40 GB per query and $5 per terabyte.",
  },
  {
    slug: "text-to-sql-analytics",
    cites: false,
    text: "In the drawing: Reviewer Agent and 2 arrows",
  },
  {
    slug: "recommendation-feed",
    cites: false,
    text: "Set a bound, such as one slot in 20 for listings with fewer than 20 views, and compute what share of all impressions that uses.",
  },
];

it.each(REPLIES)("of a reply about $slug: $text", ({ slug, cites, text }) => {
  const content = contents.find((one) => one.slug === slug);
  if (!content) throw new Error(`no ${slug}`);
  expect(citesUntold(text, untoldOf(content, "case"))).toBe(cites);
});
