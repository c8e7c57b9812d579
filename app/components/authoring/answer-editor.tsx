import { Form } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { DraftAnswer } from "#server/authoring/get-draft-answer";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Section } from "~/components/ui/section";
import { EMPTY_SCENE_FILE } from "#domain/diagram/scene-file";
import { AnswerFields } from "./answer-fields";
import { AnswerNotice } from "./answer-notice";
import type { AnswerResult } from "./answer-notice";
import { LabelTable } from "./label-table";
import { LazyDrawing } from "./lazy-drawing";
import { LeaveGuard } from "./leave-guard";
import { RemoveAnswer } from "./remove-answer";
import { useSaveKey } from "./use-save-key";

const FORM_ID = "answer-form";

/** A calibration answer: what it says, what it draws, and the verdict a person gives each criterion. */
export function AnswerEditor(props: {
  answer: DraftAnswer["answer"];
  criteria: DraftAnswer["criteria"];
  isReadOnly: boolean;
  result: AnswerResult | null;
  isSaving: boolean;
}) {
  const { answer, result, isReadOnly } = props;
  const form = useRef<HTMLFormElement>(null);
  /** The save that the form began from, or that the author chose to save over. */
  const [baseHash, setBaseHash] = useState(answer?.hash ?? "");
  const { isDirty, change, send, settle } = useChanges();
  const savedScene = answer?.scene ?? EMPTY_SCENE_FILE;
  const [scene, setScene] = useState(savedScene);
  const [isDrawingOpen, setIsDrawingOpen] = useState(false);
  // The first save leads to the answer's own page, which knows nothing of later keys and strokes.
  const isClosed = isReadOnly || (answer === null && props.isSaving);

  useEffect(() => {
    if (result?.kind === "saved") {
      setBaseHash(result.hash);
      settle();
    }
    if (result?.kind === "conflict") setBaseHash(result.hash ?? "");
  }, [result, settle]);
  useSaveKey(() => {
    if (isDirty && !isReadOnly && !props.isSaving) form.current?.requestSubmit();
  });

  function changeScene(text: string) {
    setScene(text);
    change();
  }

  return (
    <>
      {isReadOnly && (
        <Callout tone="info" className="mb-6">
          This draft is closed, so its answers are read-only.
        </Callout>
      )}
      <AnswerNotice result={result} isDirty={isDirty} />
      <Form
        id={FORM_ID}
        ref={form}
        method="post"
        encType="multipart/form-data"
        preventScrollReset
        onChange={change}
        onSubmit={send}
      >
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="baseHash" value={baseHash} />
        <textarea name="scene" value={scene} readOnly hidden aria-hidden tabIndex={-1} />
        <fieldset disabled={isClosed} className="contents">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 xl:grid-cols-2">
            <AnswerFields
              answer={answer}
              errors={result?.kind === "invalid" ? result.errors : null}
            />
            <LabelTable criteria={props.criteria} head={answer?.head ?? null} />
          </div>
        </fieldset>
      </Form>
      <Section title="The drawing" className="mt-10">
        {!isDrawingOpen && (
          <Button onClick={() => setIsDrawingOpen(true)}>
            {scene === EMPTY_SCENE_FILE ? "Draw, or upload a file" : "Open the drawing"}
          </Button>
        )}
        <LazyDrawing
          isWanted={isDrawingOpen}
          text={scene}
          savedText={savedScene}
          taken={0}
          isReadOnly={isClosed}
          onText={changeScene}
        />
      </Section>
      {!isReadOnly && (
        <div className="bg-paper border-line sticky bottom-0 z-10 mt-8 flex flex-wrap items-center gap-4 border-t py-3">
          <Button type="submit" form={FORM_ID} variant="primary" isPending={props.isSaving}>
            Save the answer
          </Button>
          <span role="status" className="text-ink-soft">
            {isDirty ? "Unsaved changes" : baseHash === "" ? "Not saved yet" : "Saved"}
          </span>
          {answer !== null && <RemoveAnswer name={answer.name} baseHash={baseHash} />}
        </div>
      )}
      <LeaveGuard isDirty={isDirty && !isReadOnly} />
    </>
  );
}

/** Whether anything was changed since what a save last took along. */
function useChanges() {
  const [isDirty, setIsDirty] = useState(false);
  const count = useRef({ made: 0, sent: 0 });
  const change = useCallback(() => {
    count.current.made += 1;
    setIsDirty(true);
  }, []);
  /** A save is on its way with all that was changed so far. */
  const send = useCallback(() => {
    count.current.sent = count.current.made;
  }, []);
  /** The save has arrived; what was changed meanwhile has not. */
  const settle = useCallback(() => setIsDirty(count.current.made > count.current.sent), []);
  return { isDirty, change, send, settle };
}
