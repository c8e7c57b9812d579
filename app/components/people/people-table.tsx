import type { PersonRow } from "#server/accounts/list-people";
import { Badge } from "~/components/ui/badge";
import { LocalTime } from "~/components/ui/local-time";
import { Cell, HeadCell, Row, Table } from "~/components/ui/table";
import { TextLink } from "~/components/ui/text-link";
import { ROLE_TITLES } from "~/lib/role-titles";

const COLUMNS = [{ title: "Person" }, { title: "Role" }, { title: "Last attempt" }];

export function PeopleTable(props: { people: PersonRow[] }) {
  return (
    <Table caption="People" columns={COLUMNS}>
      {props.people.map((person) => (
        <Row key={person.id}>
          <HeadCell>
            <TextLink to={`/admin/people/${person.id}`} look="row">
              {person.name}
            </TextLink>
            <span className="text-ink-soft text-small block wrap-anywhere">{person.email}</span>
          </HeadCell>
          <Cell>
            <span className="flex flex-wrap gap-2">
              {ROLE_TITLES[person.role]}
              {person.isDisabled && <Badge tone="warn">Disabled</Badge>}
            </span>
          </Cell>
          <Cell label="Last attempt" className="text-ink-soft whitespace-nowrap">
            {person.lastAttemptAt === null ? (
              "none yet"
            ) : (
              <LocalTime iso={person.lastAttemptAt} detail="date" />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
