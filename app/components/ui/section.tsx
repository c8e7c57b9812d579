import clsx from "clsx";
import { createElement, useId } from "react";
import type { ReactNode } from "react";

/** How loud the heading is: what it is under decides its level, not its size. */
export type HeadingSize = "sm" | "md" | "lg" | "xl";

const SIZES: Record<HeadingSize, string> = {
  sm: "font-semibold",
  md: "text-lg font-bold",
  lg: "text-xl font-bold",
  xl: "text-2xl font-bold",
};

type SectionProps = {
  title: ReactNode;
  /** Of the heading, in the outline of the page. */
  level?: 2 | 3 | 4;
  size?: HeadingSize;
  /** A sentence under the heading. */
  intro?: ReactNode;
  /** A line above it, where parts of a page follow each other. */
  isRuled?: boolean;
  /** Where a link can lead. */
  id?: string;
  className?: string;
  children: ReactNode;
};

/** A part of a page with its heading, which names it for screen readers too. */
export function Section({ level = 2, size = "lg", ...props }: SectionProps) {
  const titleId = useId();
  const hasIntro = props.intro !== undefined;
  const heading = { id: titleId, className: clsx(hasIntro ? "mb-1" : "mb-3", SIZES[size]) };
  return (
    <section
      id={props.id}
      aria-labelledby={titleId}
      className={clsx(props.isRuled && "border-line border-t pt-6", props.className)}
    >
      {createElement(`h${level}`, heading, props.title)}
      {hasIntro && <p className="text-ink-soft mb-4">{props.intro}</p>}
      {props.children}
    </section>
  );
}
