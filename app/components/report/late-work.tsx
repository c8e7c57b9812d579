import { lazy, Suspense } from "react";
import type { LateWork as Late } from "#domain/attempts/late-work";
import { countWords } from "#domain/attempts/answer.schema";
import { Section } from "~/components/ui/section";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { LocalTime } from "../ui/local-time";
import type { Leftovers } from "~/lib/saving/send-leftovers";
import { Kept, titleOf } from "./kept-text";
import { useLeftovers } from "./use-leftovers";

const OfferedWork = lazy(() => import("../offline/offered-work"));

type Refusal = NonNullable<Leftovers["refusal"]>;
type LeftoverText = Refusal["texts"][number];

/**
 * Work received after the end, to read and to copy. The candidate's own browser also sends what it
 * still holds: a page that died offline left it there.
 */
export function LateWork(props: { attemptId: string; late: Late | null; isOwn: boolean }) {
  const { late, isOwn } = props;
  const { state, refusal, offered, sendAgain } = useLeftovers(props.attemptId, isOwn);
  if (late === null && state === "none" && offered.length === 0) return null;
  const isKept = (own: LeftoverText) =>
    late?.texts.some(({ id, text }) => id === own.id && text === own.text) ?? false;
  return (
    <Section title="Work received after the end" isRuled className="my-10 max-w-3xl">
      {refusal !== null && (
        <Refused
          userMessage={refusal.userMessage}
          texts={refusal.texts.filter((own) => !isKept(own))}
        />
      )}
      {(state === "sending" || state === "not_sent") && (
        <Callout tone="warn" role="status" className="mt-3">
          <p>
            This browser still has work on this attempt that hasn’t reached the server. It stays
            here until it does.
          </p>
          <Button size="sm" className="mt-2" isPending={state === "sending"} onClick={sendAgain}>
            Send it now
          </Button>
        </Callout>
      )}
      {offered.length > 0 && (
        <Suspense>
          <OfferedWork
            attemptId={props.attemptId}
            offered={offered}
            claim={{ words: "Keep it as late work", onClaimed: sendAgain }}
          />
        </Suspense>
      )}
      {late !== null && (
        <>
          <p className="text-ink-soft mt-2">
            Kept as {isOwn ? "you" : "the candidate"} left it but not graded: it reached the server
            after the attempt was handed in, most recently <LocalTime iso={late.receivedAt} />.
          </p>
          {late.isCut && (
            <p className="text-ink-soft mt-2">
              There is more than fits here: this is the latest. The rest is kept.
            </p>
          )}
          <ul className="mt-4 space-y-2">
            {late.texts.map(({ id, text, receivedAt }, index) => (
              <li key={`${id} ${index}`}>
                <Kept
                  title={titleOf(id)}
                  detail={
                    <>
                      {countWords(text)} words, <LocalTime iso={receivedAt} />
                    </>
                  }
                  text={text}
                />
              </li>
            ))}
            {late.drawing !== null && (
              <li>
                <Kept
                  title="Drawing"
                  detail="with the late work, as the grader would read it"
                  text={late.drawing}
                />
              </li>
            )}
          </ul>
        </>
      )}
    </Section>
  );
}

/** The server takes no more of it: what only this browser has is here to be copied. */
function Refused({ userMessage, texts }: Refusal) {
  return (
    <>
      <Callout tone="warn" role="status" className="mt-3">
        <p>
          This browser still has work on this attempt that hasn’t reached the server. {userMessage}{" "}
          {texts.length > 0 && "You can copy the texts below."}
        </p>
      </Callout>
      <ul className="mt-4 space-y-2">
        {texts.map(({ id, text }, index) => (
          <li key={`${id} ${index}`}>
            <Kept
              title={titleOf(id)}
              detail={`${countWords(text)} words, only in this browser`}
              text={text}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
