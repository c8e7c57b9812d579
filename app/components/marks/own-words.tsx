import clsx from "clsx";
import { SECTION_TITLES } from "#domain/problems/scale";
import { Section } from "~/components/ui/section";
import type { OnDesk } from "./marking-desk";

const MOST_PARTS = 12;

/** What the candidate wrote and drew, as far as it may bear on the criterion. */
export function OwnWords(props: { open: OnDesk; className?: string }) {
  const { nearest, sectionText, criterion, drawn } = props.open;
  const title = SECTION_TITLES[criterion.section];
  return (
    <Section
      title="Closest in your answer"
      level={3}
      size="md"
      className={clsx("border-line lg:border-l lg:pl-8", props.className)}
    >
      {nearest.length === 0 ? (
        <p className="text-ink-soft">None of your sentences shares its words.</p>
      ) : (
        <ul className="space-y-4">
          {nearest.map(({ section, start, text }) => (
            <li key={`${section} ${start}`}>
              <p className="text-ink-soft text-small">{SECTION_TITLES[section]}</p>
              <blockquote className="border-accent text-body border-l-2 pl-3 font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap">
                {text}
              </blockquote>
            </li>
          ))}
        </ul>
      )}
      {drawn !== null && <Drawn drawn={drawn} />}
      <details className="mt-5">
        <summary className="text-accent w-fit rounded-sm font-semibold">
          Everything you wrote under {title}
        </summary>
        <div className="border-line text-body mt-3 max-h-96 overflow-y-auto rounded-md border p-4 font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap">
          {sectionText.trim() === "" ? "You left this section empty." : sectionText}
        </div>
      </details>
    </Section>
  );
}

function Drawn({ drawn }: { drawn: NonNullable<OnDesk["drawn"]> }) {
  const shown = drawn.slice(0, MOST_PARTS).map(({ name }) => name);
  const more = drawn.length - shown.length;
  return (
    <p className="mt-4 wrap-anywhere">
      <span className="font-semibold">Your drawing counts, too: </span>
      {drawn.length === 0 ? "nothing is drawn." : shown.join(" · ")}
      {more > 0 && ` and ${more} more`}
    </p>
  );
}
