import { Form } from "@remix-run/react";
import type { CohortMember } from "#server/accounts/get-cohort";
import type { Result } from "#domain/grading/result";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { HeldMark } from "~/components/ui/held-mark";
import { LocalTime } from "~/components/ui/local-time";
import { Cell, HeadCell, Row, Table } from "~/components/ui/table";
import { TextLink } from "~/components/ui/text-link";
import { formatTotal } from "~/lib/report/format";
import { sayResult } from "~/lib/report/result-words";

const COLUMNS = [
  { title: "Person" },
  { title: "Handed in", className: "text-right" },
  { title: "Best of 100", className: "text-right" },
  { title: "Last active" },
  { title: "Remove", className: "sr-only" },
];

export function CohortMembers(props: { members: CohortMember[] }) {
  return (
    <Table caption="Members" columns={COLUMNS}>
      {props.members.map((member) => (
        <Row key={member.id}>
          <HeadCell>
            <TextLink to={`/admin/people/${member.id}`} look="row">
              {member.name}
            </TextLink>{" "}
            {member.isDisabled && <Badge tone="warn">Disabled</Badge>}
            <span className="text-ink-soft text-small block wrap-anywhere">{member.email}</span>
          </HeadCell>
          <Cell label="Handed in" className="tabular-nums sm:text-right">
            {member.submittedCount}
          </Cell>
          <Cell label="Best" className="tabular-nums sm:text-right">
            <Best result={member.best} />
          </Cell>
          <Cell label="Last active" className="text-ink-soft whitespace-nowrap">
            {member.lastSubmittedAt === null ? (
              "none yet"
            ) : (
              <LocalTime iso={member.lastSubmittedAt} detail="date" />
            )}
          </Cell>
          <Cell className="sm:text-right">
            <Form method="post">
              <input type="hidden" name="intent" value="remove" />
              <input type="hidden" name="personId" value={member.id} />
              <Button
                type="submit"
                size="sm"
                className="whitespace-nowrap"
                aria-label={`Remove ${member.name}`}
              >
                Remove
              </Button>
            </Form>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Best({ result }: { result: Result | null }) {
  if (result === null) return "–";
  if (result.kind === "grade") {
    return (
      <>
        <strong>{formatTotal(result.total)}</strong>
        <HeldMark heldBy={result.heldBy} />
      </>
    );
  }
  return <span className="text-ink-soft">{sayResult(result)}</span>;
}
