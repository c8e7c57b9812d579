import { useEffect, useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import { MAX_QUESTION_CHARS } from "#domain/attempts/question.schema";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import { Button } from "~/components/ui/button";
import { Input } from "~/components/ui/input";
import { textLinkStyle } from "~/components/ui/text-link";
import { Exchange, findOffering, type Offered } from "./exchange";
import type { QuestionsSlotProps } from "./questions-slot";
import { useQuestions } from "./use-questions";

export { PinnedFigures } from "./pinned-figures";

/** What was asked and answered, the newest in view, and under it the line to ask in. */
export default function QuestionsPanel(props: QuestionsSlotProps & { isOpenedToAsk: boolean }) {
  const { asked: questions, isOpenedToAsk } = props;
  const { isAsking, error, ask } = useQuestions(props.attemptId, questions, props.onHeard);
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const thread = useNewestInView(questions);
  const id = useId();
  const askedWords = new Set(questions.map(({ question }) => question));
  const suggestions = (props.suggestions ?? []).filter(({ question }) => !askedWords.has(question));

  useEffect(() => {
    if (isOpenedToAsk) field.current?.focus();
  }, [isOpenedToAsk]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const question = typed.trim();
    field.current?.focus();
    if (question.length < 2 || isAsking) return;
    if (await ask(question)) setTyped("");
  }

  /** The button goes with its press, and the focus back to the line. */
  async function askFor(meant: Offered) {
    // With the keyboard of a phone in front of it, the answer would not be seen.
    if (!matchMedia("(pointer: coarse)").matches) field.current?.focus();
    await ask(meant.question, meant.id);
  }

  return (
    <div className="flex flex-col gap-4">
      <h3 className="font-semibold">Ask the interviewer</h3>
      <p className="text-ink-soft text-small">Questions and answers appear in your report.</p>
      <ol ref={thread} aria-live="polite" className="flex flex-col gap-4 empty:hidden">
        {questions
          .filter((asked) => findOffering(asked, questions) === undefined)
          .map((asked) => (
            <li key={asked.id} className="border-line-strong border-l-2 pl-3">
              <Exchange
                asked={asked}
                questions={questions}
                pins={props.pins}
                isOver={props.isOver}
                isAsking={isAsking}
                onMeant={(meant) => void askFor(meant)}
              />
            </li>
          ))}
      </ol>
      {suggestions.length > 0 && !props.isOver && (
        <details className="text-small">
          <summary className="text-ink-soft max-sm:py-2.5">
            What the interviewer can answer ({suggestions.length})
          </summary>
          <ul className="mt-1 flex flex-col">
            {suggestions.map((one) => (
              <li key={one.id}>
                <Choice text={one.question} onPress={() => void askFor(one)} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {!props.isOver && (
        <form
          onSubmit={(event) => void submit(event)}
          className="bg-surface border-line sticky -bottom-5 -mx-4 -mb-5 flex flex-col gap-1 border-t px-4 pt-2 pb-3 sm:-mx-6 sm:px-6"
        >
          <div className="flex flex-col gap-1 sm:flex-row sm:items-center sm:gap-2">
            <label htmlFor={`${id}-field`} className="text-small shrink-0 font-semibold">
              Your question
            </label>
            <div className="flex min-w-0 grow gap-2">
              <Input
                id={`${id}-field`}
                ref={field}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                maxLength={MAX_QUESTION_CHARS}
                placeholder="How fast must it answer?"
                autoComplete="off"
                aria-describedby={error ? `${id}-problem` : undefined}
              />
              <Button type="submit" isPending={isAsking} className="shrink-0">
                Ask
              </Button>
            </div>
          </div>
          <p id={`${id}-problem`} role="status" className="text-danger text-small empty:hidden">
            {error}
          </p>
        </form>
      )}
    </div>
  );
}

/**
 * Scrolls to what was asked last when it comes, when it is answered, and when the thread is opened, and
 * keeps it in view while the thread or its frame changes size, until the reader scrolls or presses.
 */
function useNewestInView(questions: readonly AskedQuestion[]) {
  const thread = useRef<HTMLOListElement>(null);
  const isOpen = useRef(false);
  const { id, status } = questions.at(-1) ?? {};
  useEffect(() => {
    const newest = thread.current?.querySelector<HTMLElement>(`[data-asked="${id}"]`);
    newest?.scrollIntoView({ block: "nearest" });
    // The button that was pressed for it is gone.
    if (isOpen.current && document.activeElement === document.body)
      newest?.focus({ preventScroll: true });
    isOpen.current = true;
    return newest ? keepInView(newest) : undefined;
  }, [id, status]);
  return thread;
}

const READER_MOVES = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/** @returns what ends it; the reader's own move ends it too */
function keepInView(newest: HTMLElement): () => void {
  const sizes = new ResizeObserver(() => newest.scrollIntoView({ block: "nearest" }));
  for (let part: HTMLElement | null = newest; part; part = part.parentElement) sizes.observe(part);
  const reader = new AbortController();
  function end() {
    sizes.disconnect();
    reader.abort();
  }
  for (const move of READER_MOVES)
    document.addEventListener(move, end, { signal: reader.signal, passive: true });
  return end;
}

function Choice({ text, onPress }: { text: string; onPress: () => void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className={textLinkStyle(
        "plain",
        "hover:bg-sunken -ml-1.5 rounded-md px-1.5 py-1 text-left max-sm:min-h-10",
      )}
    >
      {text}
    </button>
  );
}
