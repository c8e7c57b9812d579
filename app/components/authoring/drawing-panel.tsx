import type { ChangeEvent } from "react";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";

/** The solution's drawing comes and goes as a file; what the diagram reader makes of it is the check. */
export function DrawingPanel(props: {
  draftId: string;
  diagramText: string | null;
  isReadOnly: boolean;
  onText: (text: string) => void;
}) {
  async function takeFile(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    if (file) props.onText(await file.text());
  }
  return (
    <div className="flex flex-col gap-6 pt-4">
      <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
        {!props.isReadOnly && (
          <Field
            label="Put in another drawing"
            hint="An .excalidraw file. It is saved with the draft."
          >
            <Input
              type="file"
              accept=".excalidraw,.json,application/json"
              onChange={(event) => void takeFile(event)}
              className="py-1.5"
            />
          </Field>
        )}
        <a
          href={`/admin/drafts/${props.draftId}/drawing`}
          download="solution.excalidraw"
          className="text-accent py-2 underline underline-offset-2"
        >
          Download the saved drawing
        </a>
      </div>
      <section aria-labelledby="reader-title">
        <h3 id="reader-title" className="mb-2 font-semibold">
          What the diagram reader makes of it
        </h3>
        {props.diagramText === null ? (
          <Callout tone="danger">This is not an Excalidraw file.</Callout>
        ) : (
          <pre
            // A region that scrolls must be reachable by keyboard.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-label="The drawing in words"
            className="border-line bg-surface max-h-[28rem] overflow-auto rounded-md border p-3 font-mono text-[0.8125rem] leading-5"
          >
            {props.diagramText}
          </pre>
        )}
      </section>
    </div>
  );
}
