import { useFetcher, useNavigate } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { OpenCriterion } from "#server/reviews/get-self-rating";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import { SECTION_TITLES } from "#domain/problems/scale";
import type { DrawnPart } from "#domain/diagram/name-parts";
import { useHydrated } from "~/lib/use-hydrated";
import { ButtonLink } from "../ui/button-link";
import { Kbd } from "../ui/kbd";
import { CriterionAnchors } from "./criterion-anchors";
import { FinishMarking } from "./finish-marking";
import type { MarkReply } from "./mark-reply";
import { MarkChoice } from "./mark-choice";
import { MarkSteps } from "./mark-steps";
import { OwnWords } from "./own-words";
import { useMarkingKeys } from "./use-marking-keys";

/** The open criterion, with the drawing by the names of its parts. */
export type OnDesk = OpenCriterion & { drawn: DrawnPart[] | null };

/** One criterion on the desk: what it asks, what one wrote, and the mark, kept as it is made. */
export function MarkingDesk(props: { open: OnDesk; of: number; hasSeen: boolean }) {
  const { open, of } = props;
  const { criterion, number } = open;
  const fetcher = useFetcher<MarkReply>();
  const navigate = useNavigate();
  const [isFinishing, setIsFinishing] = useState(false);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const shownBefore = useRef(criterion.id);
  const wantsNext = useRef(false);
  const isSaving = fetcher.state !== "idle";
  const sent = isSaving ? fetcher.formData?.get("verdict") : null;
  const mark = isVerdict(sent) ? sent : open.mark;
  const error = readError(fetcher.data, criterion.id, isSaving);
  const isLast = number === of;
  const areAllMarked = open.marks.every((each) => each !== null);

  const choose = useCallback(
    (verdict: PersonVerdict) => {
      if (verdict === "partial" && criterion.partial === null) return;
      fetcher.submit(
        { intent: "mark", criterionId: criterion.id, verdict },
        { method: "post", preventScrollReset: true },
      );
    },
    [fetcher, criterion.id, criterion.partial],
  );
  const goTo = useCallback((to: number) => navigate(`?n=${to}`), [navigate]);
  const goOn = useCallback(() => {
    if (isSaving) wantsNext.current = true;
    else if (open.mark !== null && !isLast) void goTo(number + 1);
    else if (areAllMarked) setIsFinishing(true);
  }, [isSaving, open.mark, isLast, areAllMarked, goTo, number]);
  const step = useCallback(
    (by: 1 | -1) => {
      if (by === -1 && number > 1) void goTo(number - 1);
      if (by === 1 && !isLast) goOn();
    },
    [goTo, goOn, isLast, number],
  );
  useMarkingKeys({ onMark: choose, onStep: step, onNext: goOn });

  // Enter came while the mark was on its way.
  useEffect(() => {
    if (isSaving || !wantsNext.current) return;
    wantsNext.current = false;
    goOn();
  }, [isSaving, goOn]);

  // Another criterion: a screen reader and the keyboard go on from there.
  useEffect(() => {
    if (shownBefore.current === criterion.id) return;
    shownBefore.current = criterion.id;
    headingRef.current?.focus();
  }, [criterion.id]);

  return (
    <div className="max-w-5xl">
      <MarkSteps marks={open.marks} number={number} />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <section aria-labelledby="criterion-title">
          <p className="text-ink-soft">
            {SECTION_TITLES[criterion.section]} · criterion {number} of {of}
          </p>
          <h2
            id="criterion-title"
            ref={headingRef}
            tabIndex={-1}
            className="mt-1 text-2xl leading-snug font-bold text-pretty focus:outline-none"
          >
            {criterion.text}
          </h2>
          <CriterionAnchors criterion={criterion} />
        </section>
        <OwnWords open={open} className="lg:col-start-2 lg:row-span-2 lg:row-start-1" />
        <section aria-label="Your mark">
          <MarkChoice
            criterionId={criterion.id}
            hasHalf={criterion.partial !== null}
            mark={mark}
            Form={fetcher.Form}
          />
          <p role="status" className="text-small mt-2 min-h-6">
            {error !== null && <span className="text-danger">Not saved: {error}</span>}
            {error === null && !isSaving && open.mark !== null && (
              <span className="text-ink-soft">Saved</span>
            )}
          </p>
          {!isLast && <NextStep number={number} isMarked={open.mark !== null} />}
          {areAllMarked && (
            <FinishMarking
              isAsking={isFinishing}
              onAsking={setIsFinishing}
              hasSeen={props.hasSeen}
            />
          )}
          <KeysLine hasHalf={criterion.partial !== null} />
        </section>
      </div>
    </div>
  );
}

function readError(reply: MarkReply | undefined, criterionId: string, isSaving: boolean) {
  if (isSaving || reply?.criterionId !== criterionId) return null;
  return reply.error;
}

function isVerdict(value: unknown): value is PersonVerdict {
  return value === "met" || value === "partial" || value === "not_met";
}

function NextStep({ number, isMarked }: { number: number; isMarked: boolean }) {
  if (!isMarked) return <p className="text-ink-soft">The next one opens once this has a mark.</p>;
  return (
    <ButtonLink to={`?n=${number + 1}`} variant="primary">
      Next criterion
    </ButtonLink>
  );
}

/** Keys work once the page's script does. */
function KeysLine({ hasHalf }: { hasHalf: boolean }) {
  if (!useHydrated()) return null;
  return (
    <p className="text-ink-soft text-small mt-6 hidden flex-wrap items-center gap-x-4 gap-y-1 sm:flex">
      <span>
        <Kbd>1</Kbd> met
      </span>
      {hasHalf && (
        <span>
          <Kbd>2</Kbd> partly
        </span>
      )}
      <span>
        <Kbd>3</Kbd> not met
      </span>
      <span>
        <Kbd>Left</Kbd> back
      </span>
      <span>
        <Kbd>Right</Kbd> or <Kbd>Enter</Kbd> next
      </span>
    </p>
  );
}
