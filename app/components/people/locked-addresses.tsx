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
  { title: "Waits until" },
  { title: "Let in", className: "sr-only" },
];

/** Addresses from which sign-in waits after many failures; nothing where there are none. */
export function LockedAddresses(props: { locks: AddressLock[]; outcome: FormOutcome | null }) {
  if (props.locks.length === 0 && props.outcome === null) return null;
  return (
    <Section
      title="Addresses that have to wait"
      intro="Many sign-ins from there failed. Browsers that have signed in before aren’t held up."
      className="mt-12 max-w-2xl"
    >
      <OutcomeNote outcome={props.outcome} />
      {props.locks.length > 0 && (
        <Table caption="Addresses from which sign-in has to wait" columns={COLUMNS}>
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
                  <Button type="submit" size="sm" aria-label={`Let ${address} try now`}>
                    Let them try now
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
