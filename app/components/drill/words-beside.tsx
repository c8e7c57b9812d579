import { Section } from "~/components/ui/section";
import type { DrillWords } from "~/lib/report/drill-result-view";

/** The new words next to the earlier ones. */
export function WordsBeside({ words }: { words: DrillWords }) {
  return (
    <div className="mt-10 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 md:grid-cols-2">
      <Words title="Now" text={words.now} blank="You wrote nothing." />
      {words.earlier !== null && (
        <Words title="Before" text={words.earlier} blank="You left this section empty." isSoft />
      )}
    </div>
  );
}

function Words(props: { title: string; text: string; blank: string; isSoft?: boolean }) {
  return (
    <Section title={props.title} size="sm" className={props.isSoft ? "text-ink-soft" : undefined}>
      {props.text.trim() === "" ? (
        <p className="text-ink-soft font-serif italic">{props.blank}</p>
      ) : (
        <p className="font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap">{props.text}</p>
      )}
    </Section>
  );
}
