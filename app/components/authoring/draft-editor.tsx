import { Form } from "@remix-run/react";
import clsx from "clsx";
import { useCallback, useMemo, useRef, useState } from "react";
import type { RefObject } from "react";
import type { DraftFile } from "#domain/authoring/draft-words";
import { Button } from "~/components/ui/button";
import { Tab, TabList, TabPanel, Tabs } from "~/components/ui/tabs";
import { textLinkStyle } from "~/components/ui/text-link";
import { useHydrated } from "~/lib/use-hydrated";
import { CodeEditor } from "./code-editor";
import type { CodeEditorHandle } from "./code-editor";
import type { LineIssue } from "./code-mirror/mount-editor.client";
import type { CodeLanguage } from "./code-mirror/languages";
import { IssueList } from "./issue-list";
import { LazyDrawing } from "./lazy-drawing";
import { useSaveKey } from "./use-save-key";
import type { DraftEditing } from "./use-draft-texts";
import type { DraftPreview } from "#server/authoring/get-draft";

const FORM_ID = "draft-form";
const TITLES: Record<DraftFile, string> = {
  problem: "problem.md",
  solution: "solution.md",
  rubric: "Rubric",
  scene: "Drawing",
};
const LANGUAGES: Record<TextFile, CodeLanguage> = {
  problem: "markdown",
  solution: "markdown",
  rubric: "yaml",
};
const TEXT_FILES = ["problem", "solution", "rubric"] as const;
type TextFile = (typeof TEXT_FILES)[number];

/** The files of a draft side by side in tabs, one save for all, and what the checks say of them. */
export function DraftEditor(props: {
  draftId: string;
  editing: DraftEditing;
  /** What a save names: the standing one, once the author chose to save over it. */
  revision: number;
  preview: Pick<DraftPreview, "errors" | "warnings">;
  isReadOnly: boolean;
  isSaving: boolean;
  /** The file that is shown. */
  open: DraftFile;
  onOpen: (file: DraftFile) => void;
  /** In a narrow window only the tabs and the save stay: the preview has the place. */
  isAside: boolean;
}) {
  const { editing, isReadOnly, open } = props;
  const aside = props.isAside ? "max-xl:hidden" : undefined;
  const { texts, taken, setText, isDirty } = editing;
  const isHydrated = useHydrated();
  const [isDrawingWanted, setIsDrawingWanted] = useState(false);
  const issues = useLineIssues(props.preview);
  const setScene = useCallback((text: string) => setText("scene", text), [setText]);
  const form = useRef<HTMLFormElement>(null);
  const editors: Record<TextFile, RefObject<CodeEditorHandle>> = {
    problem: useRef(null),
    solution: useRef(null),
    rubric: useRef(null),
  };

  function show(file: DraftFile) {
    props.onOpen(file);
    if (file === "scene") setIsDrawingWanted(true);
  }

  function jump(file: DraftFile, line: number | null) {
    show(file);
    if (file === "scene") return;
    // The tab is shown first: a hidden text area takes no focus.
    requestAnimationFrame(() => editors[file].current?.jumpTo(line ?? 1));
  }

  useSaveKey(() => {
    if (isDirty && !isReadOnly && !props.isSaving) form.current?.requestSubmit();
  });

  return (
    <>
      <Tabs value={open} onValueChange={(value) => show(value as DraftFile)}>
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
          <TabPanel key={file} value={file} forceMount className={clsx("pt-4", aside)}>
            <CodeEditor
              ref={editors[file]}
              form={FORM_ID}
              name={file}
              label={TITLES[file]}
              language={LANGUAGES[file]}
              value={texts[file]}
              taken={taken}
              onText={(text) => setText(file, text)}
              issues={issues[file]}
              isReadOnly={isReadOnly}
            />
          </TabPanel>
        ))}
        <TabPanel value="scene" forceMount className={aside}>
          <LazyDrawing
            isWanted={isDrawingWanted}
            text={texts.scene}
            savedText={editing.base.texts.scene}
            taken={taken}
            isReadOnly={isReadOnly}
            onText={setScene}
          />
          <a
            href={`/admin/drafts/${props.draftId}/drawing`}
            download="solution.excalidraw"
            className={textLinkStyle("plain", "mt-4 inline-block")}
          >
            Download the saved drawing
          </a>
        </TabPanel>
      </Tabs>
      {/* Apart from the canvas, which has buttons and fields of its own. */}
      <Form id={FORM_ID} ref={form} method="post" encType="multipart/form-data" preventScrollReset>
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="revision" value={props.revision} />
        <textarea name="scene" value={texts.scene} readOnly hidden aria-hidden tabIndex={-1} />
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
                : `Saved${editing.base.revision === 0 ? "" : ` (revision ${editing.base.revision})`}`}
            </span>
          </div>
        )}
      </Form>
      <div className={clsx("mt-8", aside)}>
        <IssueList errors={props.preview.errors} warnings={props.preview.warnings} onJump={jump} />
      </div>
    </>
  );
}

/** What the checks say of each text, at its lines. What has no line stands in the list only. */
function useLineIssues({
  errors,
  warnings,
}: Pick<DraftPreview, "errors" | "warnings">): Record<TextFile, LineIssue[]> {
  return useMemo(() => {
    const of = (file: TextFile): LineIssue[] =>
      [
        ...errors.map((issue) => ({ ...issue, severity: "error" as const })),
        ...warnings.map((issue) => ({ ...issue, severity: "warning" as const })),
      ].flatMap(({ draftFile, line, field, message, severity }) =>
        draftFile === file && line !== null
          ? [{ line, severity, message: field === "" ? message : `${field}: ${message}` }]
          : [],
      );
    return { problem: of("problem"), solution: of("solution"), rubric: of("rubric") };
  }, [errors, warnings]);
}
