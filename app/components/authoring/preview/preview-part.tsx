import { useId } from "react";
import type { ReactNode } from "react";

/** A part of a preview under its title, with when or where candidates meet it. */
export function PreviewPart(props: { title: string; when: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line mt-10 border-t pt-6">
      <h3 id={id} className="text-lg font-bold">
        {props.title}
      </h3>
      <p className="text-ink-soft text-small mb-4">{props.when}</p>
      {props.children}
    </section>
  );
}
