import { data, redirect } from "@remix-run/node";
import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { answerNameSchema } from "#domain/authoring/answer.schema";
import { getDraftAnswer } from "#server/authoring/get-draft-answer";
import {
  removeCalibrationAnswer,
  restoreCalibrationAnswer,
  settleReplacedAnswer,
} from "#server/authoring/move-calibration-answer";
import { saveCalibrationAnswer } from "#server/authoring/save-calibration-answer";
import { AdminNav } from "~/components/admin/admin-nav";
import { AnswerEditor } from "~/components/authoring/answer-editor";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { requireRole } from "~/lib/require-viewer";
import { notFound } from "~/lib/respond";
import { answerFieldsSchema, parseAnswerForm, toAnswerErrors } from "./answer-form";
import type { AnswerFields } from "./answer-form";
import { draftForm } from "./draft-form";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.answer?.name ?? "New answer"}: ${page?.draft.slug ?? ""} · Scaleboard` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const name = new URL(request.url).searchParams.get("name");
  const page = await getDraftAnswer(context.db, params.draftId ?? "", name);
  if (page === null) throw notFound("There is no such draft or answer.");
  return page;
}

const nameSchema = z.object({ name: answerNameSchema });

export const action = defineActions({
  save: draftForm({
    schema: answerFieldsSchema,
    lists: ["label"],
    run: ({ fields, context, ...by }) => save(context.db, by, fields),
  }),
  remove: draftForm({
    schema: nameSchema.extend({ baseHash: z.string().max(200) }),
    run: async ({ fields, context, ...by }) => {
      await removeCalibrationAnswer(context.db, { ...by, ...fields });
      return toDraftPage(by.draftId);
    },
  }),
  restore: draftForm({
    schema: nameSchema,
    run: async ({ fields, context, ...by }) => {
      await restoreCalibrationAnswer(context.db, { ...by, ...fields });
      return toDraftPage(by.draftId);
    },
  }),
  "keep-edit": settleForm("edit"),
  "keep-file": settleForm("file"),
});

/** Which of two stays: the edit made here, or the file that came over it. */
function settleForm(keep: "edit" | "file") {
  return draftForm({
    schema: nameSchema,
    run: async ({ fields, context, ...by }) => {
      await settleReplacedAnswer(context.db, { ...by, ...fields, keep });
      return toDraftPage(by.draftId);
    },
  });
}

function toDraftPage(draftId: string) {
  return redirect(`/admin/drafts/${draftId}#answers`);
}

async function save(
  db: AppLoadContext["db"],
  by: { draftId: string; userId: string },
  fields: AnswerFields,
) {
  const asked = parseAnswerForm(fields);
  if (!asked.success) {
    return data({ kind: "invalid" as const, errors: toAnswerErrors(asked.error) }, { status: 400 });
  }
  const saved = await saveCalibrationAnswer(db, { ...by, save: asked.data });
  if (saved.status === "conflict") {
    const { savedBy, hash } = saved;
    return data({ kind: "conflict" as const, savedBy, hash }, { status: 409 });
  }
  if (saved.status === "invalid") {
    const others = saved.issues.map(({ file, message }) => `${file}: ${message}`);
    const errors = { name: [], note: [], others };
    return data({ kind: "invalid" as const, errors }, { status: 400 });
  }
  if (asked.data.baseHash === null) {
    return redirect(`/admin/drafts/${by.draftId}/answer?name=${asked.data.name}`);
  }
  return { kind: "saved" as const, hash: saved.hash };
}

export default function AnswerPage() {
  const { draft, criteria, answer } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const sending = useNavigation().formData?.get("intent");
  return (
    <>
      <AdminNav />
      <PageHeader
        above={
          <TextLink to={`/admin/drafts/${draft.id}`} look="back">
            Draft of {draft.slug}
          </TextLink>
        }
        title={answer === null ? "A new calibration answer" : `Calibration answer: ${answer.name}`}
        lead="Written like a candidate’s answer and labeled by a person. A rubric is tested on it before it is published."
      />
      <AnswerEditor
        key={answer?.name ?? ""}
        answer={answer}
        criteria={criteria}
        isReadOnly={!draft.isOpen}
        result={result ?? null}
        isSaving={sending === "save"}
      />
    </>
  );
}
