import { Section } from "~/components/ui/section";
import type { DrillWords } from "~/lib/report/drill-result-view";
import { segmentText } from "~/lib/report/segments";
import type { Span } from "~/lib/report/segments";

/** The new words, with what was found in them underlined, next to the earlier ones. */
export function WordsBeside({ words, marks }: { words: DrillWords; marks: Span[] }) {
  return (
    <div className="mt-10 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 md:grid-cols-2">
      <Words
        title={words.earlier === null ? "What you wrote" : "Now"}
        text={words.now}
        marks={marks}
        blank="You wrote nothing."
      />
      {words.earlier !== null && (
        <Words title="Before" text={words.earlier} blank="You left this section empty." isSoft />
      )}
    </div>
  );
}

function Words(props: {
  title: string;
  text: string;
  marks?: Span[];
  blank: string;
  isSoft?: boolean;
}) {
  return (
    <Section title={props.title} size="sm" className={props.isSoft ? "text-ink-soft" : undefined}>
      {props.text.trim() === "" ? (
        <p className="text-ink-soft font-serif italic">{props.blank}</p>
      ) : (
        <p className="font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap">
          {segmentText(props.text, props.marks ?? []).map(({ start, text, criterionIds }) => (
            <span key={start} className={criterionIds.length > 0 ? "marked" : undefined}>
              {text}
            </span>
          ))}
        </p>
      )}
    </Section>
  );
}
