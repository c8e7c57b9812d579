import { SECTION_TITLES } from "#domain/problems/scale";
import type { ScoresView, SideView, Unlike } from "./comparison-view";
import type { ChangeKind, DrawingChange } from "#domain/diagram/diff-diagrams";
import type { LeftOut } from "./moved-criteria";

const GROUP_TITLES: Record<ChangeKind, string> = {
  added: "Added",
  removed: "Removed",
  renamed: "Renamed",
  rerouted: "Rerouted",
  moved: "Moved to another boundary",
};

/** The changes of a drawing by what they are, in the order in which they stand. */
export function groupChanges(
  changes: readonly DrawingChange[],
): { title: string; changes: DrawingChange[] }[] {
  const groups = new Map<ChangeKind, DrawingChange[]>();
  for (const change of changes) {
    const group = groups.get(change.kind);
    if (group) group.push(change);
    else groups.set(change.kind, [change]);
  }
  return [...groups].map(([kind, group]) => ({ title: GROUP_TITLES[kind], changes: group }));
}

const PART_WORDS: Record<DrawingChange["part"], string> = {
  component: "",
  connection: "",
  boundary: "boundary ",
  note: "note ",
};

/** A change under the title that says what it is. */
export function sayChange({ kind, part, before, after }: DrawingChange): string {
  const word = PART_WORDS[part];
  if (before === null || after === null) return `${word}${(before ?? after)?.name ?? ""}`;
  if (kind === "moved") {
    return `${after.name}: from ${before.within ?? "outside"} to ${after.within ?? "outside"}`;
  }
  return `${word}${before.name}, now ${after.name}`;
}

const KIND_WORDS: Record<ChangeKind, string> = {
  added: "Added",
  removed: "Removed",
  renamed: "Renamed",
  rerouted: "Rerouted",
  moved: "Moved",
};

/** The same by itself: "Added: Vector store". */
export function sayChangeWhole(change: DrawingChange): string {
  return `${KIND_WORDS[change.kind]}: ${sayChange(change)}`;
}

/** What an attempt is called beside another. */
export function sayAttempt({
  kind,
  focusSection,
}: Pick<SideView, "kind" | "focusSection">): string {
  if (kind !== "retry") return "Interview";
  return focusSection === null ? "Retry" : `Retry of ${SECTION_TITLES[focusSection]}`;
}

const UNLIKE_WORDS: Record<Unlike, string> = {
  kinds:
    "One of them is a grade and the other an estimate. A grade comes from a judge that read the answer, an estimate from a program that looked for ideas, so neither the points nor the criteria are compared.",
  estimates:
    "Both are estimates: a program looked for ideas, and each range is wider than most changes. So no difference is given.",
  unreadable: "One of them couldn’t be read as an answer, so there is nothing to compare.",
  rubrics: "They were graded by different versions of the rubric, so no point difference is shown.",
  lenses:
    "They were graded for different interviewers, who weigh the criteria differently, so no point difference is shown.",
  curveball:
    "Only one of them met the changed requirements, which count in its points, so no point difference is shown.",
};

/** What the later score is against the earlier, or why that isn't said. */
export function sayDifference({ difference, unlike }: ScoresView): string {
  if (unlike !== null) return UNLIKE_WORDS[unlike];
  if (difference === null) return "";
  const points = Math.abs(difference);
  if (points === 0) return "The same number of points.";
  return `${points} ${points === 1 ? "point" : "points"} ${difference > 0 ? "won" : "lost"}.`;
}

export const LEFT_OUT_WORDS: Record<LeftOut["why"], string> = {
  only_before: "only in the earlier attempt’s rubric",
  only_after: "only in the later attempt’s rubric",
  reworded: "asks something else now",
  curveball: "about changed requirements that only one attempt met",
};
