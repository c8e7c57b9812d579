import type { DraftIssue } from "#server/authoring/check-draft";
import type { DraftFile } from "#domain/authoring/draft-words";
import { Badge } from "~/components/ui/badge";
import { Section } from "~/components/ui/section";
import { textLinkStyle } from "~/components/ui/text-link";

/** What is wrong with a draft, each with the way to its line. */
export function IssueList(props: {
  errors: readonly DraftIssue[];
  warnings: readonly DraftIssue[];
  onJump: (file: DraftFile, line: number | null) => void;
}) {
  const { errors, warnings } = props;
  return (
    <Section title="Checks">
      <p role="status" className="text-ink-soft mb-3">
        {errors.length === 0
          ? "No errors."
          : `${count(errors.length, "error")} to fix before publishing.`}{" "}
        {warnings.length > 0 && `${count(warnings.length, "warning")} to look at.`}
      </p>
      <Issues issues={errors} onJump={props.onJump} tone="danger" word="Error" />
      {warnings.length > 0 && (
        <details className="mt-3" open={errors.length === 0 && warnings.length <= 5}>
          <summary className="text-ink-soft cursor-pointer py-1">
            {count(warnings.length, "warning")}
          </summary>
          <Issues issues={warnings} onJump={props.onJump} tone="warn" word="Warning" />
        </details>
      )}
    </Section>
  );
}

function Issues(props: {
  issues: readonly DraftIssue[];
  onJump: (file: DraftFile, line: number | null) => void;
  tone: "danger" | "warn";
  word: string;
}) {
  if (props.issues.length === 0) return null;
  return (
    <ul className="border-line border-b">
      {props.issues.map((issue) => {
        const { file, line, field, message, draftFile } = issue;
        const place = line === null ? file : `${file}, line ${line}`;
        return (
          <li key={`${file}:${line}:${field}:${message}`} className="border-line border-t py-2">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <Badge tone={props.tone}>{props.word}</Badge>
              {draftFile === null ? (
                <span className="text-ink-soft text-small wrap-anywhere">{place}</span>
              ) : (
                <button
                  type="button"
                  onClick={() => props.onJump(draftFile, line)}
                  className={textLinkStyle("item", "text-small text-left wrap-anywhere")}
                >
                  {place}
                </button>
              )}
            </p>
            <p className="mt-1 wrap-anywhere">
              {field !== "" && <code className="text-code">{field}</code>} {message}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function count(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}
