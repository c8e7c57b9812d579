import clsx from "clsx";
import { ChevronDown, ChevronUp, Sheet } from "lucide-react";
import { lazy, Suspense, useId, useRef, useState } from "react";
import { Spinner } from "~/components/ui/spinner";

const WorksheetSheet = lazy(() => import("./worksheet-sheet"));

export type WorksheetSlotProps = {
  /** The sheet as it is saved; "" while it is blank. */
  text: string;
  /** The candidate's answers, in the sections' order: their figures are offered to blank cells. */
  answers: readonly string[];
  /** What another tab or machine wrote meanwhile. */
  otherText: string | null;
  isReadOnly: boolean;
  onText: (text: string) => void;
  onResolve: (text: string) => void;
};

/** The worksheet below Latency & Cost: fetched when it is opened. */
export function WorksheetSlot(props: WorksheetSlotProps) {
  const [isShown, setIsShown] = useState(false);
  const id = useId();
  const section = useRef<HTMLElement>(null);
  const isTwofold = props.otherText !== null;
  const Chevron = isShown ? ChevronUp : ChevronDown;
  return (
    <section
      ref={section}
      aria-label="Worksheet"
      className="border-line-strong scroll-mt-2 rounded-md border"
    >
      <button
        type="button"
        aria-expanded={isShown}
        aria-controls={id}
        onClick={() => setIsShown(!isShown)}
        className="hover:bg-sunken flex w-full items-center gap-3 rounded-md px-4 py-2.5 text-left"
      >
        <Sheet aria-hidden className="text-ink-soft size-5 shrink-0" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">Worksheet: load, bill and latency budget</span>
          <span className={clsx("text-small block", isTwofold ? "text-warn" : "text-ink-soft")}>
            {isTwofold
              ? "Edited in two places: open it and choose one."
              : props.text === ""
                ? "Computes as you type. Its complete lines become part of this answer."
                : "Started. Its complete lines become part of this answer."}
          </span>
        </span>
        <Chevron aria-hidden className="text-ink-faint size-4.5 shrink-0" />
      </button>
      <div id={id} hidden={!isShown}>
        {isShown && (
          <Suspense
            fallback={
              <p className="text-ink-soft flex items-center gap-3 px-4 py-4">
                <Spinner /> Loading the worksheet.
              </p>
            }
          >
            <WorksheetSheet
              {...props}
              onOpened={() => section.current?.scrollIntoView({ block: "start" })}
            />
          </Suspense>
        )}
      </div>
    </section>
  );
}
