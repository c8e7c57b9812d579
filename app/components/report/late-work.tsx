import type { ReactNode } from "react";
import type { LateWork as Late } from "#server/attempts/get-late-work";
import { countWords, turnOfReply, type TextId } from "#domain/attempts/answer.schema";
import { SECTION_TITLES, type SectionId } from "#domain/problems/scale";
import { Section } from "~/components/ui/section";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { CopyButton } from "../ui/copy-button";
import { LocalTime } from "../ui/local-time";
import type { Leftovers } from "~/lib/saving/send-leftovers";
import { useLeftovers } from "./use-leftovers";

type Refusal = NonNullable<Leftovers["refusal"]>;
type LeftoverText = Refusal["texts"][number];

function titleOf(id: TextId): string {
  const turn = turnOfReply(id);
  if (turn !== null) return `Reply to follow-up ${turn}`;
  return id === "worksheet" ? "Worksheet" : SECTION_TITLES[id as SectionId];
}

/**
 * Work received after the end, to read and to copy. The candidate's own browser also sends what it
 * still holds: a page that died offline left it there.
 */
export function LateWork(props: { attemptId: string; late: Late | null; isOwn: boolean }) {
  const { late, isOwn } = props;
  const { state, refusal, sendAgain } = useLeftovers(props.attemptId, isOwn);
  if (late === null && state === "none") return null;
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

function Kept(props: { title: string; detail: ReactNode; text: string }) {
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
