import { Form } from "@remix-run/react";
import { useState } from "react";
import type { Gate } from "#server/authoring/publish-gate";
import { MAX_REASON_CHARS, MIN_REASON_CHARS } from "#domain/authoring/draft-words";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Dialog } from "~/components/ui/dialog";
import { Field } from "~/components/ui/field";
import { Section } from "~/components/ui/section";
import { Textarea } from "~/components/ui/textarea";
import { ConnectLink } from "./connect-link";

/** Publishing, with what stands against it, and discarding. */
export function PublishPanel(props: {
  gate: Gate;
  revision: number;
  isBehind: boolean;
  /** Why it can't be published now; null when it can. */
  hindrance: string | null;
  /** Why the last press published nothing. */
  refusal: string | null;
  reasonErrors: string[];
  isSending: boolean;
}) {
  const { gate } = props;
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Section title="Publish">
      {props.isBehind && (
        <Form method="post" preventScrollReset className="mb-4">
          <Callout tone="warn" title="A newer version was published since this draft was made">
            <p className="mb-3">
              See what changed on the problem’s page, then rebase this draft: its texts stay as they
              are and replace the newer ones when you publish.
            </p>
            <Button type="submit" name="intent" value="rebase">
              Rebase on the latest
            </Button>
          </Callout>
        </Form>
      )}
      <Form method="post" preventScrollReset className="flex flex-col items-start gap-4">
        <input type="hidden" name="revision" value={props.revision} />
        {gate.isOpen ? (
          <p>Dry run passed: no worse than the published version.</p>
        ) : (
          <>
            <Callout
              tone="warn"
              title={gate.isGradable ? "No passing dry run yet" : "No judge here can grade it yet"}
              className="w-full"
            >
              <ul className="list-disc pl-5">
                {gate.because.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
              {!gate.isGradable && <ConnectLink />}
            </Callout>
            <div className="w-full">
              <Field
                label="Publish anyway: give a reason"
                hint={`At least ${MIN_REASON_CHARS} characters. It stays in the history permanently.`}
                errors={props.reasonErrors}
              >
                <Textarea name="reason" rows={3} maxLength={MAX_REASON_CHARS} />
              </Field>
            </div>
          </>
        )}
        {props.refusal !== null && (
          <Callout tone="danger" role="alert" title="Nothing was published" className="w-full">
            {props.refusal}
          </Callout>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            name="intent"
            value="publish"
            variant="primary"
            isPending={props.isSending}
            disabled={props.hindrance !== null}
          >
            Publish
          </Button>
          <Button variant="danger" onClick={() => setIsAsking(true)}>
            Discard the draft
          </Button>
          {props.hindrance !== null && <span className="text-ink-soft">{props.hindrance}</span>}
        </div>
      </Form>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Discard this draft?"
        description="The published version stays as it is. You can’t reopen the draft’s texts."
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>Keep it</Button>
            <Form method="post">
              <Button type="submit" name="intent" value="discard" variant="danger">
                Discard
              </Button>
            </Form>
          </>
        }
      />
    </Section>
  );
}
