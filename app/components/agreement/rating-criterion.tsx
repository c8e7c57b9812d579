import { useFetcher } from "@remix-run/react";
import clsx from "clsx";
import { useEffect, useRef } from "react";
import type { RatedCriterion } from "#server/reviews/get-rating";
import type { Verdict } from "#domain/grading/verdicts";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";
import { useHydrated } from "~/lib/use-hydrated";
import { Button } from "../ui/button";
import { VerdictShape } from "../report/verdict-mark";

/** What the action of a mark answers. */
export type MarkReply = { criterionId: string; error: string | null };

/** One criterion with its anchors and its mark, which is kept the moment it is chosen. */
export function RatingCriterion(props: {
  criterion: RatedCriterion;
  number: number;
  mark: Verdict | undefined;
  onMark: (criterionId: string, verdict: Verdict | undefined) => void;
}) {
  const { criterion, number, mark, onMark } = props;
  const fetcher = useFetcher<MarkReply>();
  const isHydrated = useHydrated();
  const kept = useRef(mark);
  const error = fetcher.state === "idle" ? (fetcher.data?.error ?? null) : null;
  const isSaved = fetcher.state === "idle" && fetcher.data?.error === null;

  useEffect(() => {
    if (error !== null) onMark(criterion.id, kept.current);
    else if (isSaved) kept.current = mark;
    // The reply is what changes something; the mark that it is about was there before.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [fetcher.data]);

  function choose(verdict: Verdict) {
    onMark(criterion.id, verdict);
    fetcher.submit(
      { intent: "mark", criterionId: criterion.id, verdict },
      { method: "post", preventScrollReset: true },
    );
  }
  return (
    <fetcher.Form method="post" className="border-line border-t py-4 first:border-0">
      <input type="hidden" name="intent" value="mark" />
      <input type="hidden" name="criterionId" value={criterion.id} />
      <fieldset>
        <legend className="font-semibold">
          <span className="text-ink-soft tabular-nums">{number}.</span> {criterion.text}
        </legend>
        <Anchors criterion={criterion} />
        <div className="mt-2.5 flex flex-wrap gap-1.5">
          {listChoices(criterion).map((verdict) => (
            <Choice
              key={verdict}
              verdict={verdict}
              isChosen={mark === verdict}
              isControlled={isHydrated}
              onChoose={() => choose(verdict)}
            />
          ))}
        </div>
      </fieldset>
      <p aria-live="polite" className="text-small min-h-6">
        {error !== null && <span className="text-danger">Not saved: {error}</span>}
        {isSaved && <span className="text-ink-soft">Saved</span>}
      </p>
      {!isHydrated && (
        <Button type="submit" size="sm">
          Save
        </Button>
      )}
    </fetcher.Form>
  );
}

function listChoices(criterion: RatedCriterion): Verdict[] {
  return criterion.partial === null ? ["met", "not_met"] : ["met", "partial", "not_met"];
}

function Anchors({ criterion }: { criterion: RatedCriterion }) {
  return (
    <details className="text-ink-soft text-small mt-1">
      <summary className="w-fit rounded-sm">What counts</summary>
      <dl className="mt-1 space-y-1 pl-4">
        <div>
          <dt className="inline font-semibold">Met: </dt>
          <dd className="inline">{criterion.pass}</dd>
        </div>
        {criterion.partial !== null && (
          <div>
            <dt className="inline font-semibold">Partly: </dt>
            <dd className="inline">{criterion.partial}</dd>
          </div>
        )}
        <div>
          <dt className="inline font-semibold">Not met: </dt>
          <dd className="inline">{criterion.fail}</dd>
        </div>
      </dl>
    </details>
  );
}

/** A native radio dressed as a small card: arrow keys and plain forms work. */
function Choice(props: {
  verdict: Verdict;
  isChosen: boolean;
  isControlled: boolean;
  onChoose: () => void;
}) {
  const chosen = props.isControlled
    ? { checked: props.isChosen, onChange: props.onChoose }
    : { defaultChecked: props.isChosen };
  return (
    <label
      className={clsx(
        "bg-surface border-line-strong flex min-h-10 cursor-pointer items-center gap-2 rounded-md border px-3",
        "has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-accent has-checked:ring-1",
        "has-focus-visible:outline-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
      )}
    >
      <input
        type="radio"
        name="verdict"
        value={props.verdict}
        className="size-4 focus-visible:outline-none"
        {...chosen}
      />
      <VerdictShape verdict={props.verdict} className="size-4" />
      {VERDICT_WORDS[props.verdict]}
    </label>
  );
}
