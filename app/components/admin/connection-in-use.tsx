import { Form, useNavigation } from "@remix-run/react";
import type { OwnedConnection } from "#server/settings/get-connection";
import { ConfirmDetails } from "~/components/people/confirm-details";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { LocalTime } from "~/components/ui/local-time";
import { sayProvider } from "~/lib/provider-words";
import { Fact, FactList } from "./fact-list";

/** The model that judges by a connection made here, and the way back to none. */
export function ConnectionInUse(props: { connection: OwnedConnection; isKeyLost: boolean }) {
  const { connection, isKeyLost } = props;
  const isPending = useNavigation().formData?.get("intent") === "disconnect";
  return (
    <>
      {isKeyLost && (
        <Callout tone="danger" title="Paste the key again" className="mb-5">
          <p>
            The key of this connection can’t be read anymore: this server’s SETTINGS_KEY has changed
            or is missing. Until you paste a key again, nothing is graded; everything handed in is
            kept.
          </p>
        </Callout>
      )}
      <FactList>
        <Fact name="Model">{connection.model}</Fact>
        <Fact name="Where">{sayProvider(connection.provider).title}</Fact>
        <Fact name="Address">{connection.baseUrl}</Fact>
        <Fact name="Key">{connection.hasKey ? "stored encrypted, never shown" : "none"}</Fact>
        <Fact name="Connected">
          by {connection.by}, <LocalTime iso={connection.at} />
        </Fact>
      </FactList>
      <div className="mt-5 max-w-md">
        <ConfirmDetails summary="Disconnect">
          <p>
            From the next answer on, the offline judge gives estimates. Existing grades stay. The
            key is deleted; to connect again, paste it again.
          </p>
          <Form method="post">
            <input type="hidden" name="intent" value="disconnect" />
            <Button type="submit" variant="danger" isPending={isPending}>
              Disconnect {connection.model}
            </Button>
          </Form>
        </ConfirmDetails>
      </div>
    </>
  );
}
