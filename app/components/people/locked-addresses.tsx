import { Form } from "@remix-run/react";
import type { AddressLock } from "#server/accounts/get-locks";
import { Button } from "~/components/ui/button";
import { LocalTime } from "~/components/ui/local-time";
import { Section } from "~/components/ui/section";
import type { FormOutcome } from "./form-outcome";
import { OutcomeNote } from "./outcome-note";
import { Cell, HeadCell, Row, Table } from "~/components/ui/table";

const COLUMNS = [
  { title: "Address" },
  { title: "Locked until" },
  { title: "Unlock", className: "sr-only" },
];

/** Addresses from which sign-in waits after many failures; nothing where there are none. */
export function LockedAddresses(props: { locks: AddressLock[]; outcome: FormOutcome | null }) {
  if (props.locks.length === 0 && props.outcome === null) return null;
  return (
    <Section
      title="Locked addresses"
      intro="Many sign-ins from these addresses failed. Browsers that have signed in before aren’t affected."
      className="mt-12 max-w-2xl"
    >
      <OutcomeNote outcome={props.outcome} />
      {props.locks.length > 0 && (
        <Table caption="Addresses locked out of sign-in" columns={COLUMNS}>
          {props.locks.map(({ address, until }) => (
            <Row key={address}>
              <HeadCell>
                <span className="wrap-anywhere tabular-nums">{address}</span>
              </HeadCell>
              <Cell label="Until" className="text-ink-soft whitespace-nowrap">
                <LocalTime iso={until} detail="time" />
              </Cell>
              <Cell className="sm:text-right">
                <Form method="post">
                  <input type="hidden" name="intent" value="lift-address" />
                  <input type="hidden" name="address" value={address} />
                  <Button type="submit" size="sm" aria-label={`Unlock ${address}`}>
                    Unlock
                  </Button>
                </Form>
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Section>
  );
}
