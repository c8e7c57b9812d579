import { useState } from "react";
import type { ReactNode } from "react";
import { replyIdOf } from "#domain/attempts/turn.schema";
import type { LeftBehind, Workspace } from "#server/attempts/get-workspace";
import type { SectionId } from "#domain/problems/scale";
import { PanelFrame } from "./panel-frame";

/**
 * What a retry's candidate replied to the interviewer in the earlier attempt, to be read: with a section
 * that was carried over it counts, with the one that is rewritten it doesn't.
 */
export function CarriedReplies(props: { workspace: Workspace; section: SectionId }) {
  const { workspace, section } = props;
  const { earlier } = workspace.attempt;
  const carried = workspace.interviewer.turns.flatMap(({ turn, section: about, text }) =>
    about === section && text !== null
      ? [{ turn, question: text, reply: workspace.texts[replyIdOf(turn)].text }]
      : [],
  );
  const left = earlier?.section === section ? (earlier.replied ?? []) : [];
  if (carried.length > 0) {
    return (
      <Fold key={section} isShownFirst news={sayNews(carried.length, "carried over")}>
        <p className="text-ink-soft text-small">
          Carried over from your earlier attempt. Locked. It counts like the rest of your answer.
        </p>
        <Replies exchanges={carried} />
      </Fold>
    );
  }
  if (left.length === 0) return null;
  return (
    <Fold key={section} isShownFirst={false} news={sayNews(left.length, "not carried over")}>
      <p className="text-ink-soft text-small">
        You rewrite this section, so what you replied about it doesn’t count here. Put what should
        count into your new answer.
      </p>
      <Replies exchanges={left} />
    </Fold>
  );
}

function Fold(props: { news: string; isShownFirst: boolean; children: ReactNode }) {
  const [isShown, setIsShown] = useState(props.isShownFirst);
  return (
    <PanelFrame
      news={props.news}
      isShown={isShown}
      onToggle={() => setIsShown(!isShown)}
      isOnlyText
    >
      {props.children}
    </PanelFrame>
  );
}

function sayNews(count: number, what: string): string {
  return count === 1 ? `1 reply ${what}` : `${count} replies ${what}`;
}

function Replies({ exchanges }: { exchanges: readonly LeftBehind[] }) {
  return (
    <ol className="flex flex-col gap-4">
      {exchanges.map(({ turn, question, reply }) => (
        <li key={turn} className="border-line-strong max-w-[68ch] border-l-2 pl-3">
          <p className="font-semibold">{question}</p>
          <p className="mt-1 font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap">
            {reply}
          </p>
        </li>
      ))}
    </ol>
  );
}
