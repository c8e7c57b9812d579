import { ChevronDown, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "~/components/ui/button";

export type CurveballLineProps = {
  text: string;
  /** They changed while one works: a toast points to the line. */
  isNews: boolean;
  /** It is an interviewer who changes the requirements. */
  isInterviewed: boolean;
};

/**
 * The change of requirements in one line: on a low screen, more would leave the canvas less height
 * than the editor needs for its desktop layout. Opened, all of it lies over the room.
 */
export default function CurveballLine({ text, isNews, isInterviewed }: CurveballLineProps) {
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    if (isNews) toast("The requirements changed. Read the note at the top.", { duration: 15_000 });
  }, [isNews]);
  if (isSeen) return null;
  return (
    <div
      role="alert"
      className="bg-warn-soft border-warn relative flex items-center border-b pr-2 sm:gap-2"
    >
      <details className="group min-w-0 flex-1">
        <summary className="flex h-9 cursor-pointer items-center gap-2 px-4 max-sm:h-auto max-sm:min-h-10 max-sm:gap-1.5 max-sm:px-3 max-sm:py-1 max-sm:pr-0">
          <TriangleAlert aria-hidden className="text-warn size-5 shrink-0" />
          <span className="max-sm:text-small leading-tight sm:truncate">
            <strong>
              {isInterviewed ? "The interviewer changes one thing" : "The requirements changed"}
            </strong>{" "}
            <span className="group-open:hidden max-sm:hidden">{text}</span>
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 group-open:rotate-180" />
        </summary>
        <p className="bg-warn-soft border-warn absolute inset-x-0 top-full z-20 max-h-[50dvh] overflow-y-auto border-b px-4 pb-3 sm:pl-11">
          {text}
        </p>
      </details>
      <Button
        variant="quiet"
        size="sm"
        onClick={() => setIsSeen(true)}
        title="It stays under Problem."
      >
        Got it
      </Button>
    </div>
  );
}
