import clsx from "clsx";
import { Pin } from "lucide-react";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import { Button } from "~/components/ui/button";
import { Spinner } from "~/components/ui/spinner";
import type { Pins } from "./use-pins";

export type Offered = AskedQuestion["offered"][number];

/** What every exchange of a thread needs of it. */
export type ThreadProps = {
  questions: readonly AskedQuestion[];
  pins: Pins;
  isOver: boolean;
  isAsking: boolean;
  onMeant: (meant: Offered) => void;
};

/** The exchange whose offer led to a question: the answer is shown in place of that offer. */
export function findOffering(
  asked: AskedQuestion,
  questions: readonly AskedQuestion[],
): AskedQuestion | undefined {
  const before = questions.slice(0, questions.indexOf(asked));
  // Asked twice, it is an exchange of its own the second time.
  if (before.some(({ question }) => question === asked.question)) return undefined;
  return before.findLast(({ offered }) =>
    offered.some(({ question }) => question === asked.question),
  );
}

/** A question and what came of it. */
export function Exchange(props: ThreadProps & { asked: AskedQuestion }) {
  const { question, status, answer, offered } = props.asked;
  return (
    <div data-asked={props.asked.id} tabIndex={-1} className="scroll-mt-2 outline-none">
      <p className="font-semibold">{question}</p>
      {status === "pending" && (
        <p className="text-ink-soft text-small mt-1 flex items-center gap-2">
          <Spinner /> The interviewer is thinking.
        </p>
      )}
      {answer !== null && (
        <p className="mt-0.5 font-serif">
          {answer}
          {/\d/.test(answer) && <PinButton asked={props.asked} pins={props.pins} />}
        </p>
      )}
      {offered.length > 0 && <Offer {...props} />}
    </div>
  );
}

function PinButton({ asked, pins }: { asked: AskedQuestion; pins: Pins }) {
  const isPinned = pins.pinned.includes(asked.id);
  return (
    <button
      type="button"
      aria-pressed={isPinned}
      aria-label={`Pin: ${asked.question}`}
      title={isPinned ? "It stays in view while you write." : "Keep it in view while you write."}
      onClick={() => pins.togglePin(asked.id)}
      className={clsx(
        "text-small hover:bg-sunken ml-1.5 inline-flex items-center gap-1 rounded-md px-1.5 font-sans max-sm:-my-2 max-sm:min-h-10",
        isPinned ? "text-accent" : "text-ink-soft",
      )}
    >
      <Pin aria-hidden className={clsx("size-3.5", isPinned && "fill-current")} />
      {isPinned ? "Pinned" : "Pin"}
    </button>
  );
}

/** What may be meant, or topics near what isn't settled; the answer to one stands in its place. */
function Offer(props: ThreadProps & { asked: AskedQuestion }) {
  const { asked, questions } = props;
  const at = questions.indexOf(asked);
  const findAsked = ({ question }: Offered) => questions.find((one) => one.question === question);
  const isUntouched = !asked.offered.some(findAsked);
  const { opening, closing } = wordOffer(asked.offered.length === 1, asked.status === "unsettled");
  return (
    <div className="text-small mt-1.5">
      {isUntouched && <p className="text-ink-soft">{opening}</p>}
      <ul className="mt-1.5 flex flex-col items-start gap-1.5">
        {asked.offered.map((one) => {
          const taken = findAsked(one);
          if (taken && findOffering(taken, questions) === asked)
            return (
              <li key={one.id} className="text-base">
                <Exchange {...props} asked={taken} />
              </li>
            );
          return (
            <li key={one.id}>
              {taken || props.isOver ? (
                <span className="text-ink-soft">
                  {one.question}
                  {taken && ` (answered ${questions.indexOf(taken) < at ? "above" : "below"})`}
                </span>
              ) : (
                <Button
                  size="sm"
                  className="py-1 text-left"
                  aria-disabled={props.isAsking}
                  onClick={() => !props.isAsking && props.onMeant(one)}
                >
                  {one.question}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {isUntouched && !props.isOver && <p className="text-ink-soft mt-1.5">{closing}</p>}
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
