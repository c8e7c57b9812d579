import type { Replay } from "~/lib/report/replay-view";
import { Callout } from "../ui/callout";
import { LocalTime } from "../ui/local-time";

/** What a replay can't show, and why. */
export function ReplayNotices({ replay }: { replay: Replay }) {
  const { knownFrom, saves, startedAt, isWithoutDrawing } = replay;
  if (knownFrom === null) {
    return (
      <Callout tone="info" className="mb-6" title="No saves of this attempt are kept">
        There is nothing to play back. This is what was handed in.
      </Callout>
    );
  }
  return (
    <>
      {knownFrom > 0 && (
        <Callout tone="info" className="mb-6">
          Saves before{" "}
          <LocalTime
            iso={new Date(Date.parse(startedAt) + knownFrom).toISOString()}
            detail="time"
          />{" "}
          are no longer kept; from here on you see what was saved. Text written both before and
          after that time appears once a save has all of it.
        </Callout>
      )}
      {saves === 0 && knownFrom === 0 && (
        <Callout tone="info" className="mb-6">
          Nothing was saved during this attempt.
        </Callout>
      )}
      {isWithoutDrawing && (
        <Callout tone="info" className="mb-6">
          The drawing was too large to record step by step. It appears as handed in, at the end.
        </Callout>
      )}
    </>
  );
}
