import clsx from "clsx";

/** A turning ring. Silent for screen readers unless given a label. */
export function Spinner(props: { label?: string; className?: string }) {
  return (
    <span
      role={props.label ? "status" : undefined}
      aria-hidden={props.label ? undefined : true}
      className={clsx("inline-flex", props.className)}
    >
      <span className="inline-block size-[1em] animate-spin rounded-full border-2 border-current border-r-transparent motion-reduce:animate-none" />
      {props.label && <span className="sr-only">{props.label}</span>}
    </span>
  );
}
