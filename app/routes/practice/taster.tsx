import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { TASTER } from "#domain/attempts/taster";
import { getOpenTaster } from "#server/attempts/get-open-taster";
import { startTaster } from "#server/attempts/start-taster";
import { getTaster } from "#server/problems/get-taster";
import { Button } from "~/components/ui/button";
import { PageHeader } from "~/components/ui/page-header";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { requireViewer } from "~/lib/require-viewer";
import { notFound } from "~/lib/respond";

export function meta() {
  return [{ title: "One question · Scaleboard" }];
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  // Its clock runs: there is nothing to start.
  const openId = await getOpenTaster(context.db, viewer.id);
  if (openId !== null) throw redirect(`/drills/${openId}`);
  const taster = await getTaster(context.db, await context.getJudge());
  if (taster === null) {
    throw notFound("This server doesn’t have the one-question try. Choose a problem instead.");
  }
  return { summary: taster.summary };
}

export const action = defineAction(
  forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, context }) => {
      const { limits } = context.settings;
      const judge = await context.getJudge();
      const { attemptId } = await startTaster(context.db, { userId: viewer.id, limits, judge });
      return redirect(`/drills/${attemptId}`);
    },
  }),
);

/** What the taster is, and its one button. */
export default function TasterPage() {
  const { summary } = useLoaderData<typeof loader>();
  const isPending = useNavigation().formMethod === "POST";
  return (
    <div className="max-w-[65ch]">
      <PageHeader title="One question, five minutes" />
      <p className="font-serif text-xl leading-normal text-pretty">{summary}</p>
      <p className="mt-4 font-serif text-xl leading-normal text-pretty">
        The design is done, all but its evaluation. Write that in a few sentences: the estimate
        marks what it finds in them, in seconds.
      </p>
      <Form method="post" className="mt-8">
        <Button type="submit" variant="primary" size="lg" isPending={isPending}>
          Start the {TASTER.minutes} minutes
        </Button>
      </Form>
    </div>
  );
}
