import type { TextDiff } from "#server/authoring/get-version-diff";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { DiffView } from "./diff-view";

/** Somebody saved in between: both texts are there, and the author says which goes on. */
export function SaveConflict(props: {
  savedBy: string;
  revision: number;
  diffs: readonly TextDiff[];
  onTakeTheirs: () => void;
}) {
  return (
    <Callout
      tone="warn"
      role="alert"
      title={`${props.savedBy} saved this draft while you were writing (revision ${props.revision})`}
      className="mb-6"
    >
      <p>
        Yours isn’t saved yet. It is still in the editor. Below, removed lines are theirs and added
        lines are yours.
      </p>
      <div className="my-4 flex flex-wrap gap-2">
        <Button type="submit" form="draft-form" name="intent" value="save">
          Overwrite with mine
        </Button>
        <Button onClick={props.onTakeTheirs}>Keep theirs, discard mine</Button>
      </div>
      <DiffView diffs={props.diffs} />
    </Callout>
  );
}
