import type { ReactNode } from "react";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { Section } from "~/components/ui/section";
import type { TasterRest } from "#server/attempts/get-taster-rest";
import { RestOfDesign } from "./rest-of-design";

/** Beside a drill's field: what was written before, and the problem to look up. */
export function DrillAside(props: {
  /** Null when the attempt that it grew out of is gone. */
  earlierText: string | null;
  briefHtml: string;
  caseHtml: string | null;
  /** In a taster the rest of the design. */
  rest: TasterRest | null;
}) {
  return (
    <aside aria-label="To read" className="flex flex-col gap-6">
      {props.earlierText !== null && (
        <Section title="What you wrote before" size="sm">
          {props.earlierText.trim() === "" ? (
            <p className="text-ink-soft">You left this section empty.</p>
          ) : (
            <p
              // Scrolled by keyboard, it needs to be reachable.
              // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={0}
              className="border-line max-h-[26rem] overflow-y-auto border-l-2 pl-4 font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap"
            >
              {props.earlierText}
            </p>
          )}
        </Section>
      )}
      <Brief title="The problem" html={props.briefHtml} />
      {props.caseHtml !== null && (
        <Brief title="The case, with its figures" html={props.caseHtml} />
      )}
      {props.rest !== null && <RestOfDesign rest={props.rest} />}
    </aside>
  );
}

function Brief(props: { title: ReactNode; html: string }) {
  return (
    <details className="border-line border-t pt-4">
      <summary className="w-fit rounded-sm font-semibold max-sm:py-2">{props.title}</summary>
      <div className="mt-3">
        <RenderedMarkdown html={props.html} />
      </div>
    </details>
  );
}
