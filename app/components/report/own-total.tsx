import { TextLink } from "~/components/ui/text-link";
import { formatTotal } from "~/lib/report/format";

/** What an answer comes to by its writer's own marks, where nobody else has marked it. */
export function OwnTotal(props: { total: number; attemptId: string; isOwn: boolean }) {
  const { total, isOwn } = props;
  return (
    <section aria-labelledby="own-total-title" className="mb-10 max-w-2xl">
      <h2 id="own-total-title" className="text-ink-soft text-xl">
        {isOwn ? "Your own marks" : "The candidate’s own marks"}
      </h2>
      <p className="mt-1 font-serif leading-none">
        <span className="text-[3rem] tabular-nums">{formatTotal(total)}</span>
        <span className="text-ink-soft ml-2 text-xl">of 100, self-marked</span>
      </p>
      <p className="text-ink-soft mt-3">
        This isn’t a grade or an estimate.{" "}
        {isOwn && <TextLink to={`/attempts/${props.attemptId}/mark`}>See your marks</TextLink>}
      </p>
    </section>
  );
}
