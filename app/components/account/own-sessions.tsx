import { Form } from "@remix-run/react";
import type { OpenSession } from "#server/accounts/list-sessions";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { LocalTime } from "~/components/ui/local-time";
import { Section } from "~/components/ui/section";
import { AccountNote } from "./account-outcome";
import type { AccountOutcome } from "./account-outcome";

/** The browsers that are signed in, each with a way to sign it out. */
export function OwnSessions(props: { sessions: OpenSession[]; outcome: AccountOutcome | null }) {
  const { sessions } = props;
  return (
    <Section isRuled title="Where you are signed in">
      <ul>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="border-line flex flex-wrap items-center gap-x-3 gap-y-1 border-t py-3 first:border-0 first:pt-0 last:pb-0"
          >
            <div className="min-w-0 flex-1">
              <p className="font-semibold wrap-anywhere">
                {session.browser ?? "Unknown browser"}{" "}
                {session.isThis && <Badge tone="accent">this one</Badge>}
              </p>
              <p className="text-ink-soft text-small">
                Since <LocalTime iso={session.createdAt} />
              </p>
            </div>
            {!session.isThis && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="sessionId" value={session.id} />
                <Button type="submit" name="intent" value="end-session" size="sm">
                  Sign out
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-col items-start gap-3 empty:hidden">
        {sessions.length > 1 && (
          <Form method="post" preventScrollReset>
            <Button type="submit" name="intent" value="end-other-sessions">
              Sign out everywhere else
            </Button>
          </Form>
        )}
        <AccountNote outcome={props.outcome} />
      </div>
    </Section>
  );
}
