import { useMemo } from "react";
import type { Scene } from "#domain/diagram/scene.schema";
import { SAMPLE_NAMES } from "#domain/problems/samples";
import type { SampleName } from "#domain/problems/samples";
import { LENS_TITLES } from "#domain/problems/scale";
import type { Lens } from "#domain/problems/scale";
import type { SampleView } from "~/lib/report/sample-view";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";
import { Section } from "../ui/section";
import { TextLink } from "../ui/text-link";
import { DrawingFigure } from "./drawing-figure";
import { AnswerTitle, DebriefParts, ReportOpening } from "./report-opening";
import { SectionReport } from "./section-report";
import { SelectionProvider } from "./selection";

/** A sample report: an answer to a problem of the catalogue, with the marks a person gave it. */
export function SampleReport(props: {
  page: SampleView & {
    name: SampleName;
    problem: { slug: string; title: string };
    lens: Lens;
    scene: Scene;
  };
}) {
  const { name, problem, lens, scene, outcome, sections, drawing, debrief, next } = props.page;
  const criteria = useMemo(
    () => sections.flatMap(({ besideText, below }) => [...besideText, ...below]),
    [sections],
  );
  const byId = useMemo(() => new Map(criteria.map((item) => [item.id, item])), [criteria]);
  return (
    <SelectionProvider debrief={debrief} next={next}>
      <header className="mb-8">
        <p className="text-ink-soft">Sample report · {LENS_TITLES[lens]} lens</p>
        <h1 className="mt-1 font-serif text-[1.875rem] leading-tight font-semibold text-balance sm:text-[2.5rem]">
          A {name} answer: {problem.title}
        </h1>
        <p className="mt-4 print:hidden">
          {SAMPLE_NAMES.filter((other) => other !== name).map((other) => (
            <TextLink key={other} to={`/sample/${other}`}>
              Compare it with a {other} answer
            </TextLink>
          ))}
        </p>
      </header>
      <Callout tone="info" title="Marked with the rubric’s own labels" className="max-w-3xl">
        <p>
          Answers like this one come with a label for every criterion, which we use to set the bars.
          You see those labels here, and a debrief that a person wrote; no model has read the
          answer. Labels have no reasons, so none are shown. A sentence is underlined where the
          debrief quotes it or a word search finds the deciding one.
        </p>
        <p className="mt-1">
          It shows what <TextLink to={`/problems/${problem.slug}`}>this problem</TextLink> is graded
          on. If you want to take the problem yourself, do that first.
        </p>
      </Callout>
      <ReportOpening
        debrief={debrief}
        sections={sections}
        head={{ ...outcome, holds: [], judged: null }}
        time={null}
      />
      <DebriefParts debrief={debrief} next={next} />
      <AnswerTitle>The answer, marked up</AnswerTitle>
      {sections.map((section) => (
        <SectionReport key={section.section} section={section} criteria={byId} />
      ))}
      <DrawingFigure
        drawing={scene.elements.length === 0 ? null : { scene }}
        parts={drawing}
        criteria={criteria}
        debrief={debrief}
        besideTo={null}
      />
      <Section title="Your turn" isRuled className="print:hidden">
        <p className="max-w-prose">
          A first round takes half an hour or less, with hints when you need them. Your report looks
          like this one.
        </p>
        <ButtonLink to="/problems" variant="primary" className="mt-4">
          Choose a problem
        </ButtonLink>
      </Section>
    </SelectionProvider>
  );
}
