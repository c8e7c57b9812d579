import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { answerNameSchema } from "#server/authoring/answer.schema";
import { draftIdSchema } from "#server/authoring/draft.schema";
import { getDraftAnswer } from "#server/authoring/get-draft-answer";
import {
  removeCalibrationAnswer,
  restoreCalibrationAnswer,
  settleReplacedAnswer,
} from "#server/authoring/move-calibration-answer";
import { saveCalibrationAnswer } from "#server/authoring/save-calibration-answer";
import { isAppError } from "#server/errors";
import { AdminNav } from "~/components/admin/admin-nav";
import { AnswerEditor } from "~/components/authoring/answer-editor";
import { PageHeader } from "~/components/ui/page-header";
import { readForm } from "~/lib/read-form";
import { requireRole } from "~/lib/require-viewer";
import { notFound, toResponse } from "~/lib/respond";
import { parseAnswerForm, toAnswerErrors } from "./answer-form";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.answer?.name ?? "New answer"}: ${page?.draft.slug ?? ""} · Scaleboard` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const name = new URL(request.url).searchParams.get("name");
  const page = await getDraftAnswer(context.db, params.draftId ?? "", name);
  if (page === null) throw notFound("There is no such draft, or no such answer of it.");
  return page;
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { id: userId } = requireRole(context, request, "admin");
  const { db } = context;
  const form = await readForm(request);
  const draftId = draftIdSchema.safeParse(params.draftId);
  if (!draftId.success) throw notFound("There is no draft at this address.");
  const by = { draftId: draftId.data, userId };
  const draftPage = `/admin/drafts/${by.draftId}#answers-title`;
  try {
    const fields = Object.fromEntries(form);
    if (fields["intent"] === "save") return await save(db, by, form);
    const name = answerNameSchema.safeParse(fields["name"]);
    if (!name.success) throw notFound("There is no answer of this name.");
    const ask = { ...by, name: name.data };
    switch (fields["intent"]) {
      case "remove":
        await removeCalibrationAnswer(db, { ...ask, baseHash: String(fields["baseHash"]) });
        break;
      case "restore":
        await restoreCalibrationAnswer(db, ask);
        break;
      case "keep-edit":
        await settleReplacedAnswer(db, { ...ask, keep: "edit" });
        break;
      case "keep-file":
        await settleReplacedAnswer(db, { ...ask, keep: "file" });
        break;
      default:
        return data({ kind: "refused" as const, message: "Nothing was asked." }, { status: 400 });
    }
    return redirect(draftPage);
  } catch (error) {
    if (!isAppError(error) || error.code === "not_found") throw toResponse(error);
    return data({ kind: "refused" as const, message: error.userMessage }, { status: error.status });
  }
}

async function save(
  db: ActionFunctionArgs["context"]["db"],
  by: { draftId: string; userId: string },
  form: FormData,
) {
  const asked = parseAnswerForm(form);
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
          <Link
            to={`/admin/drafts/${draft.id}`}
            className="hover:text-ink underline underline-offset-2"
          >
            Draft of {draft.slug}
          </Link>
        }
        title={answer === null ? "A new calibration answer" : `Calibration answer: ${answer.name}`}
        lead="Written as candidates write, and labelled by a person. A rubric is tried on it before it is published."
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
