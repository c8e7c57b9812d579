import clsx from "clsx";
import { useRef } from "react";
import type { ReactNode, Ref } from "react";
import type { CriterionView } from "~/lib/report/report-view";
import type { Segment } from "~/lib/report/segments";
import { verdictOf } from "~/lib/report/standing-view";
import { ASIDE_WORDS } from "~/lib/report/words";
import { InkLayer } from "./ink-layer";
import { noteId, useSelection } from "./selection";

/**
 * The candidate's text as written, with the sentences the judge rests on underlined. Each marked
 * stretch is a link to its note: without a script it still leads there.
 */
export function MarkedText(props: {
  segments: Segment[];
  /** Of the whole report: a sentence may serve a criterion of another section. */
  criteria: Map<string, CriterionView>;
  textRef: Ref<HTMLDivElement>;
}) {
  const inkRef = useRef<HTMLDivElement>(null);
  return (
    <div ref={inkRef} className="relative">
      <div
        ref={props.textRef}
        className="text-lead font-serif leading-[1.8] wrap-anywhere whitespace-pre-wrap print:text-[11pt] print:leading-[1.6]"
      >
        {props.segments.map((segment, index) => {
          const next = props.segments[index + 1];
          const marked =
            segment.criterionIds.length === 0 ? (
              segment.text
            ) : (
              <MarkedSegment
                key={segment.start}
                segment={segment}
                next={next}
                criteria={props.criteria}
              />
            );
          if (segment.aside === null) return marked;
          return (
            <AsideSegment
              key={segment.start}
              reason={segment.aside}
              isEnd={next?.aside !== segment.aside}
            >
              {marked}
            </AsideSegment>
          );
        })}
      </div>
      <InkLayer containerRef={inkRef} />
    </div>
  );
}

/** Words that count as no evidence, set back; why, after the last of them. */
function AsideSegment(props: {
  reason: NonNullable<Segment["aside"]>;
  isEnd: boolean;
  children: ReactNode;
}) {
  const words = ASIDE_WORDS[props.reason];
  return (
    <span className="set-aside text-ink-soft">
      {props.children}
      {props.isEnd && (
        <span className="border-line-strong ml-1.5 inline-block rounded-sm border px-1 py-0.5 align-[0.1em] font-sans text-xs leading-none whitespace-nowrap select-none">
          <span className="sr-only">(the passage before doesn’t count: </span>
          {words}
          <span className="sr-only">)</span>
        </span>
      )}
    </span>
  );
}

function MarkedSegment(props: {
  segment: Segment;
  next: Segment | undefined;
  criteria: Map<string, CriterionView>;
}) {
  const selection = useSelection();
  const { criterionIds, text } = props.segment;
  const isLit = criterionIds.some((id) => selection.lit.has(id));
  const judged = criterionIds.flatMap((id) => props.criteria.get(id) ?? []);
  const mentioned = criterionIds.flatMap((id) => selection.mentions.get(id) ?? []);
  const isShort =
    mentioned.some((mention) => mention.isShort) ||
    (judged.length > 0 && judged.every((criterion) => verdictOf(criterion) !== "met"));
  const isEnding = (id: string): boolean => !props.next?.criterionIds.includes(id);
  const ending = [
    ...judged.filter(({ id }) => isEnding(id)).map(({ number }) => String(number)),
    ...new Set(
      criterionIds.filter(isEnding).flatMap((id) => selection.mentions.get(id)?.label ?? []),
    ),
  ];
  const [firstJudged] = judged;
  const leadsTo = firstJudged ? noteId(firstJudged.id) : (mentioned[0]?.anchor ?? "");

  function choose() {
    selection.choose(criterionIds);
    // A folded note is there only once it is chosen.
    requestAnimationFrame(() => {
      const note = document.getElementById(leadsTo);
      note?.scrollIntoView({ block: "nearest", behavior: "smooth" });
      // A point is far from its words: who came by keyboard goes on from there.
      if (!firstJudged) note?.focus({ preventScroll: true });
    });
  }
  return (
    <a
      href={`#${leadsTo}`}
      data-criteria={criterionIds.join(" ")}
      data-lit={isLit || undefined}
      data-short={isShort || undefined}
      className={clsx(
        "marked text-ink rounded-sm [box-decoration-break:clone] no-underline",
        isLit && "bg-mark-soft",
      )}
      onClick={(event) => {
        event.preventDefault();
        choose();
      }}
      {...selection.pointing(criterionIds)}
    >
      {text}
      {ending.length > 0 && (
        <sup className="text-ink-soft ml-px font-sans text-xs leading-none font-bold select-none">
          <span className="sr-only"> note </span>
          {ending.join(" ")}
        </sup>
      )}
    </a>
  );
}
