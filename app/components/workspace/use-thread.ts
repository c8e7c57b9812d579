import { useCallback, useEffect, useMemo, useState } from "react";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import type { Turns } from "#domain/attempts/turn.schema";
import { rememberWorkspace, type WorkspaceData } from "./last-workspace";

/** What was said in a room besides the answers: the candidate's questions, and the interviewer's own. */
export type Thread = { questions: AskedQuestion[]; interviewer: Turns };

/** Takes in what the server said about one of the two. */
export type Hear = (heard: Partial<Thread>) => void;

/**
 * A room's data with all that was said in it, whether it came with the page or since. It belongs to the
 * room, so that it outlives the panels that show it.
 */
export function useThread<Data extends WorkspaceData>(loaded: Data): { data: Data; hear: Hear } {
  const [heard, setHeard] = useState<Thread>(loaded.workspace);
  const hear = useCallback<Hear>((news) => setHeard((before) => mergeThreads(before, news)), []);
  const data = useMemo(() => {
    const { questions, interviewer } = mergeThreads(loaded.workspace, heard);
    return { ...loaded, workspace: { ...loaded.workspace, questions, interviewer } };
  }, [loaded, heard]);
  useEffect(() => rememberWorkspace(data), [data]);
  return { data, hear };
}

/** Two tellings of one thread: nothing is lost, and nothing is in it twice. */
export function mergeThreads(before: Thread, news: Partial<Thread>): Thread {
  return {
    questions: mergeQuestions(before.questions, news.questions ?? []),
    // Of two lists of the interviewer's turns, the longer is the newer one.
    interviewer:
      news.interviewer && news.interviewer.turns.length >= before.interviewer.turns.length
        ? news.interviewer
        : before.interviewer,
  };
}

/** Once a question is answered it stays so, whatever an earlier reply says that arrives later. */
function mergeQuestions(before: AskedQuestion[], news: AskedQuestion[]): AskedQuestion[] {
  const all = new Map(before.map((asked) => [asked.id, asked]));
  for (const asked of news)
    if (asked.status !== "pending" || !all.has(asked.id)) all.set(asked.id, asked);
  return [...all.values()].sort((a, b) => a.askedAt.localeCompare(b.askedAt));
}
