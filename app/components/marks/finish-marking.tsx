import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useHydrated } from "~/lib/use-hydrated";
import { Button } from "../ui/button";

/** Ends the marking, after a question: from then on the marks are fixed. Without a script it is asked at once. */
export function FinishMarking(props: {
  isAsking: boolean;
  onAsking: (isAsking: boolean) => void;
  hasSeen: boolean;
}) {
  const { isAsking, onAsking } = props;
  const isPending = useNavigation().state !== "idle";
  const isHydrated = useHydrated();
  const questionRef = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    if (isAsking) questionRef.current?.focus();
  }, [isAsking]);

  if (isHydrated && !isAsking) {
    return (
      <Button variant="primary" onClick={() => onAsking(true)} className="mt-4">
        Finish
      </Button>
    );
  }
  return (
    <div
      role="group"
      aria-labelledby="finish-title"
      className="border-accent bg-accent-soft mt-4 max-w-prose rounded-md border px-4 py-3"
    >
      <p id="finish-title" ref={questionRef} tabIndex={-1} className="font-semibold">
        Finish marking?
      </p>
      <p>
        Your marks become final and appear in the report
        {props.hasSeen && ", recorded as made after you had seen the grade"}.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Form method="post">
          <input type="hidden" name="intent" value="finish" />
          <Button type="submit" variant="primary" isPending={isPending}>
            Finish my marks
          </Button>
        </Form>
        {isHydrated && <Button onClick={() => onAsking(false)}>Go back</Button>}
      </div>
    </div>
  );
}
