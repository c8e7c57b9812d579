import { Form } from "@remix-run/react";
import type { AuthoredProblem } from "#server/authoring/list-authored-problems";
import { Cell, HeadCell, Row, Table } from "~/components/ui/table";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { LocalTime } from "~/components/ui/local-time";
import { TextLink } from "~/components/ui/text-link";

const COLUMNS = [
  { title: "Problem" },
  { title: "Problem version" },
  { title: "Rubric version" },
  { title: "Calibration answers" },
  { title: "Draft" },
];

/** Every problem with its versions, and the draft that is open or the way to one. */
export function AuthoredTable(props: { problems: readonly AuthoredProblem[] }) {
  return (
    <Table caption="Problems and rubrics" columns={COLUMNS}>
      {props.problems.map((problem) => (
        <Row key={problem.slug}>
          <HeadCell>
            {problem.title === null ? (
              <span className="font-semibold">{problem.slug}</span>
            ) : (
              <TextLink to={`/admin/problems/${problem.slug}`} look="row">
                {problem.title}
              </TextLink>
            )}
            <span className="text-ink-soft text-small block">{problem.slug}</span>
          </HeadCell>
          <Cell className="tabular-nums">
            {problem.problemVersion ?? "Not published"}{" "}
            {problem.isEditedInApp && <Badge>Edited in the app</Badge>}
          </Cell>
          <Cell className="tabular-nums">{problem.rubricVersion ?? "Not published"}</Cell>
          <Cell className="tabular-nums">{problem.answerCount}</Cell>
          <Cell className="whitespace-nowrap">
            {problem.draft ? (
              <>
                <TextLink to={`/admin/drafts/${problem.draft.id}`} look="row">
                  Open the draft
                </TextLink>
                <span className="text-ink-soft text-small block">
                  {problem.draft.updatedBy}, <LocalTime iso={problem.draft.updatedAt} />
                </span>
              </>
            ) : (
              <Form method="post">
                <input type="hidden" name="slug" value={problem.slug} />
                <Button
                  type="submit"
                  name="intent"
                  value="edit"
                  size="sm"
                  aria-label={`Edit ${problem.title ?? problem.slug}`}
                >
                  Edit
                </Button>
              </Form>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
