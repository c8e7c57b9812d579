import { useId, useState } from "react";
import type { CriterionContent, RubricContent } from "#server/authoring/preview-draft";
import { LENSES, LENS_TITLES, SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { Lens } from "#domain/problems/scale";
import { listAsked } from "#domain/rubrics/bars";
import { LevelScale } from "~/components/charts/level-scale";
import { Field } from "~/components/ui/field";
import { Section } from "~/components/ui/section";
import { Select } from "~/components/ui/select";
import { formatPoints } from "~/lib/report/format";
import { CriterionPreview } from "./criterion-preview";
import { formatShare } from "./format-share";

/** A part, with when or where candidates meet it. */
const PART = { level: 3, size: "md", isRuled: true, className: "mt-10" } as const;

/** The criteria by section with what each is worth through a lens, the bars, and the rules beside. */
export function RubricPreview(props: {
  rubric: RubricContent;
  /** Those of the problem; all where it can't be read. */
  lenses: readonly Lens[];
}) {
  const { rubric } = props;
  const asked = listAsked(rubric.bars);
  const share = asked.find(({ weightOfStaff }) => weightOfStaff !== null)?.weightOfStaff ?? null;
  const [chosen, setLens] = useState<Lens>("product");
  const lens = props.lenses.includes(chosen) ? chosen : (props.lenses[0] ?? LENSES[0]);
  return (
    <>
      <div className="-mt-3 px-4 sm:px-8">
        <LevelScale
          total={null}
          bars={asked.map(({ level, points }) => ({ level, bar: points }))}
        />
      </div>
      {share !== null && (
        <p className="text-ink-soft mt-2">
          Staff also takes {share === 0.5 ? "half" : `${Math.round(share * 100)}%`} of the weight of
          the staff criteria; partly met counts half.
        </p>
      )}
      <div className="mt-4 max-w-64">
        <Field label="Shares by lens">
          <Select value={lens} onChange={(event) => setLens(event.target.value as Lens)}>
            {props.lenses.map((each) => (
              <option key={each} value={each}>
                {LENS_TITLES[each]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {SECTION_IDS.map((section) => (
        <SectionPart
          key={section}
          title={SECTION_TITLES[section]}
          criteria={rubric.criteria.filter((criterion) => criterion.section === section)}
          lens={lens}
          before={countBefore(rubric, section)}
        />
      ))}
      {rubric.curveball.length > 0 && (
        <Section
          {...PART}
          title="The curveball"
          intro="Only for attempts with the curveball; these shares come on top of the 100%"
        >
          <Criteria criteria={rubric.curveball} lens={lens} before={rubric.criteria.length} />
        </Section>
      )}
      <Rules rubric={rubric} />
    </>
  );
}

function SectionPart(props: {
  title: string;
  criteria: CriterionContent[];
  lens: Lens;
  before: number;
}) {
  const { criteria, lens } = props;
  const share = criteria.reduce((sum, { shares }) => sum + shares[lens], 0);
  return (
    <Section
      {...PART}
      title={props.title}
      intro={
        criteria.length === 0
          ? "This section has no criteria"
          : `${formatShare(share)} of the points, ${criteria.length} ${criteria.length === 1 ? "criterion" : "criteria"}`
      }
    >
      <Criteria criteria={criteria} lens={lens} before={props.before} />
    </Section>
  );
}

function Criteria(props: { criteria: CriterionContent[]; lens: Lens; before: number }) {
  return (
    <ol className="flex flex-col gap-6">
      {props.criteria.map((criterion, index) => (
        <CriterionPreview
          key={criterion.id}
          number={props.before + index + 1}
          criterion={criterion}
          share={criterion.shares[props.lens]}
        />
      ))}
    </ol>
  );
}

function Rules({ rubric }: { rubric: RubricContent }) {
  const { caps, exclusions, misconceptions } = rubric;
  const id = useId();
  const textOf = (criterionId: string): string =>
    rubric.criteria.find((each) => each.id === criterionId)?.text ?? criterionId;
  return (
    <>
      {caps.length > 0 && (
        <Section {...PART} title="Caps" intro="Shown next to the total when one applies">
          <ul className="flex flex-col gap-4">
            {caps.map((cap) => (
              <li key={cap.id} className="border-mark border-l-2 pl-4">
                <strong>Capped at {formatPoints(cap.maxTotal)}</strong>: {cap.reason}
                <Named
                  words={
                    cap.whenNoneMet.length === 1
                      ? "When this is not met:"
                      : "When none of these is met:"
                  }
                  texts={cap.whenNoneMet.map(textOf)}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {exclusions.length > 0 && (
        <Section
          {...PART}
          title="Left out of the score"
          intro="When the candidate took another valid route"
        >
          <ul className="flex flex-col gap-4">
            {exclusions.map(({ whenMet, drop, reason }) => (
              <li
                key={`${id} ${whenMet} ${drop.join(" ")}`}
                className="border-line border-l-2 pl-4"
              >
                {reason}
                <Named words="When this is met:" texts={[textOf(whenMet)]} />
                <Named words="Then left out, unless met:" texts={drop.map(textOf)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {misconceptions.length > 0 && (
        <Section {...PART} title="Misconceptions" intro="Named when seen; they cost no points">
          <ul className="flex flex-col gap-4">
            {misconceptions.map((one) => (
              <li key={one.id} className="border-line border-l-2 pl-4">
                <p className="font-semibold">{one.text}</p>
                <p className="font-serif">{one.advice}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Named(props: { words: string; texts: string[] }) {
  return (
    <div className="text-ink-soft text-small mt-1">
      <p>{props.words}</p>
      <ul className="list-disc pl-5">
        {props.texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

/** Criteria in the sections before this one: numbers run on, as on a report. */
function countBefore({ criteria }: RubricContent, section: CriterionContent["section"]): number {
  const before = SECTION_IDS.slice(0, SECTION_IDS.indexOf(section));
  return criteria.filter((criterion) => before.includes(criterion.section)).length;
}
