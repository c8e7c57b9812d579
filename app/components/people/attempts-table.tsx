import type { AttemptCard } from "#server/attempts/list-attempts";
import { LEVEL_TITLES } from "#domain/problems/scale";
import { LocalTime } from "~/components/ui/local-time";
import { Cell, HeadCell, Row, Table } from "~/components/ui/table";
import { TextLink } from "~/components/ui/text-link";
import { toAttemptState } from "~/lib/attempt-words";

type AttemptLine = Pick<
  AttemptCard,
  "id" | "title" | "level" | "status" | "gradeStatus" | "result" | "startedAt"
> & { person?: { id: string; name: string } };

/** Attempts of others: what they are and how they stand. One that runs can't be looked into. */
export function AttemptsTable(props: { caption: string; attempts: AttemptLine[] }) {
  const hasPeople = props.attempts.some(({ person }) => person !== undefined);
  const columns = [
    { title: "Problem" },
    ...(hasPeople ? [{ title: "Person" }] : []),
    { title: "Level" },
    { title: "Started" },
    { title: "Result" },
  ];
  return (
    <Table caption={props.caption} columns={columns}>
      {props.attempts.map((attempt) => (
        <Row key={attempt.id}>
          <HeadCell>
            {attempt.status === "submitted" ? (
              <TextLink to={`/attempts/${attempt.id}/report`} look="item">
                {attempt.title}
              </TextLink>
            ) : (
              attempt.title
            )}
          </HeadCell>
          {attempt.person !== undefined && (
            <Cell>
              <TextLink to={`/admin/people/${attempt.person.id}`} look="item">
                {attempt.person.name}
              </TextLink>
            </Cell>
          )}
          <Cell>{LEVEL_TITLES[attempt.level]}</Cell>
          <Cell className="text-ink-soft whitespace-nowrap">
            <LocalTime iso={attempt.startedAt} />
          </Cell>
          <Cell className="whitespace-nowrap tabular-nums">{toAttemptState(attempt).text}</Cell>
        </Row>
      ))}
    </Table>
  );
}
