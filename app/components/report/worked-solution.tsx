import type { ReactNode } from "react";
import { Section } from "~/components/ui/section";
import type { DrawnPart } from "#domain/diagram/name-parts";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { PartList } from "./part-list";

/** The worked solution: its drawing, its text, and what it makes of changed requirements. */
export function WorkedSolution(props: {
  /** Stands in a frame of a fixed height. */
  board: ReactNode;
  /** The reader's own drawing, to stand beside it. */
  own?: ReactNode;
  parts: DrawnPart[];
  html: string;
  curveball: { text: string; handling: string } | null;
}) {
  const { curveball } = props;
  return (
    <div className="@container">
      <section aria-labelledby="solution-drawing" className="mb-12">
        <h2 id="solution-drawing" className="sr-only">
          Drawing
        </h2>
        {props.own ? (
          <div className="grid gap-6 @2xl:grid-cols-2">
            <Beside title="Yours">{props.own}</Beside>
            <Beside title="Worked solution">{props.board}</Beside>
          </div>
        ) : (
          <div className="border-line bg-surface h-[22rem] overflow-hidden rounded-lg border @2xl:h-[44rem]">
            {props.board}
          </div>
        )}
        <PartList parts={props.parts} criteria={[]} />
      </section>
      <RenderedMarkdown html={props.html} />
      {curveball !== null && (
        <Section
          title="If the requirements change"
          size="xl"
          isRuled
          className="mt-12 max-w-[68ch]"
        >
          <p className="font-serif text-lg italic">{curveball.text}</p>
          <p className="mt-3 font-serif text-lg">{curveball.handling}</p>
        </Section>
      )}
    </div>
  );
}

function Beside(props: { title: string; children: ReactNode }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 font-semibold">{props.title}</figcaption>
      <div className="border-line bg-surface h-[22rem] overflow-hidden rounded-lg border @2xl:h-[36rem]">
        {props.children}
      </div>
    </figure>
  );
}
