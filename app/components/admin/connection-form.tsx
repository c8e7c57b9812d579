import { Form, useNavigation } from "@remix-run/react";
import type { ListedModel } from "#server/judges/list-models";
import type { Provider, ProviderFacts } from "#domain/settings/providers";
import { HOME_MODELS, isToAvoid, SMALL_BYTES } from "#domain/settings/home-models";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Select } from "~/components/ui/select";
import { listFieldErrors, listFormErrors, readTyped } from "~/lib/form-result";
import type { FormResult } from "~/lib/form-result";
import { sayProvider } from "~/lib/provider-words";

export type ConnectionDefaults = {
  baseUrl: string;
  model: string;
  /** A key is kept for this address. */
  hasKey: boolean;
};

/** Address, key and model of one kind of server; tried before it is used. */
export function ConnectionForm(props: {
  provider: Provider;
  facts: ProviderFacts;
  defaults: ConnectionDefaults;
  /** What the server at the address says it has; null where none answered, undefined where none was asked. */
  models: ListedModel[] | null | undefined;
  canKeepKeys: boolean;
  isUnderWay: boolean;
  result: FormResult | undefined;
}) {
  const { provider, facts, defaults, models, result } = props;
  const words = sayProvider(provider);
  const intent = useNavigation().formData?.get("intent");
  const formErrors = listFormErrors(result);
  const typed = (name: "baseUrl" | "model") =>
    (result && readTyped(result, name)) ?? defaults[name];
  return (
    <Form method="post" className="flex max-w-md flex-col gap-5">
      <input type="hidden" name="provider" value={provider} />
      {formErrors.length > 0 && (
        <Callout tone="danger" role="alert">
          {formErrors.join(" ")}
        </Callout>
      )}
      {!facts.isFixed && (
        <Field label="Address" hint={words.addressHint} errors={listFieldErrors(result, "baseUrl")}>
          <Input
            name="baseUrl"
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            required
            maxLength={300}
            defaultValue={typed("baseUrl")}
          />
        </Field>
      )}
      <Field
        label={facts.needsKey ? "API key" : "API key, if it needs one"}
        hint={
          defaults.hasKey
            ? "A key is saved for this address. Leave this empty to keep using it."
            : words.keyHint
        }
        errors={listFieldErrors(result, "apiKey")}
      >
        <Input
          name="apiKey"
          type="password"
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          disabled={!props.canKeepKeys}
          required={facts.needsKey && !defaults.hasKey}
        />
      </Field>
      <Field
        label={words.modelLabel}
        hint={models && models.length > 0 ? undefined : words.modelHint}
        errors={listFieldErrors(result, "model")}
      >
        {models && models.length > 0 ? (
          <Select name="model" defaultValue={typed("model")}>
            {models.map((model) => (
              <option key={model.name} value={model.name}>
                {describeModel(model)}
              </option>
            ))}
          </Select>
        ) : (
          <Input
            name="model"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={200}
            defaultValue={typed("model")}
          />
        )}
      </Field>
      {facts.place === "local" && <ServerNote provider={provider} models={models} />}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          name="intent"
          value="try"
          variant="primary"
          isPending={intent === "try" || props.isUnderWay}
        >
          Try it
        </Button>
        {facts.place === "local" && (
          <Button
            type="submit"
            name="intent"
            value="list"
            formNoValidate
            isPending={intent === "list"}
          >
            List its models
          </Button>
        )}
      </div>
    </Form>
  );
}

/** What the server said about its models, and what Ollama needs to be told. */
function ServerNote(props: { provider: Provider; models: ListedModel[] | null | undefined }) {
  const { provider, models } = props;
  if (models === undefined) return null;
  if (models === null) {
    return (
      <p className="text-ink-soft">
        This address returned no list of models. Start the server and list again, or enter the model
        yourself.
      </p>
    );
  }
  if (models.length === 0) {
    return (
      <p className="text-ink-soft">
        The server responds but has no model yet.
        {provider === "ollama" && (
          <>
            {" "}
            Pull one, for example with{" "}
            <code className="text-[0.9em] whitespace-nowrap">
              ollama pull {HOME_MODELS[0]?.name}
            </code>
            , and list again.
          </>
        )}
      </p>
    );
  }
  if (provider !== "ollama") return null;
  return (
    <p className="text-ink-soft">
      Serve it with a context of at least 32,000 tokens (
      <code className="text-[0.9em] wrap-anywhere">OLLAMA_CONTEXT_LENGTH=32768</code>): an answer
      that doesn’t fit gets no grade.
    </p>
  );
}

function describeModel({ name, sizeBytes, parameters, leavesMachine }: ListedModel): string {
  if (leavesMachine) return `${name} (in Ollama’s cloud: answers leave this machine)`;
  const parts = [
    parameters === null ? [] : [`${parameters} parameters`],
    sizeBytes === null ? [] : [`${(sizeBytes / 1e9).toFixed(1)} GB`],
    sizeBytes !== null && sizeBytes < SMALL_BYTES ? ["small for a judge"] : [],
    isToAvoid(name) ? ["known to judge badly"] : [],
  ].flat();
  return parts.length === 0 ? name : `${name} (${parts.join(", ")})`;
}
