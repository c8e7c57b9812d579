import type { FetcherWithComponents } from "@remix-run/react";
import clsx from "clsx";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";
import { VerdictShape } from "../report/verdict-mark";

const CHOICES = ["met", "partial", "not_met"] as const;

/** Three buttons, or two where there is no half: a press marks, with a script or without one. */
export function MarkChoice(props: {
  criterionId: string;
  hasHalf: boolean;
  mark: PersonVerdict | null;
  Form: FetcherWithComponents<unknown>["Form"];
}) {
  const { Form, mark } = props;
  const choices = CHOICES.filter((verdict) => verdict !== "partial" || props.hasHalf);
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="mark" />
      <input type="hidden" name="criterionId" value={props.criterionId} />
      <div role="group" aria-labelledby="mark-legend">
        <p id="mark-legend" className="mb-2 font-semibold">
          Does your answer meet it?
        </p>
        <div className="flex flex-wrap gap-2">
          {choices.map((verdict) => (
            <button
              key={verdict}
              type="submit"
              name="verdict"
              value={verdict}
              aria-pressed={mark === verdict}
              className={clsx(
                "flex min-h-11 items-center gap-2 rounded-md border px-4 font-semibold",
                mark === verdict
                  ? "border-accent bg-accent-soft ring-accent ring-1"
                  : "bg-surface border-line-strong hover:bg-sunken",
              )}
            >
              <VerdictShape verdict={verdict} className="size-4.5" />
              {VERDICT_WORDS[verdict]}
            </button>
          ))}
        </div>
      </div>
    </Form>
  );
}
