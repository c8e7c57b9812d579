import { Shapes } from "lucide-react";
import type { ReactNode } from "react";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { Verdict } from "#domain/grading/verdicts";
import { SECTION_TITLES } from "#domain/problems/scale";
import type { Appeal, GivenVerdict } from "#server/reviews/get-review";
import { sayParts } from "#domain/diagram/name-parts";
import type { DrawnPart } from "#domain/diagram/name-parts";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";
import { exchangeAnchor } from "../report/selection";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { LocalTime } from "../ui/local-time";
import { textLinkStyle } from "../ui/text-link";
import { Textarea } from "../ui/textarea";
import { ReviewForm } from "./review-form";
import { VerdictChoice } from "./verdict-choice";

/** What a candidate's appeal can be read against. */
export type AppealContext = {
  texts: Record<string, string>;
  /** Follow-ups with their replies. */
  interview: readonly Exchange[];
  drawing: DrawnPart[];
};

/** One appeal: where the candidate says they said it, and the settlement or the form for it. */
export function AppealPanel(props: {
  appeal: Appeal;
  stands: Verdict;
  given: GivenVerdict | null;
  /** Whether the rubric says what half of it is. */
  hasHalf: boolean;
  context: AppealContext;
}) {
  const { appeal } = props;
  return (
    <div className="border-accent border-l-2 py-1 pl-3">
      <p className="font-semibold">
        The candidate points here{" "}
        <span className="text-ink-soft text-small font-normal">
          <LocalTime iso={appeal.at} />
        </span>
      </p>
      <AppealPlace appeal={appeal} context={props.context} />
      {appeal.note !== "" && (
        <p className="mt-1 wrap-anywhere whitespace-pre-wrap">{appeal.note}</p>
      )}
      {appeal.settled === null ? (
        <SettleForm {...props} />
      ) : (
        <p className="mt-2">
          <strong>{appeal.settled.outcome === "granted" ? "Granted" : "Declined"}</strong>,{" "}
          {VERDICT_WORDS[appeal.settled.verdict].toLowerCase()}, by {appeal.settled.by}:{" "}
          {appeal.settled.words}
        </p>
      )}
    </div>
  );
}

function AppealPlace({ appeal, context }: { appeal: Appeal; context: AppealContext }) {
  const { place } = appeal;
  if (place.kind === "text") {
    return (
      <PointedWords text={context.texts[place.section] ?? ""} place={place}>
        in {SECTION_TITLES[place.section]}
      </PointedWords>
    );
  }
  if (place.kind === "reply") {
    const said = context.interview.find(({ turn }) => turn === place.turn);
    return (
      <PointedWords text={said?.reply ?? ""} place={place}>
        <a href={`#${exchangeAnchor(place.turn)}`} className={textLinkStyle("plain")}>
          in a reply
        </a>
      </PointedWords>
    );
  }
  const parts = context.drawing.filter(({ elementIds }) =>
    elementIds.some((id) => place.elementIds.includes(id)),
  );
  return (
    <p className="mt-1">
      <Shapes aria-hidden className="mr-1 inline size-4 align-[-0.15em]" />
      In the drawing: {sayParts(parts, place.elementIds.length)}
    </p>
  );
}

function PointedWords(props: {
  text: string;
  place: { start: number; end: number };
  /** Where they are. */
  children: ReactNode;
}) {
  const { text, place } = props;
  return (
    <blockquote className="text-body mt-1 font-serif leading-normal wrap-anywhere">
      “{text.slice(place.start, place.end)}”{" "}
      <span className="text-ink-soft text-small font-sans">{props.children}</span>
    </blockquote>
  );
}

function SettleForm(props: {
  appeal: Appeal;
  stands: Verdict;
  given: GivenVerdict | null;
  hasHalf: boolean;
}) {
  const { appeal, stands, given } = props;
  const mayBeHalf = props.hasHalf && stands !== "partial";
  return (
    <ReviewForm
      intent="settle"
      fields={{ appealId: appeal.id, basedOn: given?.id ?? "" }}
      keepAs={`appeal/${appeal.id}`}
      className="mt-3"
    >
      {({ isPending, errorsOf }) => (
        <>
          <VerdictChoice
            name="verdict"
            legend="If you grant it, the verdict becomes"
            defaultValue="met"
            without={mayBeHalf ? ["not_met"] : ["not_met", "partial"]}
            errors={errorsOf("verdict")}
          />
          <Field label="Your answer to the candidate" errors={errorsOf("words")}>
            <Textarea name="words" rows={2} />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              name="outcome"
              value="granted"
              variant="primary"
              size="sm"
              isPending={isPending}
            >
              Grant appeal
            </Button>
            <Button type="submit" name="outcome" value="declined" size="sm" isPending={isPending}>
              Decline appeal
            </Button>
          </div>
        </>
      )}
    </ReviewForm>
  );
}
