import type { PointChallenge } from "#domain/reviews/point-edit.schema";
import { LocalTime } from "../ui/local-time";
import { TextLink } from "../ui/text-link";

/** The candidate's ways to say that what holds their level isn't so, and what became of it. */
export type OwnChallenges = {
  attemptId: string;
  made: Pick<PointChallenge, "id" | "pointId" | "at" | "settled">[];
};

/** For the candidate alone. */
export function PointChallenges(props: {
  own: OwnChallenges | null;
  /** Points that hold the level. */
  held: readonly { id: string; number: number | null }[];
}) {
  const { own, held } = props;
  if (own === null) return null;
  const open = held.filter(({ id }) => !own.made.some(({ pointId }) => pointId === id));
  return (
    <>
      {open.length > 0 && (
        <p className="mt-2 flex flex-wrap gap-x-4 print:hidden">
          {open.map(({ id, number }) => (
            <TextLink key={id} to={`/attempts/${own.attemptId}/challenge?point=${id}`}>
              Challenge {held.length === 1 || number === null ? "this point" : `point ${number}`}
            </TextLink>
          ))}
        </p>
      )}
      {own.made.map(({ id, at, settled }) => (
        <div key={id} className="border-accent mt-2 border-l-2 pl-3">
          <p className="text-ink-soft text-small">
            Challenge of a point sent <LocalTime iso={at} detail="date" />.
            {settled === null && " Waiting for a reviewer."}
          </p>
          {settled !== null && (
            <p className="wrap-anywhere">
              <strong>{settled.outcome === "granted" ? "Granted" : "Declined"}</strong> by{" "}
              {settled.by}: {settled.words}
            </p>
          )}
        </div>
      ))}
    </>
  );
}
