import { useFetcher } from "@remix-run/react";
import clsx from "clsx";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { useKeptWords } from "./use-kept-words";

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
  /** The name under which what is written here is kept until it is sent; none: it isn't kept. */
  keepAs?: string;
  className?: string;
  children: (state: {
    isPending: boolean;
    errorsOf: (field: string) => string[] | undefined;
  }) => ReactNode;
}) {
  const fetcher = useFetcher<ReviewOutcome>();
  const outcome = fetcher.state === "idle" ? fetcher.data : undefined;
  const form = useRef<HTMLFormElement>(null);
  const { isRestored, keep, forget } = useKeptWords(form, props.keepAs ?? null);
  const isDone = fetcher.data?.isDone ?? false;
  useEffect(() => {
    if (isDone) forget();
  }, [isDone, forget]);

  return (
    <fetcher.Form
      ref={form}
      method="post"
      onChange={keep}
      className={clsx("flex flex-col gap-3", props.className)}
    >
      <input type="hidden" name="intent" value={props.intent} />
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children({
        isPending: fetcher.state !== "idle",
        errorsOf: (field) => outcome?.fieldErrors[field],
      })}
      {isRestored && !isDone && (
        <p role="status" className="text-ink-soft text-small">
          This is what you had written.{" "}
          <Button
            size="sm"
            variant="quiet"
            onClick={() => {
              form.current?.reset();
              forget();
            }}
          >
            Clear it
          </Button>
        </p>
      )}
      {outcome?.message && <Callout tone="danger" role="alert" title={outcome.message} />}
    </fetcher.Form>
  );
}
