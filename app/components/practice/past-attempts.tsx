import type { AttemptCard } from "#server/attempts/list-attempts";
import { LocalTime } from "~/components/ui/local-time";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { toAttemptPath, toAttemptState } from "~/lib/attempt-words";

/** Earlier attempts at this problem, newest first. */
export function PastAttempts(props: { attempts: AttemptCard[] }) {
  const [newest, ...others] = props.attempts;
  if (newest === undefined) return null;
  return (
    <Section title="Your attempts at this problem" size="md" isRuled className="mt-10 print:hidden">
      <ul>
        {props.attempts.map((attempt) => (
          <li key={attempt.id} className="flex flex-wrap gap-x-4 py-1">
            <TextLink to={toAttemptPath(attempt)}>
              <LocalTime iso={attempt.startedAt} />
            </TextLink>
            <span className="text-ink-soft">{toAttemptState(attempt).text}</span>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <p className="mt-2">
          <TextLink to={`/attempts/${newest.id}/compare`}>Compare two attempts</TextLink>
        </p>
      )}
    </Section>
  );
}
