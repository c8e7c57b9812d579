import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";

export type AnswerResult =
  | { kind: "saved"; hash: string }
  | { kind: "refused"; message: string }
  | { kind: "invalid"; errors: { name: string[]; note: string[]; others: string[] } }
  | { kind: "conflict"; savedBy: string | null; hash: string | null };

/** What became of a save that did not go through. */
export function AnswerNotice(props: { result: AnswerResult | null; isDirty: boolean }) {
  const { result } = props;
  if (result === null || result.kind === "saved") return null;
  if (result.kind === "conflict") return <Conflict {...result} />;
  const lines = result.kind === "refused" ? [result.message] : result.errors.others;
  return (
    <Callout tone="danger" role="alert" title="Nothing was saved" className="mb-6">
      {lines.length === 0 ? "See the two fields below." : null}
      <ul className="list-disc pl-5">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function Conflict(props: { savedBy: string | null; hash: string | null }) {
  const who = props.savedBy ?? "A file";
  return (
    <Callout
      tone="warn"
      role="alert"
      title={
        props.hash === null
          ? `${who} removed this answer while you were writing`
          : `${who} saved this answer while you were writing`
      }
      className="mb-6"
    >
      <p>Yours isn’t saved yet. It is still in the fields below.</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" form="answer-form">
          {props.hash === null ? "Restore it as mine" : "Overwrite with mine"}
        </Button>
        {props.hash !== null && (
          <Button onClick={() => window.location.reload()}>Keep theirs, discard mine</Button>
        )}
      </div>
    </Callout>
  );
}
