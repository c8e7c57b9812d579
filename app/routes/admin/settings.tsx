import { data } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { hasRole } from "#domain/accounts/roles";
import { AppError } from "#server/errors";
import { getWorkers } from "#server/grades/get-workers";
import { cancelJudgeCheck } from "#server/settings/cancel-judge-check";
import { findOpenSpending } from "#server/settings/find-open-spending";
import { getJudgeCheck } from "#server/settings/get-judge-check";
import { getJudgeControls } from "#server/settings/get-judge-controls";
import { getJudgeTest } from "#server/settings/get-judge-test";
import { judgeCheckOrderSchema } from "#domain/settings/judge-check-order.schema";
import { judgeControlsSchema } from "#domain/settings/judge-controls.schema";
import { requestJudgeCheck } from "#server/settings/request-judge-check";
import { requestJudgeTest } from "#server/settings/request-judge-test";
import { needsLimit } from "#server/settings/start-connection";
import { updateJudgeControls } from "#server/settings/update-judge-controls";
import { AdminNav } from "~/components/admin/admin-nav";
import { JudgeCheckPanel } from "~/components/admin/judge-check-panel";
import { JudgeControlsForm } from "~/components/admin/judge-controls-form";
import { OpenSpendingNote } from "~/components/admin/open-spending-note";
import { JudgeFacts } from "~/components/admin/judge-facts";
import { JudgeTestPanel } from "~/components/admin/judge-test-panel";
import { ButtonLink } from "~/components/ui/button-link";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { defineActions } from "~/lib/actions/define-actions";
import { forAdmins } from "~/lib/actions/form-action";
import { sayRefusal } from "~/lib/actions/refusal";
import { toFormResult } from "~/lib/form-result";
import type { FormResult } from "~/lib/form-result";
import { maySeeSettings } from "~/lib/may-see-settings";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";
import { useQuietRefresh } from "~/lib/use-quiet-refresh";

/** Somebody waits for the answer, which takes seconds. */
const REFRESH_MS = 1_000;
/** A check takes minutes. */
const CHECK_REFRESH_MS = 3_000;

export const meta: MetaFunction = () => [{ title: "Settings · Scaleboard" }];

export function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  return orThrowResponse(async () => {
    const { isDemo, judgeDefaults } = context.settings;
    if (!maySeeSettings(viewer, isDemo)) {
      throw new AppError("forbidden", {
        message: `settings asked for by ${viewer.id}`,
        userMessage: "Only admins see how this server is set up.",
      });
    }
    const isAdmin = hasRole(viewer.role, "admin");
    const [{ settings: judge }, workers, controls, test, check] = await Promise.all([
      context.getJudge(),
      getWorkers(context.db),
      getJudgeControls(context.db, judgeDefaults),
      isAdmin ? getJudgeTest(context.db) : null,
      isAdmin ? getJudgeCheck(context.db) : null,
    ]);
    const estimate = context.estimateCheck(judge, controls.inForce.mode);
    const { maxUsdPerDay } = controls.inForce;
    const openSpending = findOpenSpending(judge.hasModel ? judge.cost : null, {
      signUp: context.settings.signUp,
      maxUsdPerDay,
    });
    return { judge, isAdmin, workers, controls, test, check, estimate, openSpending };
  });
}

type Outcome = {
  intent: "ask" | "check-judge" | "controls";
  notice: string | null;
  /** Of the question to the judge and of its check, which have no fields to fill in. */
  error: string | null;
  /** Of the form, whose fields have errors of their own. */
  result: FormResult | undefined;
};

function reply(outcome: Partial<Outcome> & Pick<Outcome, "intent">, status = 200) {
  return data<Outcome>({ notice: null, error: null, result: undefined, ...outcome }, { status });
}

export const action = defineActions({
  ask: forAdmins({
    schema: z.object({}),
    refuse: (refusal) => reply({ intent: "ask", error: sayRefusal(refusal) }, refusal.status),
    run: async ({ viewer, context }) => {
      await requestJudgeTest(context.db, context.jobs, { actorId: viewer.id });
      return reply({ intent: "ask" });
    },
  }),
  "check-judge": forAdmins({
    schema: judgeCheckOrderSchema,
    refuse: (refusal) =>
      reply({ intent: "check-judge", error: sayRefusal(refusal) }, refusal.status),
    run: async ({ fields, viewer, context }) => {
      const { db, jobs, log, settings } = context;
      const [{ settings: judge }, { inForce }] = await Promise.all([
        context.getJudge(),
        getJudgeControls(db, settings.judgeDefaults),
      ]);
      const inUse = { model: judge.hasModel ? judge.model : null, mode: inForce.mode };
      const order = { ...fields, actorId: viewer.id };
      await requestJudgeCheck(db, jobs, order, inUse, (error) =>
        log.warn({ err: error }, "a check was not enqueued; the sweep will"),
      );
      return reply({ intent: "check-judge" });
    },
  }),
  "cancel-check": forAdmins({
    schema: z.object({ checkId: z.uuid() }),
    refuse: (refusal) =>
      reply({ intent: "check-judge", error: sayRefusal(refusal) }, refusal.status),
    run: async ({ fields, viewer, context }) => {
      await cancelJudgeCheck(context.db, { ...fields, actorId: viewer.id });
      return reply({ intent: "check-judge" });
    },
  }),
  controls: forAdmins({
    schema: judgeControlsSchema,
    refuse: (refusal) => {
      const result = toFormResult(refusal, { fields: ["mode", "maxUsdPerGrade", "maxUsdPerDay"] });
      return reply({ intent: "controls", result }, refusal.status);
    },
    run: async ({ fields, viewer, context }) => {
      const { signUp, judgeDefaults } = context.settings;
      const { settings: judge } = await context.getJudge();
      const maxUsdPerDay = fields.maxUsdPerDay ?? judgeDefaults.maxUsdPerDay;
      const { inForce } = await getJudgeControls(context.db, judgeDefaults);
      if (
        judge.hasModel &&
        inForce.maxUsdPerDay !== null &&
        findOpenSpending(judge.hasModel ? judge.cost : null, { signUp, maxUsdPerDay }) ===
          "no_limit"
      ) {
        throw needsLimit(judge.model);
      }
      const change = { ...fields, actorId: viewer.id };
      const { isChanged } = await updateJudgeControls(context.db, change);
      const notice = isChanged ? "Saved. It applies from the next grading on." : "No changes.";
      return reply({ intent: "controls", notice });
    },
  }),
});

export default function SettingsPage() {
  const { judge, isAdmin, workers, controls, test, check, estimate, openSpending } =
    useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const isAsked = test?.state === "waiting" || test?.state === "asking";
  const isChecked = check?.status === "queued" || check?.status === "running";
  useQuietRefresh(isAsked || isChecked, isAsked ? REFRESH_MS : CHECK_REFRESH_MS);
  return (
    <>
      {isAdmin && <AdminNav />}
      <PageHeader title="Settings" lead="What grades here, how, and what it may cost." />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 lg:grid-cols-2">
        <div className="flex flex-col gap-12">
          <Section title="The judge">
            {openSpending !== null && <OpenSpendingNote open={openSpending} />}
            <JudgeFacts judge={judge} controls={controls} />
            {(!judge.hasModel || judge.source === "connection") && (
              <div className="mt-6">
                <ButtonLink
                  to="/settings/connect"
                  variant={judge.hasModel ? "secondary" : "primary"}
                >
                  {judge.hasModel ? "Change the connection" : "Connect a model"}
                </ButtonLink>
              </div>
            )}
          </Section>
          {isAdmin && (
            <Section title="Does it respond?">
              <JudgeTestPanel
                test={test}
                workers={workers}
                judge={judge}
                error={outcome?.intent === "ask" ? outcome.error : null}
              />
            </Section>
          )}
          {isAdmin && (
            <Section title="How well does it judge?">
              <JudgeCheckPanel
                check={check}
                workers={workers}
                judge={judge}
                mode={controls.inForce.mode}
                estimate={estimate}
                error={outcome?.intent === "check-judge" ? outcome.error : null}
              />
            </Section>
          )}
        </div>
        {isAdmin && (
          <Section title="Mode and limits">
            {/* Keyed: after a change, one's own or another's, the fields hold what is now set. */}
            <JudgeControlsForm
              key={controls.revision}
              controls={controls}
              result={outcome?.intent === "controls" ? outcome.result : undefined}
              notice={outcome?.intent === "controls" ? outcome.notice : null}
            />
          </Section>
        )}
      </div>
    </>
  );
}
