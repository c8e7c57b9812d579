import clsx from "clsx";
import { ChevronDown, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";
import { focusShownField } from "./focus-shown-field";

export type CurveballLineProps = {
  text: string;
  /** They changed while one works: a toast points to the line. */
  isNews: boolean;
  /** It is an interviewer who changes the requirements. */
  isInterviewed: boolean;
};

/**
 * The change of requirements in two lines: on a low screen, more would leave the canvas less height
 * than the editor needs for its desktop layout. Opened, all of it lies over the room. Once it was read,
 * its name stays, to open it again.
 */
export default function CurveballLine({ text, isNews, isInterviewed }: CurveballLineProps) {
  const [isSeen, setIsSeen] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const line = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (isNews) toast("The requirements changed. Read the note at the top.", { duration: 15_000 });
  }, [isNews]);

  function close(): void {
    setIsSeen(true);
    setIsOpen(false);
    const { current: field } = before;
    if (field instanceof HTMLElement && field.isConnected) field.focus({ preventScroll: true });
    else if (!focusShownField()) line.current?.querySelector("summary")?.focus();
  }

  return (
    <div
      ref={line}
      role={isSeen ? "note" : "alert"}
      // Whoever was writing goes on there.
      onFocus={({ relatedTarget }) => {
        if (!line.current?.contains(relatedTarget)) before.current = relatedTarget;
      }}
      className="bg-warn-soft border-warn relative flex items-center border-b pr-2 sm:gap-2"
    >
      <details
        open={isOpen}
        onToggle={(event) => setIsOpen(event.currentTarget.open)}
        className="group min-w-0 flex-1"
      >
        <summary
          className={clsx(
            "flex cursor-pointer items-center gap-2 px-4 max-sm:gap-1.5 max-sm:px-3 max-sm:pr-0",
            isSeen ? "min-h-7 max-sm:min-h-10" : "min-h-11",
          )}
        >
          <TriangleAlert aria-hidden className="text-warn size-5 shrink-0" />
          <span className="text-small line-clamp-2 min-w-0 leading-tight">
            <strong>
              {isInterviewed ? "The interviewer changes one thing" : "The requirements changed"}
            </strong>{" "}
            {!isSeen && <span className="group-open:hidden max-sm:hidden">{text}</span>}
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 group-open:rotate-180" />
        </summary>
        <div className="bg-warn-soft border-warn absolute inset-x-0 top-full z-20 max-h-[50dvh] overflow-y-auto border-b px-4 pb-3 sm:pl-11">
          <p>{text}</p>
          <p className="text-ink-soft text-small mt-1">
            Say what changes in the sections it touches, and in your drawing.
          </p>
        </div>
      </details>
      {!isSeen && (
        <Button variant="quiet" size="sm" onClick={close}>
          Got it
        </Button>
      )}
    </div>
  );
}
