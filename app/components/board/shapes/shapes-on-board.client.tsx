import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useCallback, useEffect, useState } from "react";
import { insertShape } from "#domain/drawing/edit/insert-shape";
import { parseScene } from "#domain/diagram/parse-scene";
import { MAX_ELEMENTS } from "#domain/diagram/scene.schema";
import { edit, isInView, show } from "../board-actions.client";
import { measureCovered, middleOfView, toScenePoint } from "../board-frame";
import { takeScene } from "../incoming/take-in.client";
import { randomChance } from "../text/random-chance";
import { useSelectedBox } from "../use-drawn";
import { findChoices, SHAPE_TYPE } from "./choices";
import type { Choice } from "./choices";
import { deleteLibrary, listLibraries } from "./own-libraries";
import type { OwnLibrary } from "./own-libraries";
import ShapePanel from "./shape-panel";

type Point = { x: number; y: number };

/** The shape library at work on a canvas. */
export default function ShapesOnBoard(props: {
  api: ExcalidrawImperativeAPI;
  frame: HTMLElement;
  isReadOnly: boolean;
  /** Counts the libraries that were opened on this page. */
  libraryVersion: number;
  onFile: (file: File) => void;
  onSay: (message: string, undo?: () => void) => void;
  onClose: () => void;
}) {
  const { api, frame, isReadOnly, onSay } = props;
  const [libraries, setLibraries] = useLibraries(props.libraryVersion);
  const [message, setMessage] = useState("");
  const selected = useSelectedBox(api, true);

  const insert = useCallback(
    (choice: Choice, place: { at: Point; isExact?: boolean; nextTo?: string | null }) => {
      if (choice.item) {
        const scene = { elements: choice.item.elements, files: {} };
        takeScene(scene, [], choice.name, { api, middle: place.at, say: onSay });
        return;
      }
      if (api.getSceneElements().length + 2 > MAX_ELEMENTS) {
        setMessage(`A drawing can have ${MAX_ELEMENTS} elements, and this one is full.`);
        return;
      }
      const { elements } = parseScene({ elements: [...api.getSceneElements()] }).scene;
      const { changed, boxId } = insertShape(elements, choice.shape, place, randomChance);
      edit(api, changed, { select: [boxId] });
      if (!isInView(api, [boxId], measureCovered(frame))) show(api, [boxId], measureCovered(frame));
      setMessage(`Added ${choice.name}${place.nextTo ? ", with an arrow" : ""}.`);
    },
    [api, frame, onSay],
  );

  useEffect(() => {
    function takeDrop(event: DragEvent): void {
      const key = event.dataTransfer?.getData(SHAPE_TYPE) ?? "";
      const choices = findChoices("", libraries).flatMap((group) => group.choices);
      const choice = choices.find((known) => known.key === key);
      if (choice === undefined || isReadOnly) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const at = toScenePoint(api, { x: event.clientX, y: event.clientY });
      insert(choice, { at, isExact: true });
    }
    frame.addEventListener("drop", takeDrop, { capture: true });
    return () => frame.removeEventListener("drop", takeDrop, { capture: true });
  }, [api, frame, isReadOnly, libraries, insert]);

  return (
    <ShapePanel
      joinTo={selected?.label ?? null}
      libraries={libraries}
      isReadOnly={isReadOnly}
      message={message}
      onInsert={(choice, isJoined) =>
        insert(choice, {
          at: toScenePoint(api, middleOfView(frame)),
          nextTo: isJoined ? (selected?.id ?? null) : null,
        })
      }
      onOpenFile={props.onFile}
      onRemoveLibrary={(name) => {
        void deleteLibrary(name).then(setLibraries);
        setMessage(`Removed the library ${name}. What you drew with it stays.`);
      }}
      onClose={props.onClose}
    />
  );
}

function useLibraries(version: number): [OwnLibrary[], (libraries: OwnLibrary[]) => void] {
  const [libraries, setLibraries] = useState<OwnLibrary[]>([]);
  useEffect(() => {
    let isStale = false;
    void listLibraries().then((known) => {
      if (!isStale) setLibraries(known);
    });
    return () => {
      isStale = true;
    };
  }, [version]);
  return [libraries, setLibraries];
}
