import { useId } from "react";
import { MAX_SECTION_CHARS } from "#domain/attempts/answer.schema";
import { SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { Kbd } from "~/components/ui/kbd";
import { ConflictNotice } from "~/components/workspace/conflict-notice";
import { SECTION_ATTRIBUTE } from "~/components/workspace/early-typing";
import { TASKS_ID } from "./drill-tasks";

/** The one field of a drill. */
export function DrillField(props: {
  section: SectionId;
  text: string;
  wordCount: number;
  otherText: string | null;
  isReadOnly: boolean;
  onText: (text: string) => void;
  onResolve: (text: string) => void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-2">
      {props.otherText !== null && (
        <ConflictNotice mine={props.text} other={props.otherText} onResolve={props.onResolve} />
      )}
      <label htmlFor={id} className="sr-only">
        Your answer, {SECTION_TITLES[props.section]}
      </label>
      <textarea
        id={id}
        {...{ [SECTION_ATTRIBUTE]: props.section }}
        value={props.text}
        onChange={(event) => props.onText(event.target.value)}
        readOnly={props.isReadOnly}
        maxLength={MAX_SECTION_CHARS}
        aria-describedby={`${TASKS_ID} ${id}-count`}
        placeholder="A few sentences are enough."
        spellCheck
        className="border-line-strong bg-paper placeholder:text-ink-faint text-lead min-h-56 w-full resize-y rounded-md border px-4 py-3 font-serif leading-relaxed"
      />
      <p
        id={`${id}-count`}
        className="text-ink-soft text-small flex flex-wrap justify-between gap-x-4"
      >
        <span>{props.wordCount === 1 ? "1 word" : `${props.wordCount} words`}</span>
        <span className="max-sm:hidden">
          <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> hands in
        </span>
      </p>
    </div>
  );
}
