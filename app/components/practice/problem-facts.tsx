import { Link } from "@remix-run/react";
import { SECTION_IDS, SECTION_TITLES } from "#server/problems/scale";
import type { SectionId } from "#server/problems/scale";
import type { ProblemCard } from "#server/problems/list-problems";
import { toTopicTitle } from "~/lib/topic-title";

/** 0.225 → "22.5 %": rounded to whole numbers the shares would not sum to 100. */
function formatShare(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** What one hands in, section by section, and what the problem is about. */
export function ProblemFacts(props: {
  problem: Pick<ProblemCard, "topics"> & {
    prompts: Record<SectionId, string>;
    shares: Record<SectionId, number>;
  };
}) {
  const { problem } = props;
  return (
    <>
      <section aria-labelledby="sections" className="border-line border-t pt-6">
        <h2 id="sections" className="text-lg font-bold">
          What you hand in
        </h2>
        <p className="text-ink-soft mt-1 max-w-[65ch]">
          A drawing of the system, and an answer to each of these. The shares of the clock are a
          guide; nothing locks.
        </p>
        <dl className="mt-4">
          {SECTION_IDS.map((section) => (
            <div key={section} className="mt-4 grid gap-x-6 sm:grid-cols-[9rem_1fr]">
              <dt>
                <span className="font-semibold">{SECTION_TITLES[section]}</span>
                <span className="text-ink-soft block text-[0.9375rem] tabular-nums">
                  {formatShare(problem.shares[section])} of the clock
                </span>
              </dt>
              <dd className="font-serif">{problem.prompts[section]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="topics" className="border-line mt-10 border-t pt-6 print:hidden">
        <h2 id="topics" className="text-lg font-bold">
          Topics
        </h2>
        <ul className="mt-3 flex flex-wrap gap-2">
          {problem.topics.map((topic) => (
            <li key={topic}>
              <Link
                to={`/problems?${new URLSearchParams({ topic })}`}
                className="bg-sunken text-ink-soft hover:text-accent rounded-sm px-2 py-1 text-[0.9375rem]"
              >
                {toTopicTitle(topic)}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
