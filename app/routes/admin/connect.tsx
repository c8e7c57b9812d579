import { data, redirect } from "@remix-run/node";
import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { z } from "zod";
import { hasRole } from "#domain/accounts/roles";
import { AppError, isAppError } from "#server/errors";
import { getEstimated } from "#server/grades/get-estimated";
import type { Estimated } from "#server/grades/get-estimated";
import type { ListedModel } from "#server/judges/list-models";
import {
  chooseAddress,
  connectionSchema,
  connectionToUseSchema,
  listModelsSchema,
} from "#domain/settings/connection.schema";
import { getConnection, getTriedConnection } from "#server/settings/get-connection";
import type { OwnedConnection } from "#server/settings/get-connection";
import { getJudgeTest } from "#server/settings/get-judge-test";
import type { JudgeTest } from "#server/settings/get-judge-test";
import { PROVIDER_FACTS, PROVIDERS } from "#domain/settings/providers";
import type { Provider } from "#domain/settings/providers";
import { tryConnection } from "#server/settings/try-connection";
import { endConnection, startConnection } from "#server/settings/start-connection";
import { AdminNav } from "~/components/admin/admin-nav";
import { ConnectionForm } from "~/components/admin/connection-form";
import { ConnectionInUse } from "~/components/admin/connection-in-use";
import { JudgeOutcome } from "~/components/admin/judge-outcome";
import { ProviderChoice } from "~/components/admin/provider-choice";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { PageHeader } from "~/components/ui/page-header";
import { Spinner } from "~/components/ui/spinner";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { sayRefusal } from "~/lib/actions/refusal";
import type { FormRefusal } from "~/lib/actions/refusal";
import { toFormResult } from "~/lib/form-result";
import type { FormResult } from "~/lib/form-result";
import { sayProvider } from "~/lib/provider-words";
import { requireConnector } from "~/lib/require-connector";
import { handle } from "~/lib/respond";
import { useQuietRefresh } from "~/lib/use-quiet-refresh";

/** Somebody waits for the trial, which takes seconds. */
const REFRESH_MS = 1_000;

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
  return handle(async () => {
    const [judge, connection, tried, from] = await Promise.all([
      context.getJudge(),
      getConnection(context.db),
      getTriedConnection(context.db, viewer.id),
      query.from === null ? null : getEstimated(context.db, { attemptId: query.from, viewer }),
    ]);
    const provider = query.provider === undefined ? (tried?.provider ?? null) : query.provider;
    const known = [tried, connection].find((one) => one?.provider === provider) ?? null;
    const defaults = provider && {
      baseUrl: known?.baseUrl ?? suggestAddress(context, provider) ?? "",
      model: known?.model ?? "",
      hasKey: known?.hasKey ?? false,
    };
    const { settings } = judge;
    return {
      isAdmin: hasRole(viewer.role, "admin"),
      /** What the environment says comes before all that is set here. */
      ofEnvironment:
        settings.kind === "openai" && settings.source === "environment" ? settings : null,
      isKeyLost: settings.kind === "openai" && settings.isKeyLost,
      canKeepKeys: context.vault.canSeal,
      connection,
      tried: tried && {
        ...tried,
        isLocal: PROVIDER_FACTS[tried.provider].place === "local",
        test: await getJudgeTest(context.db, tried.id),
      },
      providers: PROVIDERS,
      provider,
      facts: provider && PROVIDER_FACTS[provider],
      defaults,
      models: provider && defaults && (await listKnown(context, provider, defaults.baseUrl)),
      from,
    };
  });
}

/** A server on this machine is suggested only where it may be connected. */
function suggestAddress({ modelServers }: AppLoadContext, provider: Provider): string | null {
  const { place, baseUrl } = PROVIDER_FACTS[provider];
  return place === "local" && !modelServers.isLoopbackAllowed ? null : baseUrl;
}

/**
 * Asks a server of one's own for its models. Its address is a suggestion of ours or was typed and sent
 * before: a link alone sends no request anywhere else.
 */
function listKnown({ modelServers }: AppLoadContext, provider: Provider, baseUrl: string) {
  if (PROVIDER_FACTS[provider].place !== "local" || baseUrl === "") return null;
  return modelServers.list(provider, baseUrl).catch((error: unknown) => {
    // The rules have become stricter since; the form says so when it is sent.
    if (isAppError(error)) return null;
    throw error;
  });
}

type Outcome = {
  intent: "list" | "try" | "use" | "disconnect";
  result: FormResult | undefined;
  /** Of the forms without fields. */
  error: string | null;
  /** What the server at a typed address says it has. */
  listed: { provider: Provider; baseUrl: string; models: ListedModel[] | null } | null;
};

function reply(outcome: Partial<Outcome> & Pick<Outcome, "intent">, status = 200) {
  return data<Outcome>({ result: undefined, error: null, listed: null, ...outcome }, { status });
}

/** The form's refusal, with what was typed, but never the key. */
const refuseForm = (intent: "list" | "try") => (refusal: FormRefusal) => {
  const fields = ["baseUrl", "apiKey", "model"];
  return reply(
    { intent, result: toFormResult(refusal, { fields, secret: ["apiKey"] }) },
    refusal.status,
  );
};

const refuseWhole = (intent: "use" | "disconnect") => (refusal: FormRefusal) =>
  reply({ intent, error: sayRefusal(refusal) }, refusal.status);

/** @throws AppError `conflict` where a connection made here would change nothing */
async function requireNoneOfEnvironment(context: AppLoadContext): Promise<void> {
  const { settings } = await context.getJudge();
  if (settings.kind === "offline" || settings.source === "connection") return;
  throw new AppError("conflict", {
    message: "the environment names a judge",
    userMessage:
      "The environment of this server names its model, so nothing can be connected here.",
  });
}

const admit = ({ context, request }: LoaderFunctionArgs) => void requireConnector(context, request);

export const action = defineActions({
  list: forSignedIn({
    schema: listModelsSchema,
    admit,
    refuse: refuseForm("list"),
    run: async ({ fields, context }) => {
      const { provider } = fields;
      const baseUrl = context.modelServers.checkAddress(chooseAddress(fields));
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
  use: forSignedIn({
    schema: connectionToUseSchema,
    admit,
    refuse: refuseWhole("use"),
    run: async ({ fields, viewer, context, url }) => {
      await requireNoneOfEnvironment(context);
      await startConnection(context.db, { ...fields, actorId: viewer.id });
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
  const { connection, tried, from } = page;
  const state = tried?.test?.state;
  const isUnderWay = state === "waiting" || state === "asking";
  useQuietRefresh(isUnderWay, REFRESH_MS);
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
        lead="A model reads answers and grades them. It is tried on a short answer first, and used from the next grading on: nothing has to be restarted."
      />
      {from !== null && <FromReport from={from} isConnected={connection !== null} />}
      {page.ofEnvironment !== null ? (
        <Callout tone="info" title={`${page.ofEnvironment.model} judges here.`}>
          <p className="max-w-prose">
            The environment of this server names it, at {page.ofEnvironment.address}, and that comes
            before anything set here. To connect a model on this page, an operator takes JUDGE_MODEL
            out of the environment and restarts.
          </p>
        </Callout>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 lg:grid-cols-2">
          <div className="flex flex-col gap-12">
            {connection !== null && (
              <Part id="in-use" title="In use">
                <ConnectionInUse connection={connection} isKeyLost={page.isKeyLost} />
              </Part>
            )}
            <Part
              id="provider"
              title={connection === null ? "Where does it run?" : "Connect another"}
            >
              <ProviderChoice
                providers={page.providers}
                chosen={page.provider}
                from={from?.attemptId ?? null}
              />
            </Part>
          </div>
          <div className="flex flex-col gap-12">
            <Details {...page} isUnderWay={isUnderWay} />
            {tried !== null && (
              <Part id="trial" title="What came out">
                <Trial tried={tried} />
              </Part>
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
function Details(page: Data & { isUnderWay: boolean }) {
  const outcome = useActionData<typeof action>();
  const { provider, facts, defaults } = page;
  if (provider === null || facts === null || defaults === null) return null;
  const listed = outcome?.listed?.provider === provider ? outcome.listed : null;
  return (
    <Part id="details" title={sayProvider(provider).title}>
      {!page.canKeepKeys && (
        <Callout tone="warn" title="No key can be kept here" className="mb-5 max-w-md">
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
    </Part>
  );
}

type Tried = OwnedConnection & { isLocal: boolean; test: JudgeTest | null };

function Trial({ tried }: { tried: Tried }) {
  const { test } = tried;
  const outcome = useActionData<typeof action>();
  const isPending = useNavigation().formData?.get("intent") === "use";
  const result = test?.result ?? null;
  const isRight =
    result?.isReached === true &&
    result.verdicts.every(({ expected, given }) => expected === given);
  return (
    <>
      <p className="text-ink-soft mb-4 wrap-anywhere">
        {tried.model} at {tried.baseUrl}
      </p>
      <div aria-live="polite">
        {result !== null && <JudgeOutcome result={result} isLocal={tried.isLocal} />}
        {result === null && test?.state === "lost" && (
          <Callout tone="danger" title="No worker has answered.">
            <p>A worker tries models and grades. See whether one runs, and try again.</p>
          </Callout>
        )}
        {result === null && test?.state !== "lost" && (
          <p className="flex items-center gap-2">
            <Spinner />
            {test?.state === "asking"
              ? "It reads a short answer with one thing said and one left out …"
              : "Waiting for a worker …"}
          </p>
        )}
      </div>
      {result?.isReached === true && (
        <Form method="post" className="mt-6">
          <input type="hidden" name="intent" value="use" />
          <input type="hidden" name="connectionId" value={tried.id} />
          <Button type="submit" variant={isRight ? "primary" : "secondary"} isPending={isPending}>
            {isRight ? "Use it" : "Use it all the same"}
          </Button>
        </Form>
      )}
      {outcome?.error && (
        <Callout tone="danger" role="alert" className="mt-4">
          {outcome.error}
        </Callout>
      )}
    </>
  );
}

/** The report that somebody came from, and its grade once a model is connected. */
function FromReport({ from, isConnected }: { from: Estimated; isConnected: boolean }) {
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
      <p>It can grade the answer that you came from: {link}. The estimate is kept.</p>
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

function Part(props: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`} className="mb-4 text-xl font-bold">
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}
