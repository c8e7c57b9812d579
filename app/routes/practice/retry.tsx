import { data, redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getRetrySetup } from "#server/attempts/get-retry-setup";
import { startRetry } from "#server/attempts/start-retry";
import { startRetrySchema } from "#domain/attempts/start.schema";
import { SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { sectionIdSchema } from "#domain/problems/scale.schema";
import { RetryForm } from "~/components/practice/retry-form";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { sayRefusal, toRefusalResponse } from "~/lib/actions/refusal";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? `Retry ${SECTION_TITLES[page.section]}` : "Retry"} · Scaleboard` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const attemptId = params["attemptId"] ?? "";
  const setup = await orThrowResponse(() =>
    getRetrySetup(context.db, { attemptId, userId: viewer.id }),
  );
  const { searchParams } = new URL(request.url);
  // An address that was cut short leads to the section that weighs most.
  const section = sectionIdSchema.catch("evaluation").parse(searchParams.get("section"));
  return { attemptId, ...setup, section, length: searchParams.get("minutes") };
}

export const action = defineAction(
  forSignedIn({
    schema: startRetrySchema,
    refuse: (refusal) => {
      if (refusal.code === "not_found") throw toRefusalResponse(refusal);
      return data({ error: sayRefusal(refusal) }, { status: refusal.status });
    },
    run: async ({ fields, viewer, params, context }) => {
      const from = { attemptId: params["attemptId"] ?? "", userId: viewer.id };
      const { limits } = context.settings;
      const { attemptId } = await startRetry(context.db, { ...fields, ...from, limits });
      return redirect(`/attempts/${attemptId}`);
    },
  }),
);

export default function RetryPage() {
  const { attemptId, title, slug, minutes, section, length, replied } =
    useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        above={
          <TextLink to={`/attempts/${attemptId}/report`} look="back">
            Report: {title}
          </TextLink>
        }
        title={`Retry ${SECTION_TITLES[section]}`}
        lead={
          <>
            You rewrite this section. The other sections, your drawing and the interviewer’s answers
            carry over, and the whole attempt is graded.{sayReplies(section, replied)}
          </>
        }
      />
      <RetryForm
        key={section}
        slug={slug}
        section={section}
        minutes={minutes[section]}
        asked={length}
        hasReplies={replied.some((id) => id !== section)}
        error={result?.error ?? null}
      />
    </>
  );
}

/** What becomes of replies to follow-ups; "" where there are none. */
function sayReplies(section: SectionId, replied: readonly SectionId[]): string {
  const carried = replied.some((id) => id !== section)
    ? " Your replies to follow-ups about the other sections carry over too."
    : "";
  const left = replied.includes(section) ? " Your replies about this section don’t." : "";
  return carried + left;
}
