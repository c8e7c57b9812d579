import type { ReactNode } from "react";

/** Names and what they are, a line each. */
export function FactList(props: { children: ReactNode }) {
  return (
    <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 first:mt-0">
      {props.children}
    </dl>
  );
}

export function Fact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{props.name}</dt>
      <dd className="wrap-anywhere">{props.children}</dd>
    </>
  );
}
