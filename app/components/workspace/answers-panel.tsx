import clsx from "clsx";
import { CircleDot, Hourglass, Lock, Split } from "lucide-react";
import type { ReactNode } from "react";
import type { Workspace } from "#server/attempts/get-workspace";
import { SECTION_IDS, SECTION_TITLES, type SectionId } from "#domain/problems/scale";
import { Tab, TabList, TabPanel, Tabs } from "~/components/ui/tabs";
import type { ServerClock } from "~/lib/saving/server-clock";
import { AnswerSection } from "./answer-section";
import { InterviewerSlot } from "./interviewer/interviewer-slot";
import { BEGUN_WORDS, computePacing, type Pace, type SectionPace } from "./pacing";
import { SectionNews } from "./section-news";
import type { Hear } from "./use-thread";
import type { SyncControl } from "./use-workspace-sync";
import { useServerNow } from "./use-server-clock";
import { WorksheetSlot } from "./worksheet/worksheet-slot";

const PACING_STEP_MS = 5_000;
const MINUTE_MS = 60_000;

const PACE_LOOKS = {
  begun: { icon: null, words: "" },
  now: { icon: CircleDot, words: "now" },
  late: { icon: Hourglass, words: "late" },
  later: { icon: null, words: "" },
} satisfies Record<Pace, unknown>;
const CONFLICT_LOOK = { icon: Split, words: "two versions" };

/** The five sections, a tab each. All fields stay mounted: a hidden one keeps caret and undo. */
export function AnswersPanel(props: {
  workspace: Workspace;
  clock: ServerClock;
  control: SyncControl;
  onHeard: Hear;
  /** What the candidate keeps in view while they write. */
  figures?: ReactNode;
  words: Record<SectionId, number>;
  section: SectionId;
  onSection: (section: SectionId) => void;
  /** Shows a section and goes on writing in its field. */
  onWrite: (section: SectionId) => void;
  /** A panel has taken half of the height. */
  isTight: boolean;
  isTimeUp: boolean;
}) {
  const { workspace, control, words } = props;
  const { earlier, locked } = workspace.attempt;
  const isLocked = (part: SectionId | "worksheet") => locked.includes(part);
  const pacing = usePacing(workspace, props.clock, countBegun(words, control.texts.worksheet));
  const conflicts = control.status.conflicts;
  return (
    <Tabs
      value={props.section}
      onValueChange={(value) => {
        const section = SECTION_IDS.find((id) => id === value);
        if (section) props.onSection(section);
      }}
      className="bg-surface flex h-full min-h-0 flex-col"
    >
      <SectionNews section={props.section} pacing={pacing} words={words} />
      <TabList aria-label="Sections" className="shrink-0 !gap-0 px-2">
        {SECTION_IDS.map((section, index) => (
          <Tab key={section} value={section} className="min-w-24 flex-1 !px-1.5 !py-1.5 text-left">
            <span className="text-small block">{SECTION_TITLES[section]}</span>
            <PaceMark
              pace={pacing?.[index]?.pace ?? null}
              words={words[section]}
              hasSheet={section === "latency_cost" && control.texts.worksheet !== ""}
              isLocked={isLocked(section)}
              isConflict={
                conflicts.includes(section) ||
                (section === "latency_cost" && conflicts.includes("worksheet"))
              }
            />
          </Tab>
        ))}
      </TabList>
      {props.figures}
      {SECTION_IDS.map((section, index) => (
        <TabPanel
          key={section}
          value={section}
          forceMount
          tabIndex={-1}
          className="answer relative min-h-0 flex-1 overflow-y-auto outline-none"
        >
          <AnswerSection
            attemptId={workspace.attempt.id}
            section={section}
            head={workspace.problem.head}
            pace={pacing?.[index] ?? null}
            text={control.texts[section]}
            wordCount={words[section]}
            otherText={control.sync?.state.texts[section].conflict?.text ?? null}
            isReadOnly={props.isTimeUp || isLocked(section)}
            isLocked={isLocked(section)}
            earlierText={earlier?.section === section ? earlier.text : null}
            onText={(text) => control.editText(section, text)}
            onResolve={(text) => control.resolveConflict(section, text)}
          >
            {section === "latency_cost" && !isLocked("worksheet") && (
              <WorksheetSlot
                text={control.texts.worksheet}
                answers={SECTION_IDS.map((id) => control.texts[id])}
                otherText={control.sync?.state.texts.worksheet.conflict?.text ?? null}
                isReadOnly={props.isTimeUp}
                onText={(text) => control.editText("worksheet", text)}
                onResolve={(text) => control.resolveConflict("worksheet", text)}
              />
            )}
          </AnswerSection>
        </TabPanel>
      ))}
      <InterviewerSlot
        workspace={workspace}
        control={control}
        onHeard={props.onHeard}
        pacing={pacing}
        words={words}
        section={props.section}
        onWrite={props.onWrite}
        isTight={props.isTight}
        isOver={props.isTimeUp}
      />
    </Tabs>
  );
}

/** A sheet that was begun is work on its section, whatever stands in the field. */
function countBegun(words: Record<SectionId, number>, sheet: string): Record<SectionId, number> {
  return sheet === "" ? words : { ...words, latency_cost: words.latency_cost + BEGUN_WORDS };
}

function usePacing(
  workspace: Workspace,
  clock: ServerClock,
  words: Record<SectionId, number>,
): SectionPace[] | null {
  const nowMs = useServerNow(clock, workspace.serverNow, PACING_STEP_MS);
  const { kind, deadlineAt, startedAt } = workspace.attempt;
  // A retry's clock is one section's.
  if (deadlineAt === null || kind === "retry") return null;
  const elapsedMs = nowMs - Date.parse(startedAt);
  // By the clock, not by the length that was chosen: a person may have more time.
  const minutes = (Date.parse(deadlineAt) - Date.parse(startedAt)) / MINUTE_MS;
  return computePacing(workspace.problem.head.shares, { minutes, elapsedMs }, words);
}

function PaceMark(props: {
  pace: Pace | null;
  words: number;
  hasSheet: boolean;
  isLocked: boolean;
  isConflict: boolean;
}) {
  const look = props.isConflict ? CONFLICT_LOOK : PACE_LOOKS[props.pace ?? "later"];
  const Icon = look.icon;
  const isPlain = look.words === "";
  const [amount, noun] = sayAmount(props.words, props.hasSheet);
  return (
    <span
      className={clsx(
        // Its words don't count for the tab's width, or the tabs would move as one writes.
        "text-fine flex h-4.5 items-center gap-1 font-normal whitespace-nowrap [contain:inline-size]",
        props.isConflict || props.pace === "late" ? "text-warn" : "text-ink-faint",
      )}
    >
      {Icon && <Icon aria-hidden className="size-3.5 shrink-0" />}
      {props.isLocked && <Lock role="img" aria-label="locked," className="size-3.5 shrink-0" />}
      <span>
        {look.words}
        <span className={clsx(props.isConflict && "sr-only")}>
          {!isPlain && amount !== "" && " · "}
          {amount}
        </span>
        {/* Next to a state there is room for the figure alone. */}
        <span className={clsx(!isPlain && "sr-only")}>{noun}</span>
      </span>
    </span>
  );
}

/** How much is there, a figure and its noun; an empty section says nothing of itself. */
function sayAmount(words: number, hasSheet: boolean): [amount: string, noun: string] {
  if (words === 0) return ["", hasSheet ? " worksheet" : ""];
  return [words.toLocaleString("en-US"), words === 1 ? " word" : " words"];
}
