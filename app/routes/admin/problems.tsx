import { data, redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { createDraft, createNewProblemDraft } from "#server/authoring/create-draft";
import { newProblemSchema } from "#domain/authoring/draft.schema";
import { listAuthoredProblems } from "#server/authoring/list-authored-problems";
import { AdminNav } from "~/components/admin/admin-nav";
import { AuthoredTable } from "~/components/authoring/authored-table";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { defineActions } from "~/lib/actions/define-actions";
import { forAdmins } from "~/lib/actions/form-action";
import { sayRefusal } from "~/lib/actions/refusal";
import { requireRole } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "Problems and rubrics · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  return { problems: await listAuthoredProblems(context.db) };
}

export const action = defineActions({
  new: forAdmins({
    schema: newProblemSchema,
    refuse: (refusal) => data({ errors: [sayRefusal(refusal)] }, { status: refusal.status }),
    run: async ({ fields, viewer, context }) => {
      const { slug } = fields;
      const { draftId } = await createNewProblemDraft(context.db, { slug, userId: viewer.id });
      return redirect(`/admin/drafts/${draftId}`);
    },
  }),
  edit: forAdmins({
    schema: newProblemSchema,
    run: async ({ fields, viewer, context }) => {
      const { draftId } = await createDraft(context.db, { slug: fields.slug, userId: viewer.id });
      return redirect(`/admin/drafts/${draftId}`);
    },
  }),
});

export default function AuthoredProblemsPage() {
  const { problems } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <>
      <AdminNav />
      <PageHeader
        title="Problems and rubrics"
        lead="Edits are drafts until they are published. Attempts keep the versions they started with."
      />
      {problems.length === 0 ? (
        <EmptyState title="No problems are loaded yet">
          Problems live as files in the folder “problems” and are loaded when the server starts. Or
          start one here.
        </EmptyState>
      ) : (
        <AuthoredTable problems={problems} />
      )}
      <Section title="A new problem" className="mt-12 max-w-xl">
        <Form method="post" className="flex flex-col items-start gap-3">
          <Field
            label="Short name for the URL"
            hint="Lowercase letters, digits and hyphens, such as vector-search. You can’t change it later."
            errors={result?.errors}
          >
            <Input name="slug" required maxLength={80} autoComplete="off" spellCheck={false} />
          </Field>
          <Button type="submit" name="intent" value="new">
            Start a draft
          </Button>
        </Form>
      </Section>
    </>
  );
}
