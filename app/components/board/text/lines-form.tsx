import { useState } from "react";
import { OutlineError } from "#domain/drawing/outline/outline";
import { extendDrawing } from "#domain/drawing/edit/extend-drawing";
import { fromMermaid, isMermaid } from "#domain/drawing/edit/from-mermaid";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Textarea } from "~/components/ui/textarea";
import type { PartProps } from "./part-props";
import { randomChance } from "./random-chance";

const EXAMPLE = "Customer -> Gateway: question\nGateway -> Retriever\nRetriever -> LLM: best 6";

/** Lines, or a Mermaid flowchart, that are added to the drawing. */
export function LinesForm({ elements, isReadOnly, onApply }: Omit<PartProps, "onRemove">) {
  const [lines, setLines] = useState("");
  const [error, setError] = useState<string | null>(null);

  function add(): void {
    try {
      const outline = isMermaid(lines) ? fromMermaid(lines) : lines;
      const { changed, boxes, arrows } = extendDrawing(elements, outline, randomChance);
      const isNew = boxes + arrows > 0;
      onApply(changed, isNew ? `Added ${describe(boxes, arrows)}.` : "All of it is drawn already.");
      setError(null);
      if (isNew) setLines("");
    } catch (error) {
      if (!(error instanceof OutlineError)) throw error;
      setError(`${error.message}. Nothing was drawn.`);
    }
  }

  return (
    <form
      className="flex flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div className="w-full">
        <Field
          label="Lines"
          hint="One arrow a line. A name that is on the canvas means that box. A Mermaid flowchart works too."
          errors={error === null ? undefined : [error]}
        >
          <Textarea
            // Opened to write in it.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            rows={6}
            spellCheck={false}
            value={lines}
            readOnly={isReadOnly}
            placeholder={EXAMPLE}
            onChange={(event) => setLines(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) add();
            }}
            className="font-mono text-sm"
          />
        </Field>
      </div>
      <Button type="submit" variant="primary" disabled={isReadOnly || lines.trim() === ""}>
        Add to the drawing
      </Button>
      <details className="text-ink-soft text-small">
        <summary>More that can be written</summary>
        <ul className="mt-1 flex list-disc flex-col gap-0.5 pl-5">
          <li>
            <code>A &lt;-&gt; B</code>, <code>A -- B</code>: both ways, no heads
          </li>
          <li>
            <code>Cache [store]</code>, <code>Safe? [decision]</code>, <code>Agent [person]</code>
          </li>
          <li>
            <code>Serving {"{"}</code> … <code>{"}"}</code>: a boundary around the lines between
          </li>
        </ul>
      </details>
    </form>
  );
}

function describe(boxes: number, arrows: number): string {
  const parts = [
    ...(boxes > 0 ? [`${boxes} component${boxes === 1 ? "" : "s"}`] : []),
    ...(arrows > 0 ? [`${arrows} connection${arrows === 1 ? "" : "s"}`] : []),
  ];
  return parts.join(" and ");
}
