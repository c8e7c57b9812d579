import type { Comparable } from "#server/grades/get-pair";
import { LocalTime } from "~/components/ui/local-time";
import { TextLink } from "~/components/ui/text-link";
import { sayAttempt } from "~/lib/compare/words";

/** Which other attempt it is compared with, where there is more than one. */
export function OtherAttempts(props: {
  attemptId: string;
  otherId: string;
  others: readonly Comparable[];
}) {
  const { attemptId, otherId, others } = props;
  if (others.length < 2) return null;
  return (
    <details className="mb-8 print:hidden">
      <summary className="w-fit rounded-sm font-semibold">Compare with another attempt</summary>
      <ul className="mt-2 space-y-1">
        {others.map((other) => (
          <li key={other.id}>
            <TextLink
              to={`/attempts/${attemptId}/compare?with=${other.id}`}
              look="item"
              aria-current={other.id === otherId ? "page" : undefined}
              className={other.id === otherId ? "font-semibold" : undefined}
            >
              <LocalTime iso={other.submittedAt} />
            </TextLink>{" "}
            <span className="text-ink-soft">{sayAttempt(other)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
