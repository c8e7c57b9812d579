import { useId } from "react";
import type { ReactNode } from "react";

/** One thing of a page that can be looked at or changed by itself. */
export function PersonPart(props: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line border-t pt-5">
      <h2 id={id} className="mb-3 text-xl font-bold">
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}
