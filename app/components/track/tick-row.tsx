import { useFetcher } from "@remix-run/react";
import clsx from "clsx";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

/** A thing of a week that one ticks off oneself. Works as a plain form too. */
export function TickRow(props: {
  item: string;
  isDone: boolean;
  label: string;
  children: ReactNode;
}) {
  const fetcher = useFetcher();
  const sent = fetcher.formData?.get("isDone");
  const isDone = sent === undefined || sent === null ? props.isDone : sent === "true";
  return (
    <li className="flex gap-3 py-1.5">
      <fetcher.Form method="post" action="/track" className="flex print:hidden">
        <input type="hidden" name="intent" value="tick" />
        <input type="hidden" name="item" value={props.item} />
        <input type="hidden" name="isDone" value={String(!isDone)} />
        <button
          type="submit"
          role="checkbox"
          aria-checked={isDone}
          aria-label={props.label}
          className={clsx(
            "mt-0.5 flex size-6 items-center justify-center rounded-sm border",
            isDone ? "bg-accent border-accent text-accent-ink" : "border-line-strong bg-surface",
          )}
        >
          {isDone && <Check aria-hidden className="size-4" />}
        </button>
      </fetcher.Form>
      <div className="min-w-0 flex-1">{props.children}</div>
    </li>
  );
}

/** One that was done, or is to be done, by doing it. */
export function DoneRow(props: { isDone: boolean; children: ReactNode }) {
  return (
    <li className="flex gap-3 py-1.5">
      <span
        aria-hidden
        className={clsx(
          "mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full border",
          props.isDone ? "bg-ok-soft border-ok text-ok" : "border-line-strong border-dashed",
        )}
      >
        {props.isDone && <Check className="size-4" />}
      </span>
      <div className="min-w-0 flex-1">{props.children}</div>
    </li>
  );
}
