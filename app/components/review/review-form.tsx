import { useFetcher } from "@remix-run/react";
import clsx from "clsx";
import type { ReactNode } from "react";
import { Callout } from "~/components/ui/callout";

/** What the review page answers to a form. */
export type ReviewOutcome = {
  isDone: boolean;
  /** A refusal in words: somebody else was faster, the limit is reached. */
  message: string | null;
  fieldErrors: Record<string, string[]>;
};

/**
 * One of the page's many small forms: it sends its intent and fields, and shows beside itself what
 * came of it. The page around it is read anew either way, so that a refusal shows what stands.
 */
export function ReviewForm(props: {
  intent: string;
  /** Fields that are not shown. */
  fields?: Record<string, string>;
  className?: string;
  children: (state: {
    isPending: boolean;
    errorsOf: (field: string) => string[] | undefined;
  }) => ReactNode;
}) {
  const fetcher = useFetcher<ReviewOutcome>();
  const outcome = fetcher.state === "idle" ? fetcher.data : undefined;
  return (
    <fetcher.Form method="post" className={clsx("flex flex-col gap-3", props.className)}>
      <input type="hidden" name="intent" value={props.intent} />
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children({
        isPending: fetcher.state !== "idle",
        errorsOf: (field) => outcome?.fieldErrors[field],
      })}
      {outcome?.message && <Callout tone="danger" role="alert" title={outcome.message} />}
    </fetcher.Form>
  );
}
