import clsx from "clsx";
import { useState } from "react";
import type { ComponentProps } from "react";
import type { DraftFile } from "#domain/authoring/draft-words";
import { useHydrated } from "~/lib/use-hydrated";
import { DraftEditor } from "./draft-editor";
import type { DrawnPreview } from "./preview/drawn-preview";
import { PreviewPanel } from "./preview/preview-panel";
import { useNarrowSide } from "./preview/use-narrow-side";
import type { NarrowSide } from "./preview/use-narrow-side";

const SIDES: { side: NarrowSide; title: string }[] = [
  { side: "files", title: "Edit" },
  { side: "preview", title: "Preview" },
];

/** A draft's files, and beside them what candidates see of the one that is open. */
export function DraftDesk(
  props: Omit<ComponentProps<typeof DraftEditor>, "open" | "onOpen" | "isAside"> & {
    drawn: DrawnPreview;
  },
) {
  const { drawn, ...editor } = props;
  const [open, setOpen] = useState<DraftFile>("problem");
  const [side, setSide] = useNarrowSide();
  const isHydrated = useHydrated();
  return (
    <>
      {isHydrated && (
        <div
          role="group"
          aria-label="Shown side"
          className="border-line-strong mb-4 inline-flex overflow-hidden rounded-md border xl:hidden"
        >
          {SIDES.map(({ side: each, title }) => (
            <button
              key={each}
              type="button"
              aria-pressed={side === each}
              onClick={() => setSide(each)}
              className={clsx(
                "px-5 py-1.5 font-semibold focus-visible:-outline-offset-2",
                side === each ? "bg-accent-soft text-ink" : "text-ink-soft hover:text-ink",
              )}
            >
              {title}
            </button>
          ))}
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div>
          <DraftEditor {...editor} open={open} onOpen={setOpen} isAside={side === "preview"} />
        </div>
        <div className={clsx(isHydrated && side === "files" && "max-xl:hidden")}>
          <PreviewPanel file={open} drawn={drawn} sceneText={editor.editing.texts.scene} />
        </div>
      </div>
    </>
  );
}
