import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useEffect, useMemo, useState } from "react";
import type { RefObject } from "react";
import { keepWhatFits } from "#domain/drawing/edit/add-scene";
import { MAX_ELEMENTS } from "#domain/diagram/scene.schema";
import type { SceneNotice } from "#domain/diagram/parse-scene";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { middleOfView, toScenePoint } from "./board-frame";
import { classify, describeDropped } from "./incoming/classify";
import { guardIncoming } from "./incoming/guard-incoming";
import type { Guarded } from "./incoming/guard-incoming";

export type IncomingControl = {
  /** Counts the libraries that were opened on this page. */
  libraryVersion: number;
  takeFile: (file: File) => void;
  /** What of copied elements the canvas still takes; says what it does not. */
  fit: (elements: SceneElement[], dropped: readonly SceneNotice[]) => SceneElement[];
};

/** Everything that comes onto the canvas from elsewhere, by paste, drop or as a file. */
export function useIncoming(board: {
  api: ExcalidrawImperativeAPI | null;
  frame: RefObject<HTMLElement>;
  isReadOnly: boolean;
  onSay: (message: string, undo?: () => void) => void;
  /** A library came: its shapes are to be shown. */
  onLibrary: () => void;
}): IncomingControl {
  const { api, frame, isReadOnly, onSay, onLibrary } = board;
  const [libraryVersion, setLibraryVersion] = useState(0);
  const take = useMemo(() => {
    return async ({ incoming, at }: Guarded): Promise<void> => {
      const element = frame.current;
      if (api === null || element === null) return;
      if (isReadOnly) return onSay("The drawing can't be changed anymore.");
      const { takeIn } = await import("./incoming/take-in.client");
      const middle = toScenePoint(api, at ?? middleOfView(element));
      await takeIn(incoming, {
        api,
        middle,
        say: onSay,
        onLibrary: () => {
          setLibraryVersion((version) => version + 1);
          onLibrary();
        },
      });
    };
  }, [api, frame, isReadOnly, onSay, onLibrary]);

  useEffect(() => {
    if (frame.current) return guardIncoming(frame.current, (guarded) => void take(guarded));
  }, [frame, take]);

  return useMemo(
    () => ({
      libraryVersion,
      takeFile(file) {
        const incoming = classify({ files: [file], text: "" });
        if (incoming) void take({ incoming, at: null });
      },
      fit(elements, dropped) {
        const present = api?.getSceneElements().length ?? 0;
        const { kept, leftOut } = keepWhatFits(present, elements);
        if (leftOut > 0)
          onSay(
            `${leftOut} of ${elements.length} elements didn't fit: a drawing can have ${MAX_ELEMENTS}, and this one had ${present}.`,
          );
        if (dropped.length > 0) onSay(describeDropped(dropped));
        return kept;
      },
    }),
    [api, libraryVersion, onSay, take],
  );
}
