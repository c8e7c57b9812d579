import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useId, useState } from "react";
import type { Diagram } from "#server/diagram/diagram.schema";
import type { Session } from "~/lib/saving/open-session";

/** Reading a drawing of hundreds of elements takes a while: it waits for a pause. */
const READ_AFTER_MS = 600;

/**
 * The drawing as the grader will read it, live: components, connections, and what it can't read, so
 * that an unlabelled box or a loose arrow is seen in time.
 */
export function GraderReads(props: { session: Session | null; drawingVersion: number }) {
  const [isOpen, setIsOpen] = useState(false);
  const diagram = useDiagram(props.session, props.drawingVersion);
  const id = useId();
  const Chevron = isOpen ? ChevronDown : ChevronUp;
  return (
    <section aria-label="What the grader reads" className="bg-surface border-line border-t">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        className="hover:bg-sunken flex w-full items-center gap-2 px-4 py-1.5 text-left text-[0.9375rem] focus-visible:-outline-offset-2"
      >
        <span className="font-semibold">What the grader reads</span>
        <span className="text-ink-soft min-w-0 flex-1 truncate">
          {diagram && summarise(diagram)}
        </span>
        <Chevron aria-hidden className="text-ink-faint size-4.5" />
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen && diagram && <Reading diagram={diagram} />}
      </div>
    </section>
  );
}

function useDiagram(session: Session | null, drawingVersion: number): Diagram | null {
  const [diagram, setDiagram] = useState<Diagram | null>(null);
  useEffect(() => {
    if (session === null) return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const { readDiagram } = await import("#server/diagram/read-diagram");
      if (!isStale)
        setDiagram(readDiagram({ elements: [...session.state.elements.values()], files: {} }));
    }, READ_AFTER_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [session, drawingVersion]);
  return diagram;
}

function summarise({ counts }: Diagram): string {
  if (counts.nodes + counts.edges + counts.unreadable + counts.annotations === 0)
    return "nothing drawn yet";
  const parts = [
    plural(counts.nodes, "component"),
    plural(counts.edges, "connection"),
    ...(counts.unreadable > 0 ? [`${counts.unreadable} not readable`] : []),
  ];
  return parts.join(" · ");
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const ARROWS = { forward: "→", both: "↔", none: "–" } as const;

function Reading({ diagram }: { diagram: Diagram }) {
  const names = new Map(
    [...diagram.nodes, ...diagram.containers].map(({ id, label }) => [id, label || "(no label)"]),
  );
  const nameOf = (id: string | null) => (id === null ? "(nothing)" : (names.get(id) ?? id));
  const columns = [
    {
      title: "Components",
      lines: diagram.nodes.map(
        ({ label, kind }) =>
          `${label || "(no label)"}${kind ? `: ${kind.replaceAll("_", " ")}` : ""}`,
      ),
    },
    {
      title: "Connections",
      lines: diagram.edges.map(
        ({ from, to, direction, label }) =>
          `${nameOf(from)} ${ARROWS[direction]} ${nameOf(to)}${label ? `: ${label}` : ""}`,
      ),
    },
    {
      title: "Not readable",
      lines: diagram.unreadable.map(({ what }) => what),
    },
  ];
  return (
    <div
      role="region"
      aria-label="Reading of the drawing"
      // Scrolled by keyboard, it needs to be reachable.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="border-line grid max-h-56 gap-x-6 gap-y-3 overflow-y-auto border-t px-4 py-3 sm:grid-cols-3"
    >
      {columns.map(({ title, lines }) => (
        <div key={title}>
          <h3 className="text-ink-soft text-sm font-semibold">{title}</h3>
          {lines.length === 0 ? (
            <p className="text-ink-faint text-[0.9375rem]">none</p>
          ) : (
            <ul className="text-[0.9375rem]">
              {lines.map((line, index) => (
                <li key={`${index} ${line}`} className="break-words">
                  {line}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </div>
  );
}
