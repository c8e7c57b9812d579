import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import type { GradeView } from "~/lib/report/report-view";

/** Beliefs the answer seems to hold, and what helps against each. */
export function Misconceptions(props: { misconceptions: GradeView["misconceptions"] }) {
  if (props.misconceptions.length === 0) return null;
  const isSure = props.misconceptions.every(({ quote }) => quote === null);
  return (
    <Section
      title={isSure ? "Worth unlearning" : "May be worth unlearning"}
      size="2xl"
      isRuled
      className="pb-8 sm:pb-12"
    >
      <dl className="grid gap-x-14 gap-y-6 md:grid-cols-2">
        {props.misconceptions.map(({ id, text, advice, quote }) => (
          <div key={id} className="border-mark border-l-2 pl-4">
            <dt className="text-body font-serif italic">{text}</dt>
            {quote !== null && (
              <dd className="text-ink-soft mt-1 wrap-anywhere">
                This passage may show it: <q>{quote}</q>
              </dd>
            )}
            <dd className="mt-1">
              <span className="text-mark font-semibold">Instead: </span>
              {advice}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-6 print:hidden">
        <TextLink to="/learn/misconceptions" look="item">
          What’s behind these, and others that interviewers hear
        </TextLink>
      </p>
    </Section>
  );
}
