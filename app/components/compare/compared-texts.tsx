import { Section } from "~/components/ui/section";
import type { TextView } from "~/lib/compare/comparison-view";
import { DiffRuns } from "./diff-runs";

/** What changed in the five texts, section by section; those that stayed are named in a line. */
export function ComparedTexts({ texts }: { texts: TextView[] }) {
  const changed = texts.filter(({ diff }) => diff.kind !== "same");
  const same = texts.filter(({ diff }) => diff.kind === "same");
  return (
    <Section title="What changed in the text" size="2xl" isRuled className="mt-12">
      {changed.length === 0 && <p className="text-ink-soft">No text changed.</p>}
      <div className="space-y-10">
        {changed.map((text) => (
          <ChangedText key={text.section} text={text} />
        ))}
      </div>
      {changed.length > 0 && same.length > 0 && (
        <p className="text-ink-soft mt-8">
          Unchanged: {same.map(({ title }) => title).join(", ")}.
        </p>
      )}
    </Section>
  );
}

function ChangedText({ text }: { text: TextView }) {
  const { diff, title, words, whole } = text;
  return (
    <Section title={title} level={3} size="lg">
      <p className="text-ink-soft text-small -mt-2 mb-3 tabular-nums">{sayWords(words)}</p>
      {diff.kind === "changed" && (
        <div className="max-w-[72ch]">
          <DiffRuns runs={diff.runs} isFolded />
        </div>
      )}
      {whole !== null && (
        <>
          <p className="mb-4 max-w-prose">
            Too much changed to mark it word by word, so both texts are shown.
          </p>
          <div className="grid gap-x-12 gap-y-6 md:grid-cols-2">
            <Whole title="Earlier" text={whole.before} />
            <Whole title="Later" text={whole.after} />
          </div>
        </>
      )}
    </Section>
  );
}

function sayWords({ before, after }: TextView["words"]): string {
  if (before === 0) return `Empty before, ${after} words now`;
  if (after === 0) return `${before} words before, empty now`;
  return `${before} words before, ${after} now`;
}

function Whole(props: { title: string; text: string }) {
  return (
    <section aria-label={props.title} className="min-w-0">
      <h4 className="mb-2 font-semibold">{props.title}</h4>
      <p
        // A region that scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="border-line max-h-[32rem] overflow-auto rounded-md border p-4 font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap print:max-h-none"
      >
        {props.text}
      </p>
    </section>
  );
}
