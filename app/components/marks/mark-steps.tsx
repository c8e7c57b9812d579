import { Link } from "@remix-run/react";
import clsx from "clsx";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";
import { VerdictShape } from "../report/verdict-mark";

/** The way back to every marked criterion, by its number: what the others ask isn't told. */
export function MarkSteps(props: { marks: (PersonVerdict | null)[]; number: number }) {
  const open = props.marks.findIndex((mark) => mark === null);
  const reachable = open === -1 ? props.marks.length : open + 1;
  return (
    <nav aria-label="Criteria">
      <p className="text-ink-soft tabular-nums">
        {props.marks.filter((mark) => mark !== null).length} of {props.marks.length} marked
      </p>
      <ol className="mt-2 flex flex-wrap gap-1">
        {props.marks.slice(0, reachable).map((mark, index) => (
          <li key={index}>
            <Link
              to={`?n=${index + 1}`}
              preventScrollReset
              aria-current={index + 1 === props.number ? "step" : undefined}
              aria-label={`Criterion ${index + 1}, ${mark === null ? "no mark yet" : VERDICT_WORDS[mark].toLowerCase()}`}
              className={clsx(
                "flex h-9 min-w-9 items-center justify-center gap-1 rounded-md border px-1.5 text-sm tabular-nums",
                index + 1 === props.number
                  ? "border-accent bg-accent-soft font-semibold"
                  : "border-line hover:bg-sunken text-ink-soft",
              )}
            >
              {index + 1}
              {mark !== null && <VerdictShape verdict={mark} className="size-3.5" />}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
