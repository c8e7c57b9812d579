import type { ReactNode } from "react";
import { Button } from "../ui/button";

/** Submits the form it is in: a quiet button below what it takes back. */
export function TakeBack(props: {
  isPending: boolean;
  /** Asked first, where it can't be undone. */
  question?: string;
  children: ReactNode;
}) {
  const { question } = props;
  return (
    <Button
      type="submit"
      variant="quiet"
      size="sm"
      className="-ml-3 self-start"
      isPending={props.isPending}
      onClick={(event) => {
        if (question !== undefined && !window.confirm(question)) event.preventDefault();
      }}
    >
      {props.children}
    </Button>
  );
}
