import { useRevalidator } from "@remix-run/react";
import type { JudgeSettings } from "#server/judges/describe-judge";
import type { Ollama } from "#server/judges/find-ollama";
import { Button } from "~/components/ui/button";
import { CopyButton } from "~/components/ui/copy-button";

/** Bytes on disk of a small model. Small judges gave 13 to 24 points too many in a published audit (HealthBench). */
const SMALL_BYTES = 4e9;

/** The Ollama that was found on the server's machine, and how to let one of its models judge. */
export function OllamaOffer(props: { ollama: Ollama | null; judge: JudgeSettings }) {
  const { ollama, judge } = props;
  if (ollama === null) {
    return (
      <>
        <p>
          No Ollama answers on this machine. With one that runs, its models can judge for nothing,
          and no text leaves the machine.
        </p>
        <LookAgain />
      </>
    );
  }
  if (ollama.models.length === 0) {
    return (
      <>
        <p>Ollama runs here and has no model yet. Fetch one, and look again:</p>
        <Command text="ollama pull qwen3:8b" />
        <LookAgain />
      </>
    );
  }
  return (
    <>
      <p>Ollama runs here. To let one of its models judge, stop Scaleboard and start it with:</p>
      <ul className="mt-4 flex flex-col gap-5">
        {ollama.models.map((model) => (
          <li key={model.name}>
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-semibold wrap-anywhere">{model.name}</span>
              <span className="text-ink-soft text-[0.9375rem]">
                {describeSize(model)}
                {isChosen(judge, ollama, model.name) && " · judges now"}
              </span>
            </p>
            <Command
              text={`OPENAI_BASE_URL=${ollama.baseUrl} JUDGE_MODEL=${model.name} npm start`}
            />
          </li>
        ))}
      </ul>
      <p className="text-ink-soft mt-5">
        Serve it with a context of at least 32,000 tokens (
        <code className="text-[0.9em]">OLLAMA_CONTEXT_LENGTH=32768</code>
        ): what does not fit is cut off without a word.
      </p>
      <LookAgain />
    </>
  );
}

function describeSize({ sizeBytes, parameters }: Ollama["models"][number]): string {
  const parts = [
    parameters === null ? [] : [`${parameters} parameters`],
    sizeBytes === null ? [] : [`${(sizeBytes / 1e9).toFixed(1)} GB`],
    sizeBytes !== null && sizeBytes < SMALL_BYTES ? ["small for a judge"] : [],
  ];
  return parts.flat().join(" · ");
}

function isChosen(judge: JudgeSettings, ollama: Ollama, name: string): boolean {
  return judge.kind === "openai" && judge.address === ollama.baseUrl && judge.model === name;
}

function Command({ text }: { text: string }) {
  return (
    <div className="bg-sunken mt-2 flex items-start gap-2 rounded-md py-1 pr-1 pl-3">
      <code className="min-w-0 flex-1 py-2 text-sm wrap-anywhere">{text}</code>
      <CopyButton text={text} />
    </div>
  );
}

function LookAgain() {
  const { revalidate, state } = useRevalidator();
  return (
    <Button className="mt-5" isPending={state === "loading"} onClick={revalidate}>
      Look again
    </Button>
  );
}
