import { Link } from "@remix-run/react";
import type { LinkProps } from "@remix-run/react";
import clsx from "clsx";

/** Underlined where it stands among words; only when pointed at where its place says what it is. */
const LOOKS = {
  plain: "text-accent underline underline-offset-2",
  strong: "text-accent font-semibold underline underline-offset-2",
  /** One of several in a list or table. */
  item: "text-accent underline-offset-2 hover:underline",
  /** The one that names its row. */
  row: "text-accent font-semibold underline-offset-2 hover:underline",
  /** A heading that opens what it names. */
  title: "hover:text-accent underline-offset-4 hover:underline",
  /** To a place on the same page, in a list beside it. */
  contents: "text-ink-soft hover:text-accent underline-offset-2 hover:underline",
  /** Above a page's title, to where one came from. */
  back: "hover:text-ink underline underline-offset-2",
} as const;

export type TextLinkLook = keyof typeof LOOKS;

/** The look of a link in text, for anchors and buttons that are no Link of the router. */
export function textLinkStyle(look: TextLinkLook, className?: string): string {
  return clsx(LOOKS[look], className);
}

/** A link in text; one that looks like a button is a ButtonLink. */
export function TextLink({
  look = "plain",
  className,
  ...rest
}: LinkProps & { look?: TextLinkLook; className?: string }) {
  return <Link {...rest} className={textLinkStyle(look, className)} />;
}
