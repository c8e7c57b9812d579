import type { RefObject } from "react";
import type { BoardHandle } from "~/components/board/board.client";
import { CloseButton } from "~/components/ui/close-button";
import { SidePanel } from "~/components/ui/side-panel";
import type { Reading } from "./read-drawing";
import { ReadingPanel } from "./reading-panel";

/** The panel with the reading in full; empty until there is a reading. */
export default function ReadingDock(props: {
  reading: Reading | null;
  board: RefObject<BoardHandle>;
  isReadOnly: boolean;
  onClose: () => void;
}) {
  const { reading } = props;
  return (
    <SidePanel label="What the grader reads" onClose={props.onClose}>
      <div className="border-line flex items-center justify-between gap-4 border-b py-2 pr-2 pl-4">
        <h2 className="font-semibold">What the grader reads</h2>
        <CloseButton label="Close the reading" onPress={props.onClose} />
      </div>
      {reading && (
        <ReadingPanel reading={reading} board={props.board} isReadOnly={props.isReadOnly} />
      )}
    </SidePanel>
  );
}
