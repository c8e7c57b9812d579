import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { SelfRatingStage } from "#server/reviews/get-self-rating";
import { Section } from "~/components/ui/section";
import { formatTotal } from "~/lib/report/format";
import { VerdictMark } from "../report/verdict-mark";
import { ButtonLink } from "../ui/button-link";

type Finished = Extract<SelfRatingStage, { kind: "finished" }>;

/** What the marks come to, and each of them. */
export default function FinishedMarks(props: { finished: Finished; reportTo: string }) {
  const { total, isBlind, criteria } = props.finished;
  return (
    <div className="max-w-3xl">
      <p className="font-serif leading-none">
        <span className="text-[3rem] tabular-nums">{formatTotal(total)}</span>
        <span className="text-ink-soft ml-2 text-xl">of 100, by your own marks</span>
      </p>
      <p className="text-ink-soft mt-3">
        It isn’t a grade or an estimate, and no list shows it as one.{" "}
        {isBlind
          ? "You marked before you had seen a grade."
          : "You marked after you had seen the grade."}
      </p>
      <p className="mt-6">
        <ButtonLink to={props.reportTo} variant="primary">
          Open the report
        </ButtonLink>
      </p>
      {SECTION_IDS.map((section) => {
        const own = criteria.filter((criterion) => criterion.section === section);
        if (own.length === 0) return null;
        return (
          <Section key={section} title={SECTION_TITLES[section]} className="mt-8">
            <ul className="border-line border-b">
              {own.map(({ text, mark }) => (
                <li
                  key={text}
                  className="border-line grid gap-x-6 gap-y-1 border-t py-3 sm:grid-cols-[minmax(0,1fr)_8rem]"
                >
                  <p className="min-w-0">{text}</p>
                  <VerdictMark verdict={mark} />
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
    </div>
  );
}
