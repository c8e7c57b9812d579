import { Form, useNavigation } from "@remix-run/react";
import type { FoundServer, ListedModel } from "#server/judges/list-models";
import { HOME_MODELS } from "#domain/settings/home-models";
import type { Provider } from "#domain/settings/providers";
import { Button } from "~/components/ui/button";
import { sayProvider } from "~/lib/provider-words";

export type AtHome =
  | { isAllowed: false }
  | {
      isAllowed: true;
      found: FoundServer[];
      /** The one that is known to judge best, or the largest; null where none fits. */
      suggested: (ListedModel & { provider: Provider; baseUrl: string }) | null;
    };

/** Models that run on this machine, looked for after a yes that can be taken back. */
export function FoundAtHome(props: { atHome: AtHome; isUnderWay: boolean }) {
  const { atHome, isUnderWay } = props;
  const intent = useNavigation().formData?.get("intent");
  if (!atHome.isAllowed) {
    return (
      <Form method="post" className="flex max-w-md flex-col items-start gap-4">
        <p>
          Ollama, LM Studio, llama.cpp or vLLM may already run here. Scaleboard can ask at their
          usual ports which models they have. It sends them nothing else.
        </p>
        <Button type="submit" name="intent" value="look" isPending={intent === "look"}>
          Look for models
        </Button>
      </Form>
    );
  }
  const { found, suggested } = atHome;
  return (
    <div className="flex max-w-md flex-col items-start gap-4">
      {suggested !== null ? (
        <Form method="post" className="flex flex-col items-start gap-4">
          <input type="hidden" name="provider" value={suggested.provider} />
          <input type="hidden" name="baseUrl" value={suggested.baseUrl} />
          <input type="hidden" name="model" value={suggested.name} />
          <input type="hidden" name="apiKey" value="" />
          <p className="wrap-anywhere">
            <strong>{suggested.name}</strong> runs on this machine, in{" "}
            {sayProvider(suggested.provider).title}. Use it?
          </p>
          <Button
            type="submit"
            name="intent"
            value="try"
            variant="primary"
            isPending={isUnderWay || intent === "try"}
          >
            Try {suggested.name}
          </Button>
        </Form>
      ) : (
        <NothingFits found={found} />
      )}
      <Form method="post">
        <Button
          type="submit"
          name="intent"
          value="look-end"
          variant="quiet"
          isPending={intent === "look-end"}
        >
          Stop looking on this machine
        </Button>
      </Form>
    </div>
  );
}

/** What runs here all the same, and what to do to get a model that can judge. */
function NothingFits({ found }: { found: FoundServer[] }) {
  const [small] = HOME_MODELS;
  const pull = (
    <code className="text-[0.9em] whitespace-nowrap">ollama pull {small?.name ?? ""}</code>
  );
  if (found.length === 0) {
    return (
      <p>
        No model server runs at the usual ports. Install Ollama from ollama.com, then run {pull} (
        {small?.downloadGb} GB, for a machine with {small?.memoryGb} GB of memory).
      </p>
    );
  }
  const names = found.map(({ provider }) => sayProvider(provider).title).join(" and ");
  const isOllama = found.some(({ provider }) => provider === "ollama");
  return (
    <p>
      {names} {found.length === 1 ? "runs" : "run"} here, with no model that is known to judge well.
      {isOllama && (
        <>
          {" "}
          One that does: {pull} ({small?.downloadGb} GB).
        </>
      )}{" "}
      To use another, choose the server below.
    </p>
  );
}
