import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { hasRole } from "#domain/accounts/roles";
import { getWorkers } from "#server/grades/get-workers";
import { getEstimated } from "#server/grades/get-estimated";
import {
  chooseAddress,
  connectionSchema,
  connectionToStopSchema,
  connectionToUseSchema,
  connectionToWidenSchema,
  downloadSchema,
  listModelsSchema,
} from "#domain/settings/connection.schema";
import { beginHomeDownload, cancelHomeDownload } from "#server/settings/home-download";
import { allowHomeLook, endHomeLook } from "#server/settings/home-look";
import { requireHomeLook } from "#server/settings/may-look-at-home";
import { runHomeDownload } from "#server/settings/run-home-download";
import { getConnection, getTriedConnection } from "#server/settings/get-connection";
import { findOpenSpending } from "#server/settings/find-open-spending";
import { getJudgeControls } from "#server/settings/get-judge-controls";
import { estimateGrading } from "#domain/settings/grading-plan";
import { getJudgeTest } from "#server/settings/get-judge-test";
import { PROVIDER_FACTS, PROVIDERS } from "#domain/settings/providers";
import { stopTrial } from "#server/settings/stop-trial";
import { tryConnection } from "#server/settings/try-connection";
import { endConnection, startConnection } from "#server/settings/start-connection";
import { AdminNav } from "~/components/admin/admin-nav";
import { ConnectionForm } from "~/components/admin/connection-form";
import { ConnectionInUse } from "~/components/admin/connection-in-use";
import { ConnectionTrial } from "~/components/admin/connection-trial";
import { FoundAtHome } from "~/components/admin/found-at-home";
import { FromReport } from "~/components/admin/from-report";
import { ProviderChoice } from "~/components/admin/provider-choice";
import { Callout } from "~/components/ui/callout";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { sayProvider } from "~/lib/provider-words";
import { requireConnector } from "~/lib/require-connector";
import { orThrowResponse } from "~/lib/respond";
import { useQuietRefresh } from "~/lib/use-quiet-refresh";
import { lookAtHome, suggestAddress } from "./connect-defaults";
import {
  noOllamaHere,
  notTriedHere,
  notWidened,
  refuseForm,
  refuseUse,
  refuseWhole,
  reply,
  requireOwnMachine,
  requireNoneOfEnvironment,
} from "./connect-form";
import type { Outcome } from "./connect-form";

/** Somebody waits for the trial. */
const REFRESH_MS = 1_000;
/** A worker that comes back takes a lost one up again. */
const REFRESH_LOST_MS = 5_000;

export const meta: MetaFunction = () => [{ title: "Connect a model · Scaleboard" }];

/** An address may hold anything; what is no choice here is none. Undefined: the one tried last. */
const querySchema = z.object({
  provider: z.enum(PROVIDERS).nullish().catch(null),
  from: z.uuid().nullable().catch(null),
});

function readQuery(url: URL): z.infer<typeof querySchema> {
  const { searchParams } = url;
  return querySchema.parse({
    provider: searchParams.get("provider") ?? undefined,
    from: searchParams.get("from"),
  });
}

export function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireConnector(context, request);
  const query = readQuery(new URL(request.url));
  return orThrowResponse(async () => {
    const { signUp, judgeDefaults } = context.settings;
    const [judge, workers, connection, tried, from, { inForce }] = await Promise.all([
      context.getJudge(),
      getWorkers(context.db),
      getConnection(context.db),
      getTriedConnection(context.db, viewer.id),
      query.from === null ? null : getEstimated(context.db, { attemptId: query.from, viewer }),
      getJudgeControls(context.db, judgeDefaults),
    ]);
    const provider = query.provider === undefined ? (tried?.provider ?? null) : query.provider;
    const known = [tried, connection].find((one) => one?.provider === provider) ?? null;
    const defaults = provider && {
      baseUrl: known?.baseUrl ?? suggestAddress(context, provider) ?? "",
      model: known?.model ?? "",
      hasKey: known?.hasKey ?? false,
    };
    const { settings } = judge;
    const test = tried && (await getJudgeTest(context.db, tried.id));
    const paces = test?.result?.isReached ? (test.result.paces ?? null) : null;
    const ofEnvironment = settings.hasModel && settings.source === "environment" ? settings : null;
    return {
      isAdmin: hasRole(viewer.role, "admin"),
      /** What the environment says comes before all that is set here. */
      ofEnvironment,
      isKeyLost: settings.hasModel && settings.isKeyLost,
      canKeepKeys: context.vault.canSeal,
      workers,
      connection,
      tried: tried && {
        ...tried,
        isLocal: PROVIDER_FACTS[tried.provider].place === "local",
        openSpending: findOpenSpending(context.modelServers.costOf(tried.baseUrl, tried.model), {
          signUp,
          maxUsdPerDay: inForce.maxUsdPerDay,
        }),
        test,
        gradingTime: paces && estimateGrading(paces, inForce.mode),
      },
      providers: PROVIDERS,
      provider,
      facts: provider && PROVIDER_FACTS[provider],
      defaults,
      /** As it was asked for; a link asks no server. */
      models: provider && defaults && context.modelServers.listed(provider, defaults.baseUrl),
      atHome: ofEnvironment === null ? await lookAtHome(context) : null,
      from,
    };
  });
}

const admit = ({ context, request }: LoaderFunctionArgs) => void requireConnector(context, request);

export const action = defineActions({
  list: forSignedIn({
    schema: listModelsSchema,
    admit,
    refuse: refuseForm("list"),
    run: async ({ fields, viewer, context }) => {
      const { provider } = fields;
      const baseUrl = context.modelServers.checkAddress(chooseAddress(fields));
      await context.takeModelList(viewer.id);
      const models = await context.modelServers.list(provider, baseUrl);
      return reply({ intent: "list", listed: { provider, baseUrl, models } });
    },
  }),
  try: forSignedIn({
    schema: connectionSchema,
    admit,
    refuse: refuseForm("try"),
    run: async ({ fields, viewer, context }) => {
      await requireNoneOfEnvironment(context);
      const baseUrl = context.modelServers.checkAddress(chooseAddress(fields));
      const input = { ...fields, baseUrl, actorId: viewer.id };
      await tryConnection(context.db, context.jobs, context.vault, input);
      return reply({ intent: "try" });
    },
  }),
  widen: forSignedIn({
    schema: connectionToWidenSchema,
    admit,
    refuse: refuseWhole("widen"),
    run: async ({ fields, viewer, context }) => {
      await requireNoneOfEnvironment(context);
      const tried = await getTriedConnection(context.db, viewer.id);
      if (tried?.id !== fields.connectionId || tried.provider !== "ollama") throw notTriedHere();
      const baseUrl = context.modelServers.checkAddress(tried.baseUrl);
      await context.takeModelList(viewer.id);
      const model = await context.modelServers.widenContext(baseUrl, tried.model);
      if (model === null) throw notWidened(tried.model);
      const input = { provider: tried.provider, baseUrl, model, apiKey: "", actorId: viewer.id };
      await tryConnection(context.db, context.jobs, context.vault, input);
      return reply({ intent: "widen" });
    },
  }),
  stop: forSignedIn({
    schema: connectionToStopSchema,
    admit,
    refuse: refuseWhole("stop"),
    run: async ({ fields, viewer, context }) => {
      await stopTrial(context.db, { ...fields, actorId: viewer.id });
      return reply({ intent: "stop" });
    },
  }),
  look: forSignedIn({
    schema: z.object({}),
    admit,
    refuse: refuseWhole("look"),
    run: async ({ viewer, context }) => {
      requireOwnMachine(context);
      await allowHomeLook(context.db, { actorId: viewer.id });
      return reply({ intent: "look" });
    },
  }),
  "look-end": forSignedIn({
    schema: z.object({}),
    admit,
    refuse: refuseWhole("look-end"),
    run: async ({ viewer, context }) => {
      await endHomeLook(context.db, { actorId: viewer.id });
      return reply({ intent: "look-end" });
    },
  }),
  download: forSignedIn({
    schema: downloadSchema,
    admit,
    refuse: refuseWhole("download"),
    run: async ({ fields: { model }, viewer, context }) => {
      requireOwnMachine(context);
      await requireHomeLook(context.db);
      const pull = await context.modelServers.pull(model);
      if (pull === null) throw noOllamaHere();
      const runId = await beginHomeDownload(context.db, { model, actorId: viewer.id });
      // It outlives the request: its row says how far it is.
      void runHomeDownload(context.db, runId, pull);
      return reply({ intent: "download" });
    },
  }),
  "download-cancel": forSignedIn({
    schema: z.object({}),
    admit,
    refuse: refuseWhole("download-cancel"),
    run: async ({ viewer, context }) => {
      await cancelHomeDownload(context.db, { actorId: viewer.id });
      return reply({ intent: "download-cancel" });
    },
  }),
  use: forSignedIn({
    schema: connectionToUseSchema,
    admit,
    refuse: refuseUse,
    run: async ({ fields, viewer, context, url }) => {
      await requireNoneOfEnvironment(context);
      const { signUp, judgeDefaults } = context.settings;
      const { costOf } = context.modelServers;
      const here = { signUp, defaults: judgeDefaults, costOf };
      await startConnection(context.db, { ...fields, actorId: viewer.id }, here);
      context.forgetJudge();
      const { from } = readQuery(url);
      return redirect(`/settings/connect${from === null ? "" : `?from=${from}`}`);
    },
  }),
  disconnect: forSignedIn({
    schema: z.object({}),
    admit,
    refuse: refuseWhole("disconnect"),
    run: async ({ viewer, context }) => {
      await endConnection(context.db, { actorId: viewer.id });
      context.forgetJudge();
      return reply({ intent: "disconnect" });
    },
  }),
});

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function ConnectPage() {
  const page = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const { connection, tried, from } = page;
  const state = tried?.test?.state;
  const isUnderWay = state === "waiting" || state === "asking";
  const isLost = state === "lost";
  const isDownloading =
    page.atHome?.isAllowed === true && page.atHome.download?.state === "running";
  const isMoving = isUnderWay || isDownloading;
  useQuietRefresh(isMoving || isLost, isMoving ? REFRESH_MS : REFRESH_LOST_MS);
  return (
    <>
      {page.isAdmin && <AdminNav />}
      <PageHeader
        above={
          page.isAdmin ? undefined : (
            <TextLink to="/settings" look="back">
              Settings
            </TextLink>
          )
        }
        title="Connect a model"
        lead="A model reads and grades answers. It is tested on a short answer first, then used from the next grading on. No restart is needed."
      />
      {from !== null && <FromReport from={from} isConnected={connection !== null} />}
      {page.ofEnvironment !== null ? (
        <Callout tone="info" title={`${page.ofEnvironment.model} judges here.`}>
          <p className="max-w-prose">
            This server’s environment sets it, at {page.ofEnvironment.address}, and overrides
            anything set here. To connect a model on this page, an operator removes JUDGE_MODEL from
            the environment and restarts.
          </p>
        </Callout>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 lg:grid-cols-2">
          <div className="flex flex-col gap-12">
            {connection !== null && (
              <Section title="In use">
                <ConnectionInUse connection={connection} isKeyLost={page.isKeyLost} />
              </Section>
            )}
            {page.atHome !== null && (
              <Section title="On this machine">
                <FoundAtHome
                  atHome={page.atHome}
                  isUnderWay={isUnderWay}
                  error={outcome?.intent.startsWith("download") ? outcome.error : null}
                />
              </Section>
            )}
            <Section title={connection === null ? "Where does it run?" : "Connect another"}>
              <ProviderChoice
                providers={page.providers}
                chosen={page.provider}
                from={from?.attemptId ?? null}
              />
            </Section>
          </div>
          <div className="flex flex-col gap-12">
            <Details {...page} outcome={outcome} isUnderWay={isUnderWay} />
            {tried !== null && (
              <Section title="Result">
                <ConnectionTrial
                  tried={tried}
                  workers={page.workers}
                  result={outcome?.intent === "use" ? outcome.result : undefined}
                  error={outcome?.error ?? null}
                />
              </Section>
            )}
          </div>
        </div>
      )}
    </>
  );
}

/**
 * The form, keyed by what it is filled from: another choice begins with its own address, and a key that
 * was sent is in the field no longer.
 */
function Details(page: Data & { outcome: Outcome | undefined; isUnderWay: boolean }) {
  const { provider, facts, defaults, outcome } = page;
  if (provider === null || facts === null || defaults === null) return null;
  const listed = outcome?.listed?.provider === provider ? outcome.listed : null;
  return (
    <Section title={sayProvider(provider).title}>
      {!page.canKeepKeys && (
        <Callout tone="warn" title="Keys can’t be stored here" className="mb-5 max-w-md">
          <p>
            This server has no SETTINGS_KEY to encrypt keys with. An operator has to set one; until
            then only servers that need no key can be connected.
          </p>
        </Callout>
      )}
      <ConnectionForm
        key={[provider, page.tried?.id, listed?.baseUrl, listed?.models?.length].join(" ")}
        provider={provider}
        facts={facts}
        defaults={listed === null ? defaults : { ...defaults, baseUrl: listed.baseUrl }}
        models={listed === null ? page.models : listed.models}
        canKeepKeys={page.canKeepKeys}
        isUnderWay={page.isUnderWay}
        result={outcome?.result}
      />
    </Section>
  );
}
