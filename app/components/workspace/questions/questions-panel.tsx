import { useEffect, useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import { MAX_QUESTION_CHARS } from "#domain/attempts/question.schema";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import { Button } from "~/components/ui/button";
import { Input } from "~/components/ui/input";
import { Spinner } from "~/components/ui/spinner";
import { textLinkStyle } from "~/components/ui/text-link";
import type { QuestionsSlotProps } from "./questions-slot";
import { useQuestions } from "./use-questions";

/** What was asked and answered, and the line to ask in. */
export default function QuestionsPanel(props: QuestionsSlotProps) {
  const { questions, isAsking, error, ask } = useQuestions(props.attemptId, props.asked);
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const askedWords = new Set(questions.map(({ question }) => question));
  const suggestions = (props.suggestions ?? []).filter(({ question }) => !askedWords.has(question));

  // It was opened to ask.
  useEffect(() => field.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const question = typed.trim();
    if (question.length < 2 || isAsking) return field.current?.focus();
    if (await ask(question)) setTyped("");
    field.current?.focus();
  }

  return (
    <div className="flex flex-col gap-4">
      <h3 className="font-semibold">Ask the interviewer</h3>
      <p className="text-ink-soft text-small">Questions and answers appear in your report.</p>
      <ol aria-live="polite" className="flex flex-col gap-4">
        {questions.map((asked) => (
          <Exchange
            key={asked.id}
            asked={asked}
            isOver={props.isOver}
            isAsking={isAsking}
            askedWords={askedWords}
            onMeant={(meant) => void ask(meant.question, meant.id)}
          />
        ))}
      </ol>
      {!props.isOver && (
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-1.5">
          <label htmlFor={`${id}-field`} className="text-small font-semibold">
            Your question
          </label>
          <div className="flex gap-2">
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
          <p id={`${id}-problem`} role="status" className="text-danger text-small">
            {error}
          </p>
        </form>
      )}
      {suggestions.length > 0 && !props.isOver && (
        <details className="text-small">
          <summary className="text-ink-soft max-sm:py-2.5">
            What the interviewer can answer ({suggestions.length})
          </summary>
          <ul className="mt-1 flex flex-col">
            {suggestions.map((one) => (
              <li key={one.id}>
                <Choice text={one.question} onPress={() => void ask(one.question, one.id)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Exchange(props: {
  asked: AskedQuestion;
  isOver: boolean;
  isAsking: boolean;
  askedWords: ReadonlySet<string>;
  onMeant: (meant: Offered) => void;
}) {
  const { question, status, answer } = props.asked;
  return (
    <li className="border-line-strong border-l-2 pl-3">
      <p className="font-semibold">{question}</p>
      {status === "pending" && (
        <p className="text-ink-soft text-small mt-1 flex items-center gap-2">
          <Spinner /> The interviewer is thinking.
        </p>
      )}
      {answer !== null && <p className="mt-0.5 font-serif">{answer}</p>}
      {props.asked.offered.length > 0 && (
        <Offer {...props} offered={props.asked.offered} areTopics={status === "unsettled"} />
      )}
    </li>
  );
}

type Offered = AskedQuestion["offered"][number];

/** What may be meant, or topics near what isn't settled. An answer comes only for the one that is chosen. */
function Offer(props: {
  offered: readonly Offered[];
  areTopics: boolean;
  isOver: boolean;
  isAsking: boolean;
  /** Their answers stand further down. */
  askedWords: ReadonlySet<string>;
  onMeant: (meant: Offered) => void;
}) {
  const isOpen = (one: Offered) => !props.isOver && !props.askedWords.has(one.question);
  const { opening, closing } = wordOffer(props.offered.length === 1, props.areTopics);
  return (
    <div className="text-small mt-1.5">
      <p className="text-ink-soft">{opening}</p>
      <ul className="mt-1.5 flex flex-col items-start gap-1.5">
        {props.offered.map((one) => (
          <li key={one.id}>
            {isOpen(one) ? (
              <Button
                size="sm"
                className="py-1 text-left"
                aria-disabled={props.isAsking}
                onClick={() => !props.isAsking && props.onMeant(one)}
              >
                {one.question}
              </Button>
            ) : (
              <span className="text-ink-soft">
                {one.question}
                {props.askedWords.has(one.question) && " (answered below)"}
              </span>
            )}
          </li>
        ))}
      </ul>
      {props.offered.every(isOpen) && <p className="text-ink-soft mt-1.5">{closing}</p>}
    </div>
  );
}

function wordOffer(hasOne: boolean, areTopics: boolean): { opening: string; closing: string } {
  if (areTopics)
    return {
      opening: `I can tell you about ${hasOne ? "this" : "these"}:`,
      closing: "Otherwise make an assumption and state it.",
    };
  return {
    opening: hasOne ? "Did you mean this?" : "Did you mean one of these two?",
    closing: `${hasOne ? "If not" : "If neither"}, ask in other words, or make an assumption and state it.`,
  };
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
