import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Section } from "~/components/ui/section";

/** A titled list of parts of the drawing. */
export function PartList(props: { title: string; empty: string; children: ReactNode[] }) {
  return (
    <Section title={props.title} level={3} size="sm">
      {props.children.length === 0 ? (
        <p className="text-ink-faint">{props.empty}</p>
      ) : (
        <ul className="flex flex-col gap-1.5">{props.children}</ul>
      )}
    </Section>
  );
}

/** Takes one part away; the panel offers to take that back. */
export function RemoveButton(props: { what: string; isDisabled: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Remove ${props.what}`}
      disabled={props.isDisabled}
      onClick={props.onPress}
      className="text-ink-soft hover:text-danger hover:bg-sunken shrink-0 rounded-md p-2 max-sm:p-3"
    >
      <Trash2 aria-hidden className="size-4.5" />
    </button>
  );
}
