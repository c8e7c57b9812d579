import { Form, useNavigation } from "@remix-run/react";
import { HOME_MODELS } from "#domain/settings/home-models";
import type { HomeDownload } from "#domain/settings/home-download";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { ProgressBar } from "~/components/ui/progress-bar";
import { Select } from "~/components/ui/select";
import { sayBytes, sayRate, sayStopped } from "~/lib/download-words";

/** A download under way: how far, how fast, and the way to end it. */
export function RunningDownload({ download }: { download: HomeDownload }) {
  const isPending = useIsPending("download-cancel");
  const { model, completedBytes, totalBytes } = download;
  const rate = sayRate(download);
  return (
    <Form method="post" className="flex w-full flex-col items-start gap-3">
      <div className="w-full">
        <ProgressBar
          label={`Downloading ${model}`}
          done={completedBytes}
          of={totalBytes ?? 0}
          figures={totalBytes === null ? "starting …" : sayBytes(download)}
        />
      </div>
      <p className="text-ink-soft tabular-nums">
        {rate === null ? "Ollama downloads it." : `${rate}.`} You can leave this page.
      </p>
      <Button type="submit" name="intent" value="download-cancel" isPending={isPending}>
        Cancel
      </Button>
    </Form>
  );
}

/** One that ended before its end, with the server's own words, and the way to go on. */
export function StoppedDownload({ download }: { download: HomeDownload }) {
  const isPending = useIsPending("download");
  const { model, state, said } = download;
  return (
    <Form method="post" className="flex w-full flex-col items-start gap-3">
      <Callout
        tone={state === "failed" ? "danger" : "info"}
        title={`${model} isn’t downloaded yet: ${sayBytes(download)}`}
        role="status"
        className="w-full wrap-anywhere"
      >
        <p>{sayStopped(download)}</p>
        {said !== null && <p className="text-ink-soft mt-1">Ollama says: “{said}”</p>}
      </Callout>
      <input type="hidden" name="model" value={model} />
      <Button type="submit" name="intent" value="download" variant="primary" isPending={isPending}>
        Continue the download
      </Button>
    </Form>
  );
}

/** Which model to download, with its size before the press; one that was begun has a form of its own. */
export function DownloadForm(props: { chosen: string; begun: string | null }) {
  const isPending = useIsPending("download");
  const isFirst = props.begun === null;
  return (
    <Form method="post" className="flex w-full flex-col items-start gap-3">
      <input type="hidden" name="intent" value="download" />
      <Field label={isFirst ? "Model" : "Another model"}>
        <Select name="model" defaultValue={props.chosen}>
          {HOME_MODELS.filter(({ name }) => name !== props.begun).map(
            ({ name, downloadGb, memoryGb }) => (
              <option key={name} value={name}>
                {name}: {downloadGb} GB to download, for {memoryGb} GB of memory
              </option>
            ),
          )}
        </Select>
      </Field>
      <Button
        type="submit"
        variant={isFirst ? "primary" : "secondary"}
        isPending={isPending && isFirst}
      >
        Download
      </Button>
    </Form>
  );
}

function useIsPending(intent: string): boolean {
  return useNavigation().formData?.get("intent") === intent;
}
