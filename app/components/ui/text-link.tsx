import { Link } from "@remix-run/react";
import type { LinkProps } from "@remix-run/react";
import clsx from "clsx";

/**
 * `plain` stands in running text and `strong` by itself; `row` names the row of a table or list,
 * `title` the card that it opens; `back` leads from above a page's title to where one came from.
 */
export type TextLinkLook = "plain" | "strong" | "row" | "title" | "back";

const LOOKS: Record<TextLinkLook, string> = {
  plain: "text-accent underline underline-offset-2",
  strong: "text-accent font-semibold underline underline-offset-2",
  row: "text-accent font-semibold underline-offset-2 hover:underline",
  title: "hover:text-accent underline-offset-4 hover:underline",
  back: "hover:text-ink underline underline-offset-2",
};

/** The look of a link in text, for an anchor that is no Link of the router. */
export function textLinkStyle(look: TextLinkLook = "plain"): string {
  return LOOKS[look];
}

/** A link in text; one that looks like a button is a ButtonLink. */
export function TextLink({
  look = "plain",
  className,
  ...rest
}: LinkProps & { look?: TextLinkLook; className?: string }) {
  return <Link {...rest} className={clsx(LOOKS[look], className)} />;
}
