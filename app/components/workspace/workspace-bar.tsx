import { BookOpenText, Keyboard } from "lucide-react";
import type { ReactNode } from "react";
import type { Workspace } from "#server/attempts/get-workspace";
import { LENS_TITLES, LEVEL_TITLES, SECTION_TITLES } from "#domain/problems/scale";
import { ThemeToggle } from "~/components/layout/theme-toggle";
import { Button } from "~/components/ui/button";
import { BRIEF_WORDS } from "~/lib/problem-words";
import { TextLink } from "~/components/ui/text-link";
import { DOCK_ID } from "./dock";

/** The button that hands in, for those who are done with the last section. */
export const HAND_IN_ID = "hand-in";

/** The one bar of the workspace: what is worked on, how long still, and whether it is safe. */
export function WorkspaceBar(props: {
  workspace: Workspace;
  isProblemOpen: boolean;
  onProblem: () => void;
  countdown: ReactNode;
  saveState: ReactNode;
  layoutSwitch: ReactNode;
  onShortcuts: () => void;
  onSubmit: () => void;
  isSubmitDisabled: boolean;
}) {
  const { attempt, problem } = props.workspace;
  const setting = [
    LEVEL_TITLES[attempt.level],
    LENS_TITLES[attempt.lens],
    attempt.earlier !== null
      ? `retry of ${SECTION_TITLES[attempt.earlier.section]}`
      : attempt.isPractice
        ? "practice"
        : "mock interview",
    ...(attempt.brief === "interview" ? [BRIEF_WORDS.interview] : []),
  ].join(" · ");
  return (
    <header className="bg-surface border-line flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-1.5">
      <div className="min-w-0 flex-1 sm:basis-64">
        <h1 className="truncate leading-tight font-semibold">{problem.head.title}</h1>
        <p className="text-ink-soft truncate text-sm">
          <TextLink to="/attempts" look="back">
            My attempts
          </TextLink>{" "}
          · {setting}
        </p>
      </div>
      {props.countdown}
      <div className="flex flex-wrap items-center gap-x-3 max-sm:w-full max-sm:flex-nowrap max-sm:gap-x-1">
        {/* As wide as its usual words, so that the bar does not twitch when they change. */}
        <div className="min-w-0 max-sm:flex-1 sm:min-w-40">{props.saveState}</div>
        <Button
          variant="quiet"
          size="sm"
          data-opens="problem"
          aria-expanded={props.isProblemOpen}
          aria-controls={DOCK_ID}
          onClick={props.onProblem}
        >
          <BookOpenText aria-hidden className="size-4.5 max-sm:hidden" />
          Problem
        </Button>
        {props.layoutSwitch}
        <Button
          variant="quiet"
          size="sm"
          aria-label="Keys"
          title="Keys (?)"
          onClick={props.onShortcuts}
          className="!px-2 max-sm:hidden"
        >
          <Keyboard aria-hidden className="size-5" />
        </Button>
        <ThemeToggle />
        <Button
          variant="primary"
          size="sm"
          id={HAND_IN_ID}
          disabled={props.isSubmitDisabled}
          onClick={props.onSubmit}
        >
          Hand in
        </Button>
      </div>
    </header>
  );
}
