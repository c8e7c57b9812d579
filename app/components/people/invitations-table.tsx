import { Form } from "@remix-run/react";
import type { InvitationRow } from "#server/accounts/list-invitations";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { LocalTime } from "~/components/ui/local-time";
import { Cell, HeadCell, Row, Table } from "~/components/ui/table";
import { ROLE_TITLES } from "~/lib/role-titles";

const COLUMNS = [
  { title: "Invited" },
  { title: "As" },
  { title: "By" },
  { title: "Valid until" },
  { title: "Revoke", className: "sr-only" },
];

export function InvitationsTable(props: { invitations: InvitationRow[] }) {
  return (
    <Table caption="Open invitations" columns={COLUMNS}>
      {props.invitations.map((invitation) => (
        <Row key={invitation.id}>
          <HeadCell>
            <span className="font-semibold wrap-anywhere">{invitation.email}</span>
          </HeadCell>
          <Cell>
            {ROLE_TITLES[invitation.role]}
            {invitation.cohortName !== null && (
              <span className="text-ink-soft text-small block">{invitation.cohortName}</span>
            )}
          </Cell>
          <Cell label="By" className="text-ink-soft">
            {invitation.invitedBy}
          </Cell>
          <Cell
            label={invitation.isExpired ? undefined : "Until"}
            className="text-ink-soft whitespace-nowrap"
          >
            {invitation.isExpired ? (
              <Badge tone="warn">Expired</Badge>
            ) : (
              <LocalTime iso={invitation.expiresAt} />
            )}
          </Cell>
          <Cell className="sm:text-right">
            <Form method="post">
              <input type="hidden" name="intent" value="revoke" />
              <input type="hidden" name="invitationId" value={invitation.id} />
              <Button
                type="submit"
                size="sm"
                aria-label={`Revoke the invitation for ${invitation.email}`}
              >
                Revoke
              </Button>
            </Form>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
