import clsx from "clsx";
import { forwardRef } from "react";
import type { ButtonHTMLAttributes, MouseEvent } from "react";
import { buttonStyle } from "./button-style";
import type { ButtonSize, ButtonVariant } from "./button-style";
import { Spinner } from "./spinner";

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: a spinner, and presses do nothing. Focus stays where it is. */
  isPending?: boolean;
};

/** A button. `type` is "button" unless said: a stray submit is worse than a missing one. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = "secondary", size = "md", isPending = false, className, children, ...rest },
  ref,
) {
  function holdWhilePending(event: MouseEvent<HTMLButtonElement>) {
    if (isPending) event.preventDefault();
    else rest.onClick?.(event);
  }
  return (
    <button
      type="button"
      {...rest}
      ref={ref}
      onClick={holdWhilePending}
      aria-disabled={isPending || rest["aria-disabled"]}
      className={clsx(buttonStyle(variant, size), className)}
    >
      {isPending && <Spinner />}
      {children}
    </button>
  );
});
