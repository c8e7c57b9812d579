import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import type { ShouldRevalidateFunction } from "@remix-run/react";
import {
  useActionData,
  useFetcher,
  useLoaderData,
  useNavigation,
  useRevalidator,
} from "@remix-run/react";
import { useEffect, useState } from "react";
import { z } from "zod";
import { discardDraft } from "#server/authoring/discard-draft";
import {
  draftTextsSchema,
  publishDraftSchema,
  saveDraftSchema,
} from "#domain/authoring/draft.schema";
import type { DraftTexts, SaveDraft } from "#domain/authoring/draft.schema";
import { getDraft, getDraftPreview } from "#server/authoring/get-draft";
import { diffDrafts } from "#server/authoring/get-version-diff";
import { publishDraft } from "#server/authoring/publish-draft";
import { rebaseDraft } from "#server/authoring/rebase-draft";
import { requestDryRun } from "#server/authoring/request-dry-run";
import { saveDraft } from "#server/authoring/save-draft";
import { AdminNav } from "~/components/admin/admin-nav";
import { AnswersPanel } from "~/components/authoring/answers-panel";
import { DraftDesk } from "~/components/authoring/draft-desk";
import { DryRunPanel } from "~/components/authoring/dry-run-panel";
import { LeaveGuard } from "~/components/authoring/leave-guard";
import { PublishPanel } from "~/components/authoring/publish-panel";
import { SaveConflict } from "~/components/authoring/save-conflict";
import { useDraftPreview } from "~/components/authoring/use-draft-preview";
import { useDraftTexts } from "~/components/authoring/use-draft-texts";
import { Callout } from "~/components/ui/callout";
import { LocalTime } from "~/components/ui/local-time";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { sayRefusal } from "~/lib/actions/refusal";
import { requireRole } from "~/lib/require-viewer";
import { orThrowResponse, notFound } from "~/lib/respond";
import { readAnswers } from "./answer-files-form";
import { draftForm } from "./draft-form";
import { drawPreview } from "./draw-preview";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Draft of ${page?.draft.title ?? page?.draft.slug ?? "a problem"} · Scaleboard` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  return orThrowResponse(async () => {
    const found = await getDraft(context.db, context.checkDraft, params.draftId ?? "");
    if (found === null) throw notFound("There is no draft at this address.");
    const { content, ...draft } = found;
    return { draft, drawn: await drawPreview(context, content) };
  });
}

const noFields = z.object({});
const answerFilesFormSchema = z.object({
  files: z.array(z.union([z.file(), z.string()])),
  /** Names with the hashes of the answers to replace: `weak 3f…`. */
  replace: z.array(z.string().max(300)),
});

export const action = defineActions({
  check: draftForm({
    schema: draftTextsSchema,
    run: async ({ fields, draftId, userId, context }) => {
      await context.takePreview(userId);
      return { kind: "preview" as const, ...(await preview(context, draftId, fields)) };
    },
  }),
  save: draftForm({
    schema: saveDraftSchema,
    unread: "A file is too large or missing, so nothing was saved.",
    run: ({ fields, draftId, userId, context }) => save(context, { draftId, userId }, fields),
  }),
  "read-answers": draftForm({
    schema: answerFilesFormSchema,
    lists: ["files", "replace"],
    run: ({ fields, draftId, userId, context }) =>
      readAnswers(context.db, { draftId, userId }, fields),
  }),
  "dry-run": draftForm({
    schema: noFields,
    run: async ({ context, draftId, userId }) => {
      const by = { draftId, userId };
      await requestDryRun(context.db, context.jobs, context.checkDraft, by, (error) =>
        context.log.warn({ err: error }, "a dry run was not enqueued; the sweep will"),
      );
      return { kind: "done" as const };
    },
  }),
  rebase: draftForm({
    schema: noFields,
    run: async ({ context, draftId, userId }) => {
      await rebaseDraft(context.db, { draftId, userId });
      return { kind: "done" as const };
    },
  }),
  discard: draftForm({
    schema: noFields,
    run: async ({ context, draftId, userId }) => {
      await discardDraft(context.db, { draftId, userId });
      return redirect("/admin/problems");
    },
  }),
  publish: draftForm({
    schema: publishDraftSchema,
    refuse: (refusal) => {
      const reasons = Object.values(refusal.fieldErrors).flat();
      return reasons.length > 0
        ? data({ kind: "reason" as const, messages: reasons }, { status: refusal.status })
        : data(
            { kind: "not-published" as const, message: sayRefusal(refusal) },
            { status: refusal.status },
          );
    },
    run: async ({ fields, context, draftId, userId }) => {
      const { slug } = await publishDraft(context.db, context.checkDraft, {
        draftId,
        userId,
        ...fields,
      });
      return redirect(`/admin/problems/${slug}`);
    },
  }),
});

type Context = ActionFunctionArgs["context"];

async function preview(context: Context, draftId: string, texts: DraftTexts) {
  const found = await getDraftPreview(context.db, context.checkDraft, draftId, texts);
  if (found === null) throw notFound("There is no draft at this address.");
  const { content, ...checked } = found;
  return { checked, drawn: await drawPreview(context, content) };
}

async function save(
  { db }: Context,
  by: { draftId: string; userId: string },
  { revision, ...mine }: SaveDraft,
) {
  const saved = await saveDraft(db, { ...by, save: { revision, ...mine } });
  if (saved.status === "saved") return { kind: "saved" as const, revision: saved.revision };
  const diffs = diffDrafts("this-draft", saved.texts, mine);
  return data({ kind: "conflict" as const, ...saved, mine, diffs }, { status: 409 });
}

/** A look at unsaved texts changes nothing that the page shows. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get("intent") !== "check" && defaultShouldRevalidate;

/**
 * Reads the page anew where it stands behind the own save: the reply to a look at unsaved texts that
 * comes in while the save is under way ends it for the router, without what was saved.
 */
function useRevision(shown: number, saved: number | null): void {
  const { revalidate, state } = useRevalidator();
  const isIdle = useNavigation().state === "idle" && state === "idle";
  useEffect(() => {
    if (isIdle && saved !== null && shown < saved) void revalidate();
  }, [isIdle, shown, saved, revalidate]);
}

export default function DraftPage() {
  const { draft, drawn } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const navigation = useNavigation();
  const sending = navigation.formData?.get("intent");
  const conflict = result?.kind === "conflict" ? result : null;
  const ownRevision = result?.kind === "saved" ? result.revision : null;
  const editing = useDraftTexts(draft, conflict?.mine ?? null, ownRevision);
  // The conflict whose texts the author took, so that the next key doesn't bring it back.
  const [settled, setSettled] = useState(-1);
  const isStale =
    conflict !== null &&
    editing.isDirty &&
    editing.base.revision <= conflict.revision &&
    settled !== conflict.revision;
  useRevision(draft.revision, ownRevision);
  const fetcher = useFetcher<typeof action>();
  useDraftPreview(fetcher, editing.texts, editing.isDirty);
  const looked = editing.isDirty && fetcher.data?.kind === "preview" ? fetcher.data : null;
  const shown = looked?.checked ?? draft;
  const isReadOnly = draft.state !== "open";
  const unsaved = editing.isDirty ? "Save first." : null;
  const broken = draft.errors.length > 0 ? "Fix the errors first." : null;

  return (
    <>
      <AdminNav />
      <PageHeader
        above={
          <>
            <TextLink to="/admin/problems" look="back">
              Problems and rubrics
            </TextLink>
            {!draft.isNewProblem && (
              <>
                {" · "}
                <TextLink to={`/admin/problems/${draft.slug}`} look="back">
                  Versions
                </TextLink>
              </>
            )}
          </>
        }
        title={`Draft: ${shown.title ?? draft.title ?? draft.slug}`}
        lead={
          <>
            {draft.isNewProblem ? "A new problem. " : ""}Last saved by {draft.updatedBy},{" "}
            <LocalTime iso={draft.updatedAt} />
          </>
        }
      />
      {draft.state !== "open" && (
        <Callout tone="info" className="mb-6">
          This draft was {draft.state}. It is now read-only.
        </Callout>
      )}
      {result?.kind === "refused" && (
        <Callout tone="danger" role="alert" className="mb-6">
          {result.message}
        </Callout>
      )}
      {conflict && isStale && (
        <SaveConflict
          savedBy={conflict.savedBy}
          revision={conflict.revision}
          diffs={conflict.diffs}
          onTakeTheirs={() => {
            setSettled(conflict.revision);
            editing.take(conflict);
          }}
        />
      )}
      <DraftDesk
        draftId={draft.id}
        editing={editing}
        revision={
          // The page may be behind the own save; a save that named what it shows would contradict itself.
          isStale ? conflict.revision : Math.max(editing.base.revision, ownRevision ?? 0)
        }
        preview={shown}
        drawn={looked?.drawn ?? drawn}
        isReadOnly={isReadOnly}
        isSaving={sending === "save"}
      />
      <div className="mt-12">
        <AnswersPanel
          draftId={draft.id}
          answers={draft.answers}
          read={result?.kind === "answers" ? result : null}
          isReadOnly={isReadOnly}
        />
      </div>
      {!isReadOnly && (
        <div className="mt-12 flex flex-col gap-12">
          <DryRunPanel
            run={draft.dryRun}
            revision={draft.revision}
            answerCount={draft.answers.filter(({ isRemoved }) => !isRemoved).length}
            coverage={draft.coverage}
            hindrance={unsaved ?? broken}
            isSending={sending === "dry-run"}
          />
          <PublishPanel
            gate={draft.gate}
            revision={draft.revision}
            isBehind={draft.isBehind}
            hindrance={unsaved ?? broken}
            refusal={result?.kind === "not-published" ? result.message : null}
            reasonErrors={result?.kind === "reason" ? result.messages : []}
            isSending={sending === "publish"}
          />
        </div>
      )}
      <LeaveGuard isDirty={editing.isDirty && !isReadOnly} />
    </>
  );
}
