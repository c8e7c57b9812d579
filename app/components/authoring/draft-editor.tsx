import { Form } from "@remix-run/react";
import { useRef, useState } from "react";
import type { KeyboardEvent, RefObject } from "react";
import type { DraftFile } from "#server/authoring/draft-words";
import { Button } from "~/components/ui/button";
import { Tab, TabList, TabPanel, Tabs } from "~/components/ui/tabs";
import { useHydrated } from "~/lib/use-hydrated";
import { CodeEditor } from "./code-editor";
import type { CodeEditorHandle } from "./code-editor";
import { DrawingPanel } from "./drawing-panel";
import { IssueList } from "./issue-list";
import type { DraftEditing } from "./use-draft-texts";
import type { DraftPreview } from "#server/authoring/get-draft";

const TITLES: Record<DraftFile, string> = {
  problem: "problem.md",
  solution: "solution.md",
  rubric: "Rubric",
  scene: "Drawing",
};
const TEXT_FILES = ["problem", "solution", "rubric"] as const;
type TextFile = (typeof TEXT_FILES)[number];

/** The files of a draft side by side in tabs, one save for all, and what the checks say of them. */
export function DraftEditor(props: {
  draftId: string;
  editing: DraftEditing;
  /** What a save names: the standing one, once the author chose to save over it. */
  revision: number;
  preview: Pick<DraftPreview, "errors" | "warnings" | "diagramText">;
  isReadOnly: boolean;
  isSaving: boolean;
}) {
  const { editing, isReadOnly } = props;
  const { texts, setText, isDirty } = editing;
  const isHydrated = useHydrated();
  const [open, setOpen] = useState<DraftFile>("problem");
  const form = useRef<HTMLFormElement>(null);
  const editors: Record<TextFile, RefObject<CodeEditorHandle>> = {
    problem: useRef(null),
    solution: useRef(null),
    rubric: useRef(null),
  };

  function jump(file: DraftFile, line: number | null) {
    setOpen(file);
    if (file === "scene") return;
    // The tab is shown first: a hidden text area takes no focus.
    requestAnimationFrame(() => editors[file].current?.jumpTo(line ?? 1));
  }

  function saveOnKey(event: KeyboardEvent) {
    if (event.key !== "s" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    if (isDirty && !props.isSaving) form.current?.requestSubmit();
  }

  return (
    <>
      {/* Ctrl+S in any of its fields; the button beside does the same. */}
      <Form
        id="draft-form"
        ref={form}
        method="post"
        encType="multipart/form-data"
        preventScrollReset
        onKeyDown={saveOnKey}
      >
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="revision" value={props.revision} />
        <Tabs value={open} onValueChange={(value) => setOpen(value as DraftFile)}>
          <TabList aria-label="Files of the draft">
            {[...TEXT_FILES, "scene" as const].map((file) => (
              <Tab key={file} value={file}>
                {TITLES[file]}
                {props.preview.errors.some(({ draftFile }) => draftFile === file) && (
                  <span className="text-danger ml-1.5 text-sm">has errors</span>
                )}
              </Tab>
            ))}
          </TabList>
          {TEXT_FILES.map((file) => (
            <TabPanel key={file} value={file} forceMount className="pt-4">
              <CodeEditor
                ref={editors[file]}
                name={file}
                aria-label={TITLES[file]}
                value={texts[file]}
                onText={(text) => setText(file, text)}
                readOnly={isReadOnly}
              />
            </TabPanel>
          ))}
          <TabPanel value="scene" forceMount>
            <textarea name="scene" value={texts.scene} readOnly hidden aria-hidden tabIndex={-1} />
            <DrawingPanel
              draftId={props.draftId}
              diagramText={props.preview.diagramText}
              isReadOnly={isReadOnly}
              onText={(text) => setText("scene", text)}
            />
          </TabPanel>
        </Tabs>
        {!isReadOnly && (
          <div className="mt-4 flex flex-wrap items-center gap-4">
            <Button
              type="submit"
              variant={isDirty ? "primary" : "secondary"}
              isPending={props.isSaving}
              disabled={isHydrated && !isDirty}
            >
              Save
            </Button>
            <span role="status" className="text-ink-soft">
              {isDirty
                ? "Unsaved changes"
                : `Saved, ${editing.base.revision === 0 ? "as it was made" : `save ${editing.base.revision}`}`}
            </span>
          </div>
        )}
      </Form>
      <div className="mt-8">
        <IssueList errors={props.preview.errors} warnings={props.preview.warnings} onJump={jump} />
      </div>
    </>
  );
}
