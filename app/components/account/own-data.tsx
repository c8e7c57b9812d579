import { Form } from "@remix-run/react";
import { Button } from "~/components/ui/button";
import { Section } from "~/components/ui/section";

/** Everything that is kept about a person, to take away. */
export function OwnData() {
  return (
    <Section isRuled title="Your data">
      <p className="text-ink-soft mb-4 max-w-prose">
        One zip file: your account, every attempt with its answers, grades and reviews, each drawing
        as an Excalidraw file, the reviews you gave and your entries in the audit log.
      </p>
      {/* A download, which the router could not take. */}
      <Form method="post" action="/account/export" reloadDocument>
        <Button type="submit">Download everything</Button>
      </Form>
    </Section>
  );
}
