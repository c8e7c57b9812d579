import type { GivenVerdict } from "#server/reviews/get-review";
import { VerdictMark } from "../report/verdict-mark";
import { LocalTime } from "../ui/local-time";
import { ReviewForm } from "./review-form";
import { TakeBack } from "./take-back";

/** The verdict that a person gave, beside the judge's, and those that stood before it. */
export function GivenVerdictPanel(props: { given: GivenVerdict | null; before: GivenVerdict[] }) {
  const { given, before } = props;
  if (given === null && before.length === 0) return null;
  return (
    <div className="bg-accent-soft rounded-md px-3 py-2">
      {given !== null && (
        <>
          <p className="text-ink-soft text-small">
            {given.by}, <LocalTime iso={given.at} />
          </p>
          <VerdictMark verdict={given.verdict} />
          <p className="wrap-anywhere whitespace-pre-wrap">{given.reason}</p>
          <ReviewForm intent="withdraw" fields={{ overrideId: given.id }}>
            {({ isPending }) => <TakeBack isPending={isPending}>Withdraw</TakeBack>}
          </ReviewForm>
        </>
      )}
      {before.length > 0 && (
        <details className="text-small">
          <summary className="w-fit rounded-sm">
            {before.length === 1 ? "1 withdrawn verdict" : `${before.length} withdrawn verdicts`}
          </summary>
          <ul className="mt-1 space-y-2">
            {before.map((old) => (
              <li key={old.id}>
                <VerdictMark verdict={old.verdict} /> by {old.by}, <LocalTime iso={old.at} />
                <p className="wrap-anywhere">{old.reason}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
