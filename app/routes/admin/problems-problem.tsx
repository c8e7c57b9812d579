import { data, redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { createDraft } from "#server/authoring/create-draft";
import { compareSchema, rollBackSchema } from "#domain/authoring/draft.schema";
import { getFiles } from "#server/authoring/get-files";
import { getProblemHistory } from "#server/authoring/get-problem-history";
import { getVersionDiff } from "#server/authoring/get-version-diff";
import { AdminNav } from "~/components/admin/admin-nav";
import { CompareForm } from "~/components/authoring/compare-form";
import { DiffView } from "~/components/authoring/diff-view";
import { FileList } from "~/components/authoring/file-list";
import { VersionTable } from "~/components/authoring/version-table";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { defineAction } from "~/lib/actions/define-actions";
import { forAdmins } from "~/lib/actions/form-action";
import { sayRefusal } from "~/lib/actions/refusal";
import { requireRole } from "~/lib/require-viewer";
import { notFound } from "~/lib/respond";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.history.title ?? "Problem"}: versions · Scaleboard` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const slug = params.slug ?? "";
  const history = await getProblemHistory(context.db, slug);
  if (history === null) throw notFound("There is no problem with this name.");
  const asked = compareSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const compared = asked.success ? asked.data : null;
  const diffs = compared && (await getVersionDiff(context.db, { slug, ...compared }));
  const files = await getFiles(context.db, slug);
  return { history, compared, diffs, files: [...(files?.keys() ?? [])] };
}

export const action = defineAction(
  forAdmins({
    schema: rollBackSchema,
    unread: "There is no such version.",
    refuse: (refusal) => data({ error: sayRefusal(refusal) }, { status: refusal.status }),
    run: async ({ fields, viewer, params, context }) => {
      const ask = { slug: params.slug ?? "", userId: viewer.id, ...fields };
      const { draftId } = await createDraft(context.db, ask);
      return redirect(`/admin/drafts/${draftId}`);
    },
  }),
);

type History = Awaited<ReturnType<typeof loader>>["history"];

/** A file that came over what was edited here: what stands, and the way back. */
function OverApp({ history }: { history: History }) {
  const parts = [
    { what: "The problem", versions: history.problem },
    { what: "Its rubric", versions: history.rubric },
  ].filter(({ versions }) => versions[0]?.source === "file" && versions[1]?.source === "app");
  const replaced = history.answers.filter(({ isReplaced }) => isReplaced);
  if (parts.length + replaced.length === 0) return null;
  return (
    <Callout tone="warn" title="Files replaced edits made here" className="mb-6">
      <ul className="list-disc pl-5">
        {parts.map(({ what, versions }) => (
          <li key={what}>
            {what}: version {versions[0]?.version} comes from the files and replaces version{" "}
            {versions[1]?.version} by {versions[1]?.createdBy ?? "this app"}. Compare them below. To
            restore the older one, make a draft from it.
          </li>
        ))}
        {replaced.map(({ name }) => (
          <li key={name}>
            The calibration answer “{name}”: the edit is kept. A draft’s page asks which one to
            keep.
          </li>
        ))}
      </ul>
    </Callout>
  );
}

export default function ProblemHistoryPage() {
  const { history, compared, diffs, files } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const hasOpenDraft = history.openDraftId !== null;
  return (
    <>
      <AdminNav />
      <PageHeader
        above={
          <TextLink to="/admin/problems" look="back">
            Problems and rubrics
          </TextLink>
        }
        title={history.title}
        lead="Versions never change. To go back, make a draft from an old one and publish it."
        actions={
          history.openDraftId === null ? (
            <Form method="post">
              <Button type="submit" variant="primary">
                Edit
              </Button>
            </Form>
          ) : (
            <ButtonLink to={`/admin/drafts/${history.openDraftId}`} variant="primary">
              Open the draft
            </ButtonLink>
          )
        }
      />
      {result && (
        <Callout tone="danger" role="alert" className="mb-6">
          {result.error}
        </Callout>
      )}
      <OverApp history={history} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 lg:grid-cols-2">
        <Section title="The problem">
          <VersionTable
            caption="Versions of the problem"
            of="problem"
            versions={history.problem}
            hasOpenDraft={hasOpenDraft}
          />
          <CompareForm of="problem" versions={history.problem} />
        </Section>
        <Section title="Its rubric">
          <VersionTable
            caption="Versions of the rubric"
            of="rubric"
            versions={history.rubric}
            hasOpenDraft={hasOpenDraft}
          />
          <CompareForm of="rubric" versions={history.rubric} />
        </Section>
      </div>
      {compared && (
        <Section
          id="changes"
          title={
            <>
              {compared.of === "problem" ? "The problem" : "The rubric"}, from version{" "}
              {compared.from} to {compared.to}
            </>
          }
          className="mt-12"
        >
          {diffs ? <DiffView diffs={diffs} /> : <p>One of these versions doesn’t exist.</p>}
        </Section>
      )}
      <FileList slug={history.slug} files={files} answers={history.answers} />
    </>
  );
}
