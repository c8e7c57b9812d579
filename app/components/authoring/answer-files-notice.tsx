import { Callout } from "~/components/ui/callout";
import type { AnswerFilesResult } from "./answer-files-form";

const CHANGES = { new: "new", replaced: "replaced", none: "unchanged" };

/** What became of answers that were read in from files. */
export function AnswerFilesNotice({ saved }: { saved: AnswerFilesResult["saved"] | null }) {
  if (saved === null) return null;
  if (saved.status === "saved") {
    return (
      <Callout tone="ok" role="status" title="Imported">
        <ul>
          {saved.answers.map(({ name, change }) => (
            <li key={name}>
              {name}, {CHANGES[change]}
            </li>
          ))}
        </ul>
      </Callout>
    );
  }
  if (saved.status === "replaces") {
    return (
      <Callout tone="warn" role="alert" title="Nothing imported yet: these would be replaced">
        <ul>
          {saved.answers.map(({ name, savedBy }) => (
            <li key={name}>
              {name}, {savedBy === null ? "from the files" : `last saved by ${savedBy}`}
            </li>
          ))}
        </ul>
        <p className="mt-2">
          Leave their files out, or go ahead: the current answers are then gone.
        </p>
      </Callout>
    );
  }
  return (
    <Callout tone="danger" role="alert" title="Nothing was imported">
      <ul className="list-disc pl-5">
        {saved.status === "refused"
          ? saved.messages.map((message) => <li key={message}>{message}</li>)
          : saved.issues.map(({ file, line, field, message }) => (
              <li key={`${file} ${line} ${field} ${message}`} className="wrap-anywhere">
                {line === null ? file : `${file}, line ${line}`}:{" "}
                {field !== "" && <code className="text-code">{field}</code>} {message}
              </li>
            ))}
      </ul>
    </Callout>
  );
}
