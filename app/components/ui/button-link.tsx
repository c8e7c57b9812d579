import { Link } from "@remix-run/react";
import type { LinkProps } from "@remix-run/react";
import clsx from "clsx";
import { buttonStyle } from "./button-style";
import type { ButtonSize, ButtonVariant } from "./button-style";

/** A link that looks like a button, for going somewhere; what changes something is a Button. */
export function ButtonLink({
  variant = "secondary",
  size = "md",
  className,
  ...rest
}: LinkProps & { className?: string; variant?: ButtonVariant; size?: ButtonSize }) {
  return <Link {...rest} className={clsx(buttonStyle(variant, size), className)} />;
}
