import { Form, useNavigation } from "@remix-run/react";
import type { Estimated } from "#server/grades/get-estimated";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { TextLink } from "~/components/ui/text-link";

/** The report that somebody came from, and its grade once a model is connected. */
export function FromReport({ from, isConnected }: { from: Estimated; isConnected: boolean }) {
  const isPending = useNavigation().formAction?.startsWith(reportOf(from)) ?? false;
  const link = (
    <TextLink to={reportOf(from)}>
      {from.isOwn ? "your report" : "the report"} on {from.title}
    </TextLink>
  );
  if (!isConnected || !from.canBeGraded) {
    return <p className="mb-8">You came from {link}.</p>;
  }
  return (
    <Callout tone="ok" title="The model is connected" className="mb-10">
      <p>It can grade the answer you came from: {link}. The estimate is kept.</p>
      <Form method="post" action={reportOf(from)} className="mt-3">
        <input type="hidden" name="intent" value="with-model" />
        <Button type="submit" variant="primary" isPending={isPending}>
          Grade again with it
        </Button>
      </Form>
    </Callout>
  );
}

function reportOf({ attemptId }: Estimated): string {
  return `/attempts/${attemptId}/report`;
}
