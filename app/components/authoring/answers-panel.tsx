import { Form } from "@remix-run/react";
import type { AnswerCard } from "#server/authoring/list-draft-answers";
import { Cell, HeadCell, Row, Table } from "~/components/ui/table";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { LocalTime } from "~/components/ui/local-time";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { AnswerFilesForm } from "./answer-files-form";
import type { AnswerFilesResult } from "./answer-files-form";
import { BAND_WORDS } from "./band-words";

const COLUMNS = [
  { title: "Answer" },
  { title: "Band" },
  { title: "Labels" },
  { title: "Drawing" },
  { title: "Saved" },
];

/** The calibration answers of a draft's problem, and the ways to add, edit and put back. */
export function AnswersPanel(props: {
  draftId: string;
  answers: readonly AnswerCard[];
  /** What became of files, where the page was drawn without script. */
  read: AnswerFilesResult | null;
  isReadOnly: boolean;
}) {
  const page = `/admin/drafts/${props.draftId}/answer`;
  const kept = props.answers.filter(({ isRemoved }) => !isRemoved);
  const removed = props.answers.filter(({ isRemoved }) => isRemoved);
  const missing = (["strong", "middling", "weak"] as const).filter(
    (band) => !kept.some((answer) => answer.band === band),
  );
  return (
    <Section
      id="answers"
      title="Calibration answers"
      intro={
        <>
          Answers labeled by a person. A draft is tested on them before it is published. They save
          immediately, not with the draft.
          {missing.length > 0 && ` Still missing: a ${missing.join(", a ")} one.`}
        </>
      }
    >
      {kept
        .filter(({ replacedAt }) => replacedAt !== null)
        .map((answer) => (
          <Replaced key={answer.name} page={page} answer={answer} isReadOnly={props.isReadOnly} />
        ))}
      {kept.length > 0 && (
        <Table caption="Calibration answers" columns={COLUMNS}>
          {kept.map((answer) => (
            <AnswerRow key={answer.name} page={page} answer={answer} />
          ))}
        </Table>
      )}
      {!props.isReadOnly && (
        <div className="mt-4 flex flex-wrap items-start gap-x-8 gap-y-4">
          <ButtonLink to={page}>Add an answer</ButtonLink>
          <AnswerFilesForm draftId={props.draftId} read={props.read} />
        </div>
      )}
      {removed.length > 0 && (
        <ul className="mt-4">
          {removed.map((answer) => (
            <li key={answer.name} className="text-ink-soft flex flex-wrap items-center gap-3 py-1">
              {answer.name} was removed{answer.updatedBy && ` by ${answer.updatedBy}`}.
              {!props.isReadOnly && (
                <MoveForm page={page} name={answer.name} intent="restore" words="Restore" />
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function AnswerRow({ page, answer }: { page: string; answer: AnswerCard }) {
  const { labelled } = answer;
  return (
    <Row>
      <HeadCell>
        <TextLink to={`${page}?name=${answer.name}`} look="row">
          {answer.name}
        </TextLink>
        <span className="text-ink-soft text-small block max-w-[55ch] font-normal">
          {answer.note ?? "Its front matter can’t be read."}
        </span>
      </HeadCell>
      <Cell>{answer.band === null ? "—" : BAND_WORDS[answer.band]}</Cell>
      <Cell label="Labels" className="whitespace-nowrap tabular-nums">
        {labelled === null ? "—" : `${labelled.done} of ${labelled.of}`}
      </Cell>
      <Cell label="Drawing">{answer.hasDrawing ? "Yes" : "None"}</Cell>
      <Cell className="text-ink-soft whitespace-nowrap">
        {answer.source === "file" ? "Files" : (answer.updatedBy ?? "This app")},{" "}
        <LocalTime iso={answer.updatedAt} />
      </Cell>
    </Row>
  );
}

/** Both the file and the app had changed the answer: the file stands, and nothing was lost. */
function Replaced(props: { page: string; answer: AnswerCard; isReadOnly: boolean }) {
  const { name, replacedAt } = props.answer;
  return (
    <Callout tone="warn" title={`The file for “${name}” replaced an edit`} className="mb-4">
      <p>
        Both changed. The file has been in use since{" "}
        {replacedAt !== null && <LocalTime iso={replacedAt} />}; the edit is kept until you decide.
      </p>
      {!props.isReadOnly && (
        <div className="mt-3 flex flex-wrap gap-2">
          <MoveForm page={props.page} name={name} intent="keep-edit" words="Restore the edit" />
          <MoveForm page={props.page} name={name} intent="keep-file" words="Keep the file" />
        </div>
      )}
    </Callout>
  );
}

function MoveForm(props: { page: string; name: string; intent: string; words: string }) {
  return (
    <Form method="post" action={props.page}>
      <input type="hidden" name="name" value={props.name} />
      <Button type="submit" name="intent" value={props.intent} size="sm">
        {props.words}
      </Button>
    </Form>
  );
}
