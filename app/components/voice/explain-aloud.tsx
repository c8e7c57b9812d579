import { useEffect, useId, useRef, useState } from "react";
import { MAX_SPEECH_SECONDS, MAX_TRANSCRIPT_CHARS } from "#domain/speech/limits";
import { Button } from "~/components/ui/button";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { useSpeechHere } from "~/lib/use-speech-here";
import { useViewerId } from "~/lib/use-viewer-id";
import TalkToReply from "./talk-to-reply";

const SECOND_MS = 1_000;

/**
 * A self-check answered in a minute, spoken or written, and then marked by oneself against the points of
 * the page's own answer. Nothing of it is kept.
 */
export default function ExplainAloud(props: { pointsHtml: string[]; onClose: () => void }) {
  const { pointsHtml } = props;
  const { hears } = useSpeechHere();
  const isSignedIn = useViewerId() !== null;
  const [text, setText] = useState("");
  const [isMarking, setIsMarking] = useState(false);
  const [said, setSaid] = useState<ReadonlySet<number>>(new Set());
  const left = useSecondsLeft(text !== "" && !isMarking);
  const id = useId();
  const canTalk = hears && isSignedIn;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), [isMarking]);
  return (
    <div className="border-line-strong mt-4 flex flex-col gap-3 rounded-md border p-4">
      <label htmlFor={`${id}-field`} className="font-semibold">
        {isMarking ? "What you said" : "Explain it in a minute, as you would to an interviewer"}
      </label>
      <textarea
        ref={field}
        id={`${id}-field`}
        value={text}
        rows={5}
        maxLength={MAX_TRANSCRIPT_CHARS}
        readOnly={isMarking}
        spellCheck
        onChange={(event) => setText(event.target.value)}
        className="border-line-strong bg-surface w-full resize-y rounded-md border px-3 py-2 font-serif leading-relaxed"
      />
      {!isMarking && (
        <>
          {canTalk && (
            <TalkToReply
              url="/api/speech"
              fieldId={`${id}-field`}
              text={text}
              maxChars={MAX_TRANSCRIPT_CHARS}
              hasKey
              onText={setText}
            />
          )}
          <div className="flex flex-wrap items-center gap-3">
            <Button variant="primary" size="sm" onClick={() => setIsMarking(true)}>
              Compare with the answer
            </Button>
            <Button variant="quiet" size="sm" onClick={props.onClose}>
              Close
            </Button>
            <p className="text-ink-soft text-small tabular-nums">{sayLeft(left)}</p>
          </div>
        </>
      )}
      {isMarking && (
        <>
          <fieldset>
            <legend className="font-semibold">Which of these did you say?</legend>
            <ul className="mt-2 flex flex-col gap-2">
              {pointsHtml.map((html, at) => (
                <li key={at} className="flex gap-3">
                  <input
                    id={`${id}-${at}`}
                    type="checkbox"
                    checked={said.has(at)}
                    onChange={() => setSaid(toggle(said, at))}
                    className="mt-[0.3em] size-5 shrink-0"
                  />
                  <label htmlFor={`${id}-${at}`} className="min-w-0">
                    <RenderedMarkdown html={html} />
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
          <div className="flex flex-wrap items-center gap-3">
            <p role="status" className="font-semibold">
              {said.size} of {pointsHtml.length} said
            </p>
            <Button
              size="sm"
              onClick={() => {
                setText("");
                setSaid(new Set());
                setIsMarking(false);
              }}
            >
              Once more
            </Button>
            <Button variant="quiet" size="sm" onClick={props.onClose}>
              Close
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function toggle(said: ReadonlySet<number>, at: number): ReadonlySet<number> {
  const next = new Set(said);
  if (!next.delete(at)) next.add(at);
  return next;
}

function sayLeft(seconds: number): string {
  if (seconds === MAX_SPEECH_SECONDS) return "A minute, from your first word.";
  if (seconds === 0) return "That was a minute. Finish your sentence, then compare.";
  return seconds === 1 ? "1 second left" : `${seconds} seconds left`;
}

/** Of a minute that begins when it is first told to run, and begins anew after it was told not to. */
function useSecondsLeft(isRunning: boolean): number {
  const [left, setLeft] = useState(MAX_SPEECH_SECONDS);
  useEffect(() => {
    if (!isRunning) return;
    const startedMs = performance.now();
    const timer = setInterval(() => {
      const passed = Math.floor((performance.now() - startedMs) / SECOND_MS);
      setLeft(Math.max(0, MAX_SPEECH_SECONDS - passed));
    }, SECOND_MS / 4);
    return () => {
      clearInterval(timer);
      setLeft(MAX_SPEECH_SECONDS);
    };
  }, [isRunning]);
  return left;
}
