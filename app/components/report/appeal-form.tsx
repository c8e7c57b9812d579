import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import type { SectionId } from "#domain/problems/scale";
import type { DrawnPart } from "#domain/diagram/name-parts";
import type { OwnVerdict } from "#domain/reviews/own-verdicts";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";
import { useHydrated } from "~/lib/use-hydrated";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";
import { Field } from "../ui/field";
import { RadioCards } from "../ui/radio-cards";
import { Textarea } from "../ui/textarea";

/** A sentence and the value by which the form names it. */
type Sentence = { value: string; text: string };

/** A section's text and the replies to follow-ups about it, sentence by sentence. */
export type AppealSection = {
  section: SectionId;
  title: string;
  sentences: Sentence[];
  replies: { turn: number; question: string; sentences: Sentence[] }[];
};

/** "I said it here": a sentence of the answers or replies, or parts of the drawing, and a note. */
export function AppealForm(props: {
  sections: AppealSection[];
  /** Opened at first. */
  section: SectionId;
  parts: DrawnPart[];
  gradeId: string;
  /** Where nobody reviews, what one's own mark can be; empty where somebody does. */
  ownMarks: readonly OwnVerdict[];
  backTo: string;
  error: string | null;
}) {
  const { parts, sections } = props;
  const hasText = sections.some(({ sentences, replies }) => sentences.length + replies.length > 0);
  const [where, setWhere] = useState(hasText ? "text" : "drawing");
  const isHydrated = useHydrated();
  const isKept = props.ownMarks.length > 0;
  const isPending = useNavigation().formMethod === "POST";
  return (
    <Form method="post" className="flex max-w-3xl flex-col gap-6">
      <input type="hidden" name="gradeId" value={props.gradeId} />
      {props.error !== null && <Callout tone="danger" role="alert" title={props.error} />}
      <RadioCards
        legend="Where did you say it?"
        name="where"
        value={where}
        onValueChange={setWhere}
        columns={2}
        options={[
          { value: "text", label: "In a sentence", isDisabled: !hasText },
          { value: "drawing", label: "In the drawing", isDisabled: parts.length === 0 },
        ]}
      />
      {(where === "text" || !isHydrated) && (
        <SentenceList sections={sections} opened={props.section} />
      )}
      {(where === "drawing" || !isHydrated) && <PartChoices parts={parts} />}
      {isKept && (
        <RadioCards
          legend="Your own mark"
          name="own"
          defaultValue={props.ownMarks[0]}
          columns={2}
          options={props.ownMarks.map((value) => ({ value, label: VERDICT_WORDS[value] }))}
        />
      )}
      <Field
        label={isKept ? "A note" : "A note for the reviewer"}
        hint="Why this meets the criterion. Optional."
      >
        <Textarea name="note" rows={3} maxLength={2000} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isPending={isPending}>
          {isKept ? "Keep my mark" : "Ask a reviewer"}
        </Button>
        <ButtonLink to={props.backTo}>Back to the report</ButtonLink>
      </div>
    </Form>
  );
}

function SentenceList(props: { sections: AppealSection[]; opened: SectionId }) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">Your sentence</legend>
      {props.sections.map(({ section, title, sentences, replies }) => (
        <details
          key={section}
          open={section === props.opened}
          className="border-line border-t py-2 last:border-b"
        >
          <summary className="w-fit rounded-sm font-semibold">
            {title}
            {sentences.length === 0 && (
              <span className="text-ink-soft font-normal"> (left empty)</span>
            )}
          </summary>
          <Sentences sentences={sentences} />
          {replies.map(({ turn, question, sentences: said }) => (
            <div key={turn} role="group" aria-label={`Your reply to: ${question}`} className="mt-3">
              <p className="text-ink-soft text-small px-2">Your reply to “{question}”</p>
              <Sentences sentences={said} />
            </div>
          ))}
        </details>
      ))}
    </fieldset>
  );
}

function Sentences({ sentences }: { sentences: readonly Sentence[] }) {
  return (
    <div className="mt-1">
      {sentences.map(({ value, text }) => (
        <label
          key={value}
          className="has-checked:bg-mark-soft hover:bg-surface flex cursor-pointer gap-3 rounded-sm px-2 py-1.5"
        >
          <input
            type="radio"
            name="sentence"
            value={value}
            className="mt-[0.45em] size-4 shrink-0"
          />
          <span className="text-body font-serif wrap-anywhere">{text}</span>
        </label>
      ))}
    </div>
  );
}

function PartChoices({ parts }: { parts: DrawnPart[] }) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">Parts of your drawing</legend>
      <div className="grid gap-x-8 sm:grid-cols-2">
        {parts.map(({ id, name }) => (
          <label
            key={id}
            className="has-checked:bg-mark-soft hover:bg-surface flex cursor-pointer gap-3 rounded-sm px-2 py-1.5"
          >
            <input type="checkbox" name="part" value={id} className="mt-[0.3em] size-4 shrink-0" />
            <span className="wrap-anywhere">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
