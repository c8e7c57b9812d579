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
      title={`${props.savedBy} saved this draft while you were writing (save ${props.revision})`}
      className="mb-6"
    >
      <p>
        Yours is not saved, and still in the editor. Below is how it differs from what stands: lines
        taken out are theirs, lines added are yours.
      </p>
      <div className="my-4 flex flex-wrap gap-2">
        <Button type="submit" form="draft-form" name="intent" value="save">
          Save mine over it
        </Button>
        <Button onClick={props.onTakeTheirs}>Take theirs, drop mine</Button>
      </div>
      <DiffView diffs={props.diffs} />
    </Callout>
  );
}
