import { data } from "@remix-run/node";
import type { AppLoadContext } from "@remix-run/node";
import { AppError } from "#server/errors";
import type { ListedModel } from "#server/judges/list-models";
import type { Provider } from "#domain/settings/providers";
import { sayRefusal } from "~/lib/actions/refusal";
import type { FormRefusal } from "~/lib/actions/refusal";
import { toFormResult } from "~/lib/form-result";
import type { FormResult } from "~/lib/form-result";

/** What came of one of the page's forms. */
export type Outcome = {
  intent:
    | ("list" | "try" | "use" | "widen" | "stop" | "disconnect")
    | ("look" | "look-end" | "download" | "download-cancel");
  result: FormResult | undefined;
  /** Of the forms without fields. */
  error: string | null;
  /** What the server at a typed address says it has. */
  listed: { provider: Provider; baseUrl: string; models: ListedModel[] | null } | null;
};

export function reply(outcome: Partial<Outcome> & Pick<Outcome, "intent">, status = 200) {
  return data<Outcome>({ result: undefined, error: null, listed: null, ...outcome }, { status });
}

/** The form's refusal, with what was typed, but never the key. */
export const refuseForm = (intent: "list" | "try") => (refusal: FormRefusal) => {
  const fields = ["baseUrl", "apiKey", "model"];
  return reply(
    { intent, result: toFormResult(refusal, { fields, secret: ["apiKey"] }) },
    refusal.status,
  );
};

/** With the daily limit as it was typed; anything else that is wrong has no field. */
export function refuseUse(refusal: FormRefusal) {
  const { message, fieldErrors, status } = refusal;
  if (message !== null || !("maxUsdPerDay" in fieldErrors)) return refuseWhole("use")(refusal);
  const result = toFormResult(refusal, { fields: ["maxUsdPerDay"] });
  return reply({ intent: "use", result }, status);
}

export const refuseWhole =
  (intent: Exclude<Outcome["intent"], "list" | "try">) => (refusal: FormRefusal) =>
    reply({ intent, error: sayRefusal(refusal) }, refusal.status);

/** @throws AppError `conflict` where a connection made here would change nothing */
export async function requireNoneOfEnvironment(context: AppLoadContext): Promise<void> {
  const { settings } = await context.getJudge();
  if (!settings.hasModel || settings.source === "connection") return;
  throw new AppError("conflict", {
    message: "the environment names a judge",
    userMessage: "This server’s environment sets its model, so nothing can be connected here.",
  });
}

/** @throws AppError `conflict` where the machine is a server for many, whose ports are nobody's to look at */
export function requireOwnMachine({ modelServers }: AppLoadContext): void {
  if (modelServers.isLoopbackAllowed) return;
  throw new AppError("conflict", {
    message: "no look at this machine: it isn't the embedded start",
    userMessage: "Only the one-command start looks for models on its own machine.",
  });
}

export function noOllamaHere(): AppError {
  return new AppError("unavailable", {
    message: "no download: a look finds no Ollama on this machine",
    userMessage: "Ollama doesn’t answer on this machine. Start it, then try again.",
  });
}

export function notTriedHere(): AppError {
  return new AppError("conflict", {
    message: "a connection that this person hasn't tried, or no Ollama",
    userMessage: "This model hasn’t been tried here. Try it first.",
  });
}

export function notWidened(model: string): AppError {
  return new AppError("unavailable", {
    message: `an Ollama didn't widen the context of ${model}`,
    userMessage: `Ollama didn’t change the context of ${model}. Check that it is running, or start it with OLLAMA_CONTEXT_LENGTH=32768.`,
  });
}
