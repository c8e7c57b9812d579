import { useRef, useState } from "react";
import { OutlineError } from "#domain/drawing/outline/outline";
import type { Flow } from "#domain/drawing/outline/outline";
import { extendDrawing } from "#domain/drawing/edit/extend-drawing";
import { isMermaid, readMermaid } from "#domain/drawing/edit/from-mermaid";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Textarea } from "~/components/ui/textarea";
import type { PartProps } from "./part-props";
import { randomChance } from "./random-chance";

const EXAMPLE = "Customer -> Gateway: question\nGateway -> Retriever -> LLM: best 6";

/** Lines, or a Mermaid flowchart, that are added to the drawing. */
export function LinesForm({
  elements,
  isReadOnly,
  flow,
  onApply,
}: Omit<PartProps, "onRemove"> & { flow: () => Flow }) {
  const [lines, setLines] = useState("");
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);

  function add(): void {
    try {
      const chart = isMermaid(lines) ? readMermaid(lines) : null;
      const outline = chart?.outline ?? lines;
      const extension = extendDrawing(elements, outline, randomChance, flow());
      // A flowchart is written as an outline first, whose lines nobody sees.
      const wrong = chart
        ? [...chart.errors.map(sayOf), ...extension.errors.map(({ reason }) => `${reason}.`)]
        : extension.errors.map(sayOf);
      const { changed, boxes, arrows, notices } = extension;
      const isNew = boxes + arrows > 0;
      if (isNew || wrong.length === 0)
        onApply(
          changed,
          [isNew ? `Added ${describe(boxes, arrows)}.` : "Everything is already drawn."]
            .concat(notices)
            .join(" "),
        );
      setError(wrong.length === 0 ? null : [...summarize(wrong), restOf(isNew)].join(" "));
      if (wrong.length === 0 && isNew) setLines("");
      // The lines stay for as long as one is wrong: what is drawn is not drawn twice.
      if (wrong.length > 0) selectLine(field.current, (chart ?? extension).errors[0]?.line);
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
          hint="One arrow or one chain per line. A name already on the canvas means that box. A Mermaid flowchart works too."
          errors={error === null ? undefined : [error]}
        >
          <Textarea
            ref={field}
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
        <summary className="max-sm:py-2.5">More you can write</summary>
        <ul className="mt-1 flex list-disc flex-col gap-0.5 pl-5">
          <li>
            <code>A -&gt; B -&gt; C: label</code>: a chain; the label is the last arrow’s
          </li>
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

const MAX_SHOWN_ERRORS = 4;

function sayOf({ line, reason }: OutlineError): string {
  return `Line ${line}: ${reason}.`;
}

function summarize(wrong: readonly string[]): string[] {
  const more = wrong.length - MAX_SHOWN_ERRORS;
  return [...wrong.slice(0, MAX_SHOWN_ERRORS), ...(more > 0 ? [`And ${more} more.`] : [])];
}

function restOf(isNew: boolean): string {
  return isNew ? "The other lines were drawn." : "Nothing was drawn.";
}

/** Marks the line that is to be put right. */
function selectLine(field: HTMLTextAreaElement | null, line: number | undefined): void {
  if (!field || line === undefined) return;
  const before = field.value
    .split("\n")
    .slice(0, line - 1)
    .join("\n").length;
  const from = line === 1 ? 0 : before + 1;
  const end = field.value.indexOf("\n", from);
  field.focus();
  field.setSelectionRange(from, end < 0 ? field.value.length : end);
}

function describe(boxes: number, arrows: number): string {
  const parts = [
    ...(boxes > 0 ? [`${boxes} component${boxes === 1 ? "" : "s"}`] : []),
    ...(arrows > 0 ? [`${arrows} connection${arrows === 1 ? "" : "s"}`] : []),
  ];
  return parts.join(" and ");
}
