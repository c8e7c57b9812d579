import clsx from "clsx";
import { useState } from "react";
import type { DraftAnswer, LabelledCriterion } from "#server/authoring/get-draft-answer";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { Section } from "~/components/ui/section";
import { textLinkStyle } from "~/components/ui/text-link";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";

const LABELS = ["met", "partial", "not_met"] as const;
type Label = (typeof LABELS)[number];
type Labels = Record<string, readonly Label[]>;
type Head = NonNullable<NonNullable<DraftAnswer["answer"]>["head"]>;

/** The verdict that a person gives each criterion, by section. Two ticks say that either will do. */
export function LabelTable(props: { criteria: DraftAnswer["criteria"]; head: Head | null }) {
  const [labels, setLabels] = useState<Labels>(() => toLabels(props.head));
  const criteria = props.criteria ?? [];
  const strangers = Object.keys(labels).filter((id) => !criteria.some((c) => c.id === id));
  const done = criteria.filter(({ id }) => (labels[id] ?? []).length > 0).length;

  function toggle(id: string, label: Label) {
    setLabels((before) => {
      const ticks = before[id] ?? [];
      const next = ticks.includes(label) ? ticks.filter((t) => t !== label) : [...ticks, label];
      return { ...before, [id]: LABELS.filter((each) => next.includes(each)) };
    });
  }

  return (
    <Section
      title="Labels"
      intro={
        props.criteria === null
          ? "The draft’s rubric can’t be read, so labels stay as they are. Fix the rubric first."
          : "Your own verdicts, before you see the judge’s. Tick two where either is defensible."
      }
    >
      {props.criteria !== null && (
        <p role="status" className="mb-4 font-semibold tabular-nums">
          {done} of {criteria.length} labeled
        </p>
      )}
      {SECTION_IDS.map((section) => {
        const own = criteria.filter((criterion) => criterion.section === section);
        if (own.length === 0) return null;
        return (
          <section key={section} aria-labelledby={`labels-${section}`} className="mb-6">
            <h3 id={`labels-${section}`} className="text-ink-soft font-semibold">
              {SECTION_TITLES[section]}
            </h3>
            {own.map((criterion) => (
              <LabelRow
                key={criterion.id}
                criterion={criterion}
                ticks={labels[criterion.id] ?? []}
                onToggle={(label) => toggle(criterion.id, label)}
              />
            ))}
          </section>
        );
      })}
      {strangers.map((id) =>
        (labels[id] ?? []).map((label) => (
          <input key={`${id} ${label}`} type="hidden" name="label" value={`${id} ${label}`} />
        )),
      )}
      {props.criteria !== null && strangers.length > 0 && (
        <StrangeLabels
          ids={strangers}
          onDrop={() =>
            setLabels((before) =>
              Object.fromEntries(Object.entries(before).filter(([id]) => !strangers.includes(id))),
            )
          }
        />
      )}
    </Section>
  );
}

function LabelRow(props: {
  criterion: LabelledCriterion;
  ticks: readonly Label[];
  onToggle: (label: Label) => void;
}) {
  const { criterion, ticks } = props;
  return (
    <fieldset className="border-line border-t py-2.5">
      <legend className="sr-only">{criterion.text}</legend>
      <p aria-hidden>{criterion.text}</p>
      {criterion.partial !== null && (
        <p className="text-ink-soft text-small">Partly: {criterion.partial}</p>
      )}
      <div className="mt-1 flex flex-wrap items-center gap-x-1 gap-y-1">
        {LABELS.map((label) => {
          const isTicked = ticks.includes(label);
          if (label === "partial" && criterion.partial === null && !isTicked) return null;
          return (
            <label
              key={label}
              className={clsx(
                "flex min-h-8 items-center gap-2 rounded-md px-2",
                isTicked && "bg-accent-soft font-semibold",
              )}
            >
              <input
                type="checkbox"
                name="label"
                value={`${criterion.id} ${label}`}
                checked={isTicked}
                onChange={() => props.onToggle(label)}
                className="size-4.5"
              />
              {VERDICT_WORDS[label]}
            </label>
          );
        })}
        <code className="text-ink-faint text-fine ml-auto">{criterion.id}</code>
      </div>
    </fieldset>
  );
}

/** Labels of criteria that the draft's rubric does not have: the files of a problem must not have them. */
function StrangeLabels(props: { ids: readonly string[]; onDrop: () => void }) {
  return (
    <div className="border-line border-t pt-3">
      <p className="text-ink-soft">
        Also labeled but not in the draft’s rubric: {props.ids.join(", ")}. The published rubric may
        still have them.
      </p>
      <button type="button" onClick={props.onDrop} className={textLinkStyle("item", "py-1")}>
        Drop these labels
      </button>
    </div>
  );
}

function toLabels(head: Head | null): Labels {
  const entries = Object.entries(head?.expected ?? {});
  return Object.fromEntries(entries.map(([id, label]) => [id, [label].flat()]));
}
