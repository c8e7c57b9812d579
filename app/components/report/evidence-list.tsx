import { Shapes } from "lucide-react";
import { SECTION_TITLES } from "#domain/problems/scale";
import { textLinkStyle } from "~/components/ui/text-link";
import { sayParts } from "#domain/diagram/name-parts";
import type { CriterionView, Quote } from "~/lib/report/report-view";
import { DRAWING_ID, exchangeAnchor, sectionAnchor, useSelection } from "./selection";

/** What a verdict rests on: the candidate's words, and parts of the drawing by name. */
export function EvidenceList(props: { criterion: CriterionView }) {
  const { id, quotes, replies, parts, elementIds, section } = props.criterion;
  const { chosen, choose } = useSelection();
  return (
    <>
      {quotes.map((quote) => (
        <blockquote
          key={`${quote.section}.${quote.start}-${quote.end}`}
          className="text-ink-soft text-body mt-2 font-serif leading-normal wrap-anywhere"
        >
          “<QuoteWords quote={quote} />”
          {quote.section !== section && (
            <>
              {" "}
              <OtherSection quote={quote} />
            </>
          )}
        </blockquote>
      ))}
      {replies.map((reply) => (
        <blockquote
          key={`reply ${reply.turn}.${reply.start}-${reply.end}`}
          className="text-ink-soft text-body mt-2 font-serif leading-normal wrap-anywhere"
        >
          “{reply.quote}”{" "}
          <a
            href={`#${exchangeAnchor(reply.turn)}`}
            className={textLinkStyle("plain", "text-small font-sans whitespace-nowrap")}
          >
            in a reply
          </a>
        </blockquote>
      ))}
      {elementIds.length > 0 && (
        <p className="text-small mt-2">
          <a
            href={`#${DRAWING_ID}`}
            onClick={() => {
              if (!chosen.includes(id)) choose([id]);
            }}
            className={textLinkStyle("plain")}
          >
            <Shapes aria-hidden className="mr-1 inline size-4 align-[-0.15em]" />
            In the drawing
          </a>
          : {sayParts(parts, elementIds.length)}
        </p>
      )}
    </>
  );
}

/** The quote with its decisive phrase underlined, where that is not all of it. */
function QuoteWords({ quote: { quote, start, end, phrase } }: { quote: Quote }) {
  if (phrase.start === start && phrase.end === end) return quote;
  return (
    <>
      {quote.slice(0, phrase.start - start)}
      <span className="phrase">{quote.slice(phrase.start - start, phrase.end - start)}</span>
      {quote.slice(phrase.end - start)}
    </>
  );
}

function OtherSection(props: { quote: Quote }) {
  return (
    <a
      href={`#${sectionAnchor(props.quote.section)}`}
      className={textLinkStyle("plain", "text-small font-sans whitespace-nowrap")}
    >
      in {SECTION_TITLES[props.quote.section]}
    </a>
  );
}
