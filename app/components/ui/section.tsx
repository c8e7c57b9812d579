import clsx from "clsx";
import { useId } from "react";
import type { ReactNode } from "react";

/** The looks of headings, each with the room under it. */
const SIZES = {
  xs: { text: "text-ink-soft text-sm font-semibold", gap: "" },
  sm: { text: "font-semibold", gap: "mb-2" },
  md: { text: "text-lg font-bold", gap: "mb-2" },
  lg: { text: "text-xl font-bold", gap: "mb-3" },
  xl: { text: "text-heading font-bold", gap: "mb-3" },
  "2xl": { text: "text-2xl font-bold", gap: "mb-4" },
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
  const { size = "lg", level = 2, intro } = props;
  const titleId = useId();
  const Heading = `h${level}` as const;
  const isLarge = size === "xl" || size === "2xl";
  return (
    <section
      id={props.id}
      aria-labelledby={titleId}
      className={clsx(
        props.isRuled && ["border-line border-t", isLarge ? "pt-8" : "pt-6"],
        props.id !== undefined && "scroll-mt-4",
        props.className,
      )}
    >
      <Heading
        id={titleId}
        className={clsx(SIZES[size].text, intro === undefined ? SIZES[size].gap : "mb-1")}
      >
        {props.title}
      </Heading>
      {intro !== undefined && <p className="text-ink-soft mb-4 max-w-prose">{intro}</p>}
      {props.children}
    </section>
  );
}
