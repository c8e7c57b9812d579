import { useId } from "react";
import type { ReactNode } from "react";
import { MAX_SECTION_CHARS } from "#domain/attempts/answer.schema";
import type { WorkspaceHead } from "#server/attempts/get-workspace";
import { SECTION_TITLES, type SectionId } from "#domain/problems/scale";
import { EarlierText } from "./earlier-text";
import { ConflictNotice } from "./conflict-notice";
import { SECTION_ATTRIBUTE } from "./early-typing";
import { HintLadder } from "./hint-ladder";
import type { SectionPace } from "./pacing";

/** One section: what it asks, the field, and in practice the hints. */
export function AnswerSection(props: {
  attemptId: string;
  section: SectionId;
  head: WorkspaceHead;
  pace: SectionPace | null;
  text: string;
  wordCount: number;
  otherText: string | null;
  isReadOnly: boolean;
  /** It was carried over and stays as it was. */
  isLocked: boolean;
  /** What stood here in the attempt that is retried; null in every other section and attempt. */
  earlierText: string | null;
  onText: (text: string) => void;
  onResolve: (text: string) => void;
  /** What else belongs to this section, below its field. */
  children?: ReactNode;
}) {
  const { section, head, pace } = props;
  const id = useId();
  return (
    <div className="answer-section flex min-h-full flex-col gap-3 px-4 py-4 sm:px-6">
      <div>
        <h2 className="sr-only">{SECTION_TITLES[section]}</h2>
        <label htmlFor={`${id}-field`} className="question block max-w-[68ch] font-semibold">
          <span className="sr-only">{SECTION_TITLES[section]}: </span>
          {head.prompts[section]}
        </label>
        {pace && <PaceLine pace={pace} />}
        {props.isLocked && (
          <p className="text-ink-soft text-small mt-1">
            Carried over from your earlier attempt. Locked.
          </p>
        )}
      </div>
      {props.earlierText !== null && <EarlierText text={props.earlierText} />}
      {props.otherText !== null && (
        <ConflictNotice
          mine={props.text}
          other={props.otherText}
          onResolve={(text) => {
            props.onResolve(text);
            document.getElementById(`${id}-field`)?.focus();
          }}
        />
      )}
      <textarea
        id={`${id}-field`}
        {...{ [SECTION_ATTRIBUTE]: section }}
        value={props.text}
        onChange={(event) => props.onText(event.target.value)}
        readOnly={props.isReadOnly}
        maxLength={MAX_SECTION_CHARS}
        aria-describedby={`${id}-count`}
        placeholder="Write here. Markdown is welcome."
        spellCheck
        className="border-line-strong bg-paper placeholder:text-ink-faint text-lead min-h-60 w-full flex-1 resize-none rounded-md border px-4 py-3 font-serif leading-relaxed"
      />
      <p id={`${id}-count`} className="text-ink-soft text-small">
        {props.wordCount === 1 ? "1 word" : `${props.wordCount} words`}
        {props.text.length > MAX_SECTION_CHARS * 0.9 &&
          ` · ${MAX_SECTION_CHARS - props.text.length} characters left`}
      </p>
      {props.children}
      {head.hints && (
        <HintLadder
          attemptId={props.attemptId}
          section={section}
          ladder={head.hints[section]}
          isOver={props.isReadOnly}
        />
      )}
    </div>
  );
}

function PaceLine({ pace }: { pace: SectionPace }) {
  const share = `Suggested ${pace.minutes} min, until minute ${pace.endsAtMinute}.`;
  return (
    <p className="pace text-ink-soft text-small mt-1">
      {share}
      {pace.pace === "late" && (
        <strong className="text-warn">
          {" "}
          Past its suggested time. Write a few lines and move on.
        </strong>
      )}
      {pace.pace === "now" && <span> On schedule.</span>}
    </p>
  );
}
