import { Form, useNavigation } from "@remix-run/react";
import type { FoundServer, ListedModel } from "#server/judges/list-models";
import { HOME_MODELS } from "#domain/settings/home-models";
import type { Provider } from "#domain/settings/providers";
import type { HomeDownload } from "#domain/settings/home-download";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { sayProvider } from "~/lib/provider-words";
import { DownloadForm, RunningDownload, StoppedDownload } from "./model-download";

export type AtHome =
  | { isAllowed: false }
  | {
      isAllowed: true;
      found: FoundServer[];
      /** The one that is known to judge best, or the largest; null where none fits. */
      suggested: (ListedModel & { provider: Provider; baseUrl: string }) | null;
      /** Of a model by this machine's Ollama: under way, or the last one. */
      download: HomeDownload | null;
      /** The model of the app's list that this machine has the memory for. */
      toDownload: string;
    };

/** Models that run on this machine, looked for after a yes that can be taken back. */
export function FoundAtHome(props: {
  atHome: AtHome;
  isUnderWay: boolean;
  /** Of a download that could not begin. */
  error: string | null;
}) {
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
  const { suggested, download } = atHome;
  const isDownloading = download?.state === "running";
  return (
    <div className="flex max-w-md flex-col items-start gap-4">
      {isDownloading && <RunningDownload download={download} />}
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
        !isDownloading && <NothingFits atHome={atHome} />
      )}
      {props.error !== null && (
        <Callout tone="danger" role="alert">
          {props.error}
        </Callout>
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

/** What runs here anyway, and how to get a model that can judge. */
function NothingFits({ atHome }: { atHome: Extract<AtHome, { isAllowed: true }> }) {
  const { found, download, toDownload } = atHome;
  if (found.length === 0) {
    return (
      <p>
        No model server runs at the usual ports. Install Ollama from ollama.com and start it.
        <br />
        Then reload this page to download {toDownload} ({sizeOf(toDownload)} GB) here.
      </p>
    );
  }
  const names = found.map(({ provider }) => sayProvider(provider).title).join(" and ");
  const isOllama = found.some(({ provider }) => provider === "ollama");
  const isStopped = download !== null && download.state !== "done";
  return (
    <>
      <p>
        {names} {found.length === 1 ? "runs" : "run"} here, with no model that is known to judge
        well. {isOllama ? "Ollama can download one, or choose" : "To use another, choose"} a server
        below.
      </p>
      {isOllama && isStopped && <StoppedDownload download={download} />}
      {isOllama && <DownloadForm chosen={toDownload} begun={isStopped ? download.model : null} />}
    </>
  );
}

/** GB. */
function sizeOf(model: string): number | undefined {
  return HOME_MODELS.find(({ name }) => name === model)?.downloadGb;
}
