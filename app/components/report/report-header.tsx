import { LENS_TITLES, LEVEL_TITLES, SECTION_TITLES } from "#domain/problems/scale";
import { LocalTime } from "~/components/ui/local-time";
import { TextLink } from "~/components/ui/text-link";
import type { ReportPage } from "~/lib/report/report-page";
import { BRIEF_WORDS } from "~/lib/problem-words";
import { formatMinutes } from "~/lib/time";

/** What was practised, how and when: the same above every state of the report. */
export function ReportHeader(props: {
  report: {
    attempt: Pick<ReportPage["attempt"], "level" | "lens" | "minutes" | "submittedAt"> &
      Partial<Pick<ReportPage["attempt"], "id" | "focusSection" | "basedOnId">>;
    problem: Pick<ReportPage["problem"], "title">;
    brief: ReportPage["brief"];
  };
}) {
  const { attempt, problem, brief } = props.report;
  return (
    <header className="mb-8">
      <p className="text-ink-soft">
        {LEVEL_TITLES[attempt.level]} level · {LENS_TITLES[attempt.lens]} lens ·{" "}
        {brief === "interview" && `${BRIEF_WORDS.interview} · `}
        {attempt.minutes === null ? "untimed practice" : formatMinutes(attempt.minutes)} ·{" "}
        <LocalTime iso={attempt.submittedAt} detail="date" />
      </p>
      {attempt.focusSection && (
        <p className="text-ink-soft">
          Retry of {SECTION_TITLES[attempt.focusSection]}
          {attempt.basedOnId && (
            <>
              {" · "}
              <TextLink to={`/attempts/${attempt.basedOnId}/report`}>The earlier report</TextLink>
              {attempt.id && (
                <>
                  {" · "}
                  <TextLink to={`/attempts/${attempt.id}/compare`}>Compare the two</TextLink>
                </>
              )}
            </>
          )}
        </p>
      )}
      <h1 className="mt-1 font-serif text-[1.875rem] leading-tight font-semibold text-balance sm:text-[2.5rem]">
        {problem.title}
      </h1>
    </header>
  );
}
