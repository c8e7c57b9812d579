import { useMemo } from "react";
import { LazyBoard } from "~/components/report/lazy-board";
import { WorkedSolution } from "~/components/report/worked-solution";
import { readSceneFile } from "#domain/diagram/scene-file";
import type { DrawnPart } from "#domain/diagram/name-parts";

/** The worked solution as it stands behind a report. */
export function SolutionPreview(props: {
  html: string;
  sceneText: string;
  /** Null where the drawing can't be read. */
  parts: DrawnPart[] | null;
  curveball: { text: string; handling: string } | null;
}) {
  const { sceneText, parts } = props;
  const scene = useMemo(() => readSceneFile(sceneText), [sceneText]);
  return (
    <WorkedSolution
      board={
        scene === null ? (
          <Words>The drawing is not an Excalidraw file.</Words>
        ) : scene.elements.length === 0 ? (
          <Words>Nothing is drawn yet.</Words>
        ) : (
          // The canvas takes its drawing once: another one needs another canvas.
          <LazyBoard key={sceneText} scene={scene} />
        )
      }
      parts={parts ?? []}
      html={props.html}
      curveball={props.curveball}
    />
  );
}

function Words(props: { children: string }) {
  return (
    <p className="text-ink-soft flex h-full items-center justify-center p-4">{props.children}</p>
  );
}
