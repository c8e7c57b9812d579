/** What meets a criterion, what is half of it, and what only sounds like it. */
export function CriterionExamples(props: {
  criterion: { pass: string; partial: string | null; fail: string };
}) {
  const { pass, partial, fail } = props.criterion;
  return (
    <dl className="space-y-1">
      <dt className="font-semibold">Passes</dt>
      <dd>{pass}</dd>
      {partial !== null && (
        <>
          <dt className="font-semibold">Partly passes</dt>
          <dd>{partial}</dd>
        </>
      )}
      <dt className="font-semibold">Fails</dt>
      <dd>{fail}</dd>
    </dl>
  );
}
