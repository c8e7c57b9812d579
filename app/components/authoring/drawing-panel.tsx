import { Maximize2, Minimize2 } from "lucide-react";
import { useMemo, useState } from "react";
import type { ChangeEvent } from "react";
import clsx from "clsx";
import { diagramToText } from "#domain/diagram/diagram-to-text";
import { readDiagram } from "#domain/diagram/read-diagram";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Section } from "~/components/ui/section";
import { EMPTY_SCENE_FILE, readSceneFile } from "#domain/diagram/scene-file";
import { DrawingCanvas } from "./drawing-canvas";

export type DrawingPanelProps = {
  /** The drawing as the text of an Excalidraw file. */
  text: string;
  /** As it stands saved: the way back. */
  savedText: string;
  /** Counts how often `text` came from elsewhere than this panel. */
  taken: number;
  isReadOnly: boolean;
  onText: (text: string) => void;
};

/**
 * A drawing that belongs to a text: drawn on the canvas or put in as a file, with what the diagram
 * reader makes of it below. It comes with the page's form, so nothing is saved here.
 */
export default function DrawingPanel(props: DrawingPanelProps) {
  const { text, savedText, taken, isReadOnly, onText } = props;
  /** Canvases put in so far: another file needs a new one, the own strokes don't. */
  const [puts, setPuts] = useState(0);
  const [isLarge, setIsLarge] = useState(false);
  const scene = useMemo(() => readSceneFile(text), [text]);
  const reading = useMemo(() => scene && diagramToText(readDiagram(scene)), [scene]);

  function put(next: string) {
    onText(next);
    setPuts((before) => before + 1);
  }
  async function takeFile(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) put(await file.text());
  }

  return (
    <div className="flex flex-col gap-6 pt-4">
      <div
        className={clsx(
          "border-line-strong bg-surface flex flex-col overflow-hidden border",
          isLarge ? "fixed inset-0 z-40" : "h-[36rem] max-h-[80dvh] rounded-md",
        )}
      >
        <div className="border-line flex items-center justify-between gap-3 border-b px-3 py-1">
          <span className="text-ink-soft text-small">
            Connect every arrow at both ends, and write every label inside its box
          </span>
          <Button variant="quiet" size="sm" onClick={() => setIsLarge(!isLarge)}>
            {isLarge ? (
              <Minimize2 aria-hidden className="size-4" />
            ) : (
              <Maximize2 aria-hidden className="size-4" />
            )}
            {isLarge ? "Back to the page" : "Full window"}
          </Button>
        </div>
        <div className="min-h-0 flex-1">
          {scene === null ? (
            <div className="p-4">
              <Callout tone="danger" title="This is not an Excalidraw file">
                <Button onClick={() => put(EMPTY_SCENE_FILE)}>Start an empty drawing</Button>
              </Callout>
            </div>
          ) : (
            <DrawingCanvas
              key={`${taken} ${puts}`}
              scene={scene}
              isReadOnly={isReadOnly}
              onText={onText}
            />
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        {!isReadOnly && (
          <Field label="Upload a drawing" hint="An .excalidraw file. It replaces this drawing.">
            <Input
              type="file"
              accept=".excalidraw,.json,application/json"
              onChange={(event) => void takeFile(event)}
              className="py-1.5"
            />
          </Field>
        )}
        {text !== savedText && !isReadOnly && (
          <Button onClick={() => put(savedText)}>Revert to the saved drawing</Button>
        )}
      </div>
      {reading !== null && (
        <Section title="How the diagram reader sees it" level={3} size="sm">
          <pre
            // A region that scrolls must be reachable by keyboard.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-label="The drawing in words"
            className="border-line bg-surface text-fine max-h-[28rem] overflow-auto rounded-md border p-3 font-mono leading-5"
          >
            {reading}
          </pre>
        </Section>
      )}
    </div>
  );
}
