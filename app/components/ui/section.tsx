import clsx from "clsx";
import { useId } from "react";
import type { ReactNode } from "react";

/** The looks of headings. */
const SIZES = {
  xs: "text-ink-soft text-sm font-semibold",
  sm: "mb-2 font-semibold",
  md: "mb-2 text-lg font-bold",
  lg: "mb-3 text-xl font-bold",
  xl: "mb-3 text-heading font-bold",
  "2xl": "mb-4 text-2xl font-bold",
};

/** A part of a page under its heading, which names it for screen readers too. */
export function Section(props: {
  title: ReactNode;
  /** Its place in the outline of the page. */
  level?: 2 | 3 | 4;
  /** How loud it is. */
  size?: keyof typeof SIZES;
  /** A sentence under the heading, on what is here. */
  intro?: ReactNode;
  /** A line above it, as between parts that follow each other. */
  isRuled?: boolean;
  /** Where a link leads. */
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  const { size = "lg", level = 2, intro, isRuled, id, children } = props;
  const titleId = useId();
  const Heading = `h${level}` as const;
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className={clsx(
        isRuled && "border-line border-t",
        isRuled && (size.endsWith("xl") ? "pt-8" : "pt-6"),
        id && "scroll-mt-4",
        props.className,
      )}
    >
      <Heading id={titleId} className={SIZES[size]}>
        {props.title}
      </Heading>
      {intro && <p className="text-ink-soft -mt-1.5 mb-4 max-w-prose">{intro}</p>}
      {children}
    </section>
  );
}
