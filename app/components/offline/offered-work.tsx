import { useState } from "react";
import { countWords } from "#domain/attempts/answer.schema";
import { parseWorksheet } from "#domain/worksheet/worksheet.schema";
import { writeLines } from "#domain/worksheet/write-lines";
import { Kept, titleOf } from "~/components/report/kept-text";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { LocalTime } from "~/components/ui/local-time";
import { listTexts, type LeftoverText } from "~/lib/saving/leftover-texts";
import type { LocalCopy } from "~/lib/saving/local-copy";
import type * as OwnLeftovers from "~/lib/saving/send-own-leftovers";
import { useWriter } from "~/lib/use-writer";

type Claim = { words: string; onClaimed: () => void };

const TAKE_IN: Claim = { words: "Take it in", onClaimed: () => window.location.reload() };

/**
 * What was written in this browser under another session of its person's: by them, or by somebody who
 * sat here when they were signed out. They read it and say what becomes of it.
 * @param props.claim what taking it means here; in the room, that the page opens again with it
 */
export default function OfferedWork(props: {
  attemptId: string;
  offered: readonly LocalCopy[];
  claim?: Claim;
}) {
  const { claim = TAKE_IN } = props;
  const writer = useWriter();
  const [settled, setSettled] = useState<readonly string[]>([]);
  const [hasFailed, setHasFailed] = useState(false);
  const open = props.offered.filter(({ clientId }) => !settled.includes(clientId));
  if (writer === null || open.length === 0) return null;
  async function settle(
    copy: LocalCopy,
    work: (own: typeof OwnLeftovers) => Promise<void>,
    then?: () => void,
  ) {
    try {
      await work(await import("~/lib/saving/send-own-leftovers"));
      setSettled((before) => [...before, copy.clientId]);
      then?.();
    } catch {
      setHasFailed(true);
    }
  }
  const { attemptId } = props;
  return open.map((copy) => (
    <Callout
      key={copy.clientId}
      tone="warn"
      role="status"
      title="Written in this browser while you were signed out"
    >
      <p>
        Last changed <LocalTime iso={new Date(copy.updatedAtMs).toISOString()} />, and not part of
        your answer. If someone else wrote it at this computer, delete it.
      </p>
      <ul className="my-2 max-h-72 space-y-2 overflow-y-auto">
        {listTexts(copy).map((text) => (
          <li key={text.id}>
            <Kept
              title={titleOf(text.id)}
              detail={`${countWords(text.text)} words, only in this browser`}
              text={inWords(text)}
            />
          </li>
        ))}
      </ul>
      {copy.elements.length > 0 && (
        <p className="mb-2">With {countChanges(copy.elements.length)} to the drawing.</p>
      )}
      <div className="flex flex-wrap items-start gap-2">
        <Button
          size="sm"
          onClick={() =>
            void settle(
              copy,
              (own) => own.claimOwnLeftover(attemptId, copy, writer),
              claim.onClaimed,
            )
          }
        >
          {claim.words}
        </Button>
        <DeleteButton
          onDelete={() => void settle(copy, (own) => own.discardLeftover(attemptId, copy))}
        />
      </div>
      {hasFailed && (
        <p role="alert" className="text-danger">
          The browser’s storage didn’t respond. Try again.
        </p>
      )}
    </Callout>
  ));
}

/** Nobody has another copy, so it takes two presses. */
function DeleteButton({ onDelete }: { onDelete: () => void }) {
  const [isSure, setIsSure] = useState(false);
  return (
    <Button
      size="sm"
      variant={isSure ? "danger" : "quiet"}
      onClick={isSure ? onDelete : () => setIsSure(true)}
    >
      {isSure ? "Delete it for good" : "Delete it"}
    </Button>
  );
}

function inWords({ id, text }: LeftoverText): string {
  const sheet = id === "worksheet" ? parseWorksheet(text) : null;
  return sheet === null ? text : writeLines(sheet).join("\n");
}

function countChanges(count: number): string {
  return count === 1 ? "one change" : `${count} changes`;
}
