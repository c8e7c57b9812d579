import type { ReactNode } from "react";
import { turnOfReply, type TextId } from "#domain/attempts/answer.schema";
import { SECTION_TITLES, type SectionId } from "#domain/problems/scale";
import { CopyButton } from "../ui/copy-button";

/** What a text of an attempt is called. */
export function titleOf(id: TextId): string {
  const turn = turnOfReply(id);
  if (turn !== null) return `Reply to follow-up ${turn}`;
  return id === "worksheet" ? "Worksheet" : SECTION_TITLES[id as SectionId];
}

/** A text that is part of nothing, to read and to copy. */
export function Kept(props: { title: string; detail: ReactNode; text: string }) {
  return (
    <details className="border-line bg-surface rounded-md border">
      <summary className="cursor-pointer px-4 py-2">
        <span className="font-semibold">{props.title}</span>{" "}
        <span className="text-ink-soft text-small">{props.detail}</span>
      </summary>
      <div className="border-line flex items-start gap-2 border-t px-4 py-3">
        <pre className="min-w-0 flex-1 font-serif text-base wrap-anywhere whitespace-pre-wrap">
          {props.text}
        </pre>
        <CopyButton text={props.text} />
      </div>
    </details>
  );
}
