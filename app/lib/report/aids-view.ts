import type { Answers } from "#domain/attempts/answer.schema";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { Aids } from "#server/attempts/get-aids";

/** What was met during an attempt, with how it went. Minutes are of the attempt, from 0. */
export type AidsView = Omit<Aids, "questions" | "curveball"> & {
  questions: (Aids["questions"][number] & { minute: number; note: string | null })[];
  curveball:
    | (NonNullable<Aids["curveball"]> & {
        minute: number;
        /** Ids of the criteria about it. */
        criteria: string[];
      })
    | null;
};

/** How a curveball and each question went, as far as the answer shows it. */
export function viewAids(
  aids: Aids,
  attempt: { startedAt: string; answers: Answers; curveballIds: readonly string[] },
): AidsView {
  const start = Date.parse(attempt.startedAt);
  const minuteOf = (iso: string): number =>
    Math.max(0, Math.floor((Date.parse(iso) - start) / 60_000));
  const figures = new Map(
    SECTION_IDS.map((section) => [section, new Set(listFigures(attempt.answers[section]))]),
  );
  return {
    ...aids,
    questions: aids.questions.map((asked) => ({
      ...asked,
      minute: minuteOf(asked.askedAt),
      note: asked.answer === null ? null : sayPickedUp(asked.answer, figures),
    })),
    curveball: aids.curveball && {
      ...aids.curveball,
      minute: minuteOf(aids.curveball.announcedAt),
      criteria: [...attempt.curveballIds],
    },
  };
}

/** Where figures of an answer stand in the candidate's; null where it has none to look for. */
function sayPickedUp(
  answer: string,
  figures: ReadonlyMap<SectionId, ReadonlySet<string>>,
): string | null {
  const said = listFigures(answer);
  if (said.length === 0) return null;
  const sections = SECTION_IDS.filter((section) =>
    said.some((figure) => figures.get(section)?.has(figure)),
  );
  if (sections.length === 0) return "None of its figures appears in your answer.";
  const titles = sections.map((section) => SECTION_TITLES[section]);
  const last = titles.pop() ?? "";
  return `Its figures appear in ${titles.length === 0 ? last : `${titles.join(", ")} and ${last}`}.`;
}

/** Figures of two digits and more, however their thousands are set apart: smaller ones are anywhere. */
function listFigures(text: string): string[] {
  return [...text.matchAll(/\d[\d,.]*/g)]
    .map(([figure]) => figure.replaceAll(",", "").replace(/\.$/, ""))
    .filter((figure) => figure.length >= 2);
}
