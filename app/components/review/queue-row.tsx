import { LEVEL_TITLES } from "#domain/problems/scale";
import type { QueueItem } from "#server/reviews/list-queue";
import { Badge } from "~/components/ui/badge";
import { ResultFigure } from "~/components/ui/result-figure";
import { TextLink } from "~/components/ui/text-link";
import { sayAge } from "./age";

/** One attempt: whose and what, why to look at it, how it stands. */
export function QueueRow({
  item,
  now,
  viewerId,
}: {
  item: QueueItem;
  now: string;
  viewerId: string;
}) {
  return (
    <li className="border-line hover:bg-surface focus-within:bg-surface relative grid gap-x-8 gap-y-2 border-t px-3 py-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,20rem)_6rem] sm:items-center">
      <div className="min-w-0">
        <h2 className="text-lg leading-snug font-bold">
          {/* The link's press reaches over the whole row. */}
          <TextLink
            to={`/review/${item.attemptId}`}
            data-row=""
            look="title"
            className="after:absolute after:inset-0"
          >
            {item.title}
          </TextLink>
        </h2>
        <p className="text-ink-soft flex flex-wrap gap-x-4">
          <span className="wrap-anywhere">{item.candidate}</span>
          <span>{LEVEL_TITLES[item.level]}</span>
          <span>
            <span className="sr-only">waiting for </span>
            {sayAge(item.submittedAt, now)}
          </span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <Reasons item={item} />
        <State item={item} viewerId={viewerId} />
      </div>
      <Total item={item} />
    </li>
  );
}

function Reasons({ item }: { item: QueueItem }) {
  return (
    <>
      {item.appeals > 0 && (
        <Badge tone="accent">{item.appeals === 1 ? "1 appeal" : `${item.appeals} appeals`}</Badge>
      )}
      {item.isFailed && <Badge tone="danger">Grading failed</Badge>}
      {item.gradeStatus === "needs_attention" && !item.isFailed && (
        <Badge>{sayNotBegun(item)}</Badge>
      )}
      {item.disputed > 0 && (
        <Badge tone="warn">
          {item.disputed === 1 ? "1 disagreement" : `${item.disputed} disagreements`}
        </Badge>
      )}
      {item.needPerson > 0 && <Badge tone="warn">{item.needPerson} need a person</Badge>}
      {item.isUnsure && <Badge tone="warn">Low confidence</Badge>}
    </>
  );
}

function sayNotBegun({ isLeftToAsk, isStopped }: QueueItem): string {
  if (isStopped) return "Stopped";
  return isLeftToAsk ? "Over the daily limit" : "Not estimated";
}

function State({ item, viewerId }: { item: QueueItem; viewerId: string }) {
  const { assignee, overrides, signedBy } = item;
  return (
    <>
      {item.isRating && <Badge>You rate this</Badge>}
      {overrides > 0 && <Badge>{overrides} decided by people</Badge>}
      {assignee !== null && (
        <Badge>{assignee.id === viewerId ? "Yours" : `With ${assignee.name}`}</Badge>
      )}
      {signedBy !== null && <Badge tone="ok">Signed by {signedBy}</Badge>}
    </>
  );
}

/** While one rates blindly the total is not told. */
function sayNoTotal({ isRating, gradeStatus }: QueueItem): string {
  if (isRating) return "hidden";
  return gradeStatus === "needs_attention" ? "no grade" : "grading …";
}

function Total({ item }: { item: QueueItem }) {
  if (item.result === null) {
    const words = sayNoTotal(item);
    return <p className="text-ink-soft sm:text-right">{words}</p>;
  }
  return (
    <p className="text-ink-soft sm:text-right">
      <ResultFigure result={item.result} />
    </p>
  );
}
