import clsx from "clsx";
import { SECTION_TITLES } from "#domain/problems/scale";
import type { PointChallenge } from "#domain/reviews/point-edit.schema";
import type { ReviewedDebrief, ReviewedPoint } from "#server/reviews/get-reviewed-debrief";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { LocalTime } from "../ui/local-time";
import { Textarea } from "../ui/textarea";
import { DANGER_WORDS } from "~/lib/report/debrief-view";
import { ReviewForm } from "./review-form";
import { TakeBack } from "./take-back";

/** What the judge would bring up: each point with its edits, and what a reviewer can do about it. */
export function DebriefPanel(props: {
  debrief: ReviewedDebrief;
  gradeId: string;
  challenges: readonly PointChallenge[];
}) {
  const { points, dropped, isLater } = props.debrief;
  return (
    <section aria-labelledby="debrief-title" className="mb-8">
      <h2 id="debrief-title" className="mb-1 text-xl font-bold">
        Debrief
      </h2>
      <p className="text-ink-soft text-small mb-3">
        {points.some(({ isHolding }) => isHolding)
          ? "It takes no points off. What is marked “holds the level” keeps it below senior until you strike it, or decide “met” on every criterion it’s about. "
          : `No part of the score${isLater ? "; written after the grade" : ""}. `}
        {points.length === 0
          ? "It raises no points."
          : "The candidate doesn’t see the points you strike."}
      </p>
      <ul className="space-y-3">
        {points.map((point) => (
          <li key={point.id} className="border-line border-l-2 py-1 pl-3">
            <Point
              point={point}
              gradeId={props.gradeId}
              challenge={props.challenges.find(({ pointId }) => pointId === point.id) ?? null}
            />
          </li>
        ))}
      </ul>
      {dropped.length > 0 && (
        <details className="text-small mt-3">
          <summary className="w-fit rounded-sm">
            {dropped.length === 1 ? "1 point dropped" : `${dropped.length} points dropped`} before
            the candidate saw it
          </summary>
          <ul className="mt-1 space-y-2">
            {dropped.map(({ headline, reason }) => (
              <li key={headline} className="wrap-anywhere">
                {headline} <span className="text-ink-soft">({reason})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Point(props: { point: ReviewedPoint; gradeId: string; challenge: PointChallenge | null }) {
  const { point, gradeId, challenge } = props;
  const standing = point.edits.filter(({ withdrawnAt }) => withdrawnAt === null);
  const strike = standing.find(({ kind }) => kind === "struck");
  const correction = standing.find((edit) => edit.kind === "corrected");
  const wording = correction?.kind === "corrected" ? correction.wording : point;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={point.danger === "sinks" ? "warn" : "plain"}>
          {DANGER_WORDS[point.danger]}
        </Badge>
        <span className="text-ink-soft text-small">{SECTION_TITLES[point.section]}</span>
        {point.isHolding && !strike && <Badge tone="warn">holds the level</Badge>}
        {strike && <Badge tone="plain">struck</Badge>}
        {correction && <Badge tone="accent">corrected</Badge>}
      </p>
      <h3 className={clsx("mt-1 text-base font-semibold", strike && "text-ink-soft line-through")}>
        {wording.headline}
      </h3>
      {challenge && <Challenge challenge={challenge} point={point} gradeId={gradeId} />}
      <details className="text-small mt-1">
        <summary className="w-fit rounded-sm">
          Read it{strike ? " or undo the strike" : ", correct or strike it"}
        </summary>
        <div className="mt-2 space-y-4 pb-2">
          <Words point={point} wording={wording} />
          <Edits point={point} />
          {!strike && (
            <Forms
              key={correction?.id}
              point={{ ...point, ...wording }}
              gradeId={gradeId}
              isChallenged={challenge !== null && challenge.settled === null}
            />
          )}
        </div>
      </details>
    </>
  );
}

/** What the candidate says against it: strike it to grant that, or keep it and say why. */
function Challenge(props: { challenge: PointChallenge; point: ReviewedPoint; gradeId: string }) {
  const { challenge, point, gradeId } = props;
  const { settled } = challenge;
  return (
    <div className="border-accent mt-2 border-l-2 py-1 pl-3">
      <p className="font-semibold">
        The candidate challenges this{" "}
        <span className="text-ink-soft text-small font-normal">
          <LocalTime iso={challenge.at} />
        </span>
      </p>
      <p className="mt-1 wrap-anywhere whitespace-pre-wrap">{challenge.note}</p>
      {settled === null ? (
        <ReviewForm
          intent="keep-point"
          fields={{ gradeId, pointId: point.id }}
          keepAs={`keep/${gradeId}/${point.id}`}
          className="mt-2"
        >
          {({ isPending, errorsOf }) => (
            <>
              <Field
                label="Why it stays (the candidate reads this)"
                hint="If they’re right, strike the point below instead."
                errors={errorsOf("words")}
              >
                <Textarea name="words" rows={2} />
              </Field>
              <Button type="submit" size="sm" className="self-start" isPending={isPending}>
                Keep the point
              </Button>
            </>
          )}
        </ReviewForm>
      ) : (
        <p className="mt-2 wrap-anywhere">
          <strong>{settled.outcome === "granted" ? "Granted" : "Declined"}</strong> by {settled.by}:{" "}
          {settled.words}
        </p>
      )}
    </div>
  );
}

function Words(props: {
  point: ReviewedPoint;
  wording: Pick<ReviewedPoint, "consequence" | "sayInstead">;
}) {
  const { point, wording } = props;
  return (
    <div className="space-y-2 wrap-anywhere">
      {point.places.map((quote, index) => (
        <p key={index} className="text-ink-soft">
          {quote === null ? "In the drawing" : `“${quote}”`}
        </p>
      ))}
      <p>{wording.consequence}</p>
      <p>
        <span className="text-ink-soft">Say instead:</span> {wording.sayInstead}
      </p>
      <p className="text-ink-soft">
        {point.sceptic === "doubted"
          ? "The second reading doubted it, which lowered it by a degree."
          : "The second reading let it stand."}
        {point.failureId !== null && ` Recognized as ${point.failureId}.`}
      </p>
    </div>
  );
}

/** Who did what when, newest first. */
function Edits({ point }: { point: ReviewedPoint }) {
  if (point.edits.length === 0) return null;
  return (
    <ul className="bg-accent-soft space-y-2 rounded-md px-3 py-2">
      {point.edits.map((edit) => (
        <li key={edit.id} className="wrap-anywhere">
          {edit.by} {edit.kind === "struck" ? "struck" : "corrected"} it,{" "}
          <LocalTime iso={edit.at} />
          {edit.kind === "struck" && `: ${edit.reason}`}
          {edit.withdrawnAt !== null ? (
            <span className="text-ink-soft"> (no longer counts)</span>
          ) : (
            <ReviewForm intent="undo-point" fields={{ editId: edit.id }}>
              {({ isPending }) => (
                <TakeBack isPending={isPending}>
                  {edit.kind === "struck" ? "Undo the strike" : "Back to the judge’s words"}
                </TakeBack>
              )}
            </ReviewForm>
          )}
        </li>
      ))}
    </ul>
  );
}

function Forms(props: { point: ReviewedPoint; gradeId: string; isChallenged: boolean }) {
  const { point, gradeId } = props;
  const fields = { gradeId, pointId: point.id };
  return (
    <>
      <ReviewForm intent="correct" fields={fields} keepAs={`correct/${gradeId}/${point.id}`}>
        {({ isPending, errorsOf }) => (
          <>
            <Field label="Headline" errors={errorsOf("headline")}>
              <Textarea name="headline" rows={2} defaultValue={point.headline} />
            </Field>
            <Field label="What follows" errors={errorsOf("consequence")}>
              <Textarea name="consequence" rows={4} defaultValue={point.consequence} />
            </Field>
            <Field label="What to say instead" errors={errorsOf("sayInstead")}>
              <Textarea name="sayInstead" rows={3} defaultValue={point.sayInstead} />
            </Field>
            <Button type="submit" size="sm" className="self-start" isPending={isPending}>
              Save wording
            </Button>
          </>
        )}
      </ReviewForm>
      <ReviewForm intent="strike" fields={fields} keepAs={`strike/${gradeId}/${point.id}`}>
        {({ isPending, errorsOf }) => (
          <>
            <Field
              label={
                props.isChallenged
                  ? "Why it’s wrong (the candidate reads this)"
                  : "Why it’s wrong (for reviewers)"
              }
              errors={errorsOf("reason")}
            >
              <Textarea name="reason" rows={2} />
            </Field>
            <Button type="submit" size="sm" className="self-start" isPending={isPending}>
              Strike it
            </Button>
          </>
        )}
      </ReviewForm>
    </>
  );
}
