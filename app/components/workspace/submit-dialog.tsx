import { useEffect, useState } from "react";
import { SECTION_IDS, SECTION_TITLES, type SectionId } from "#domain/problems/scale";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Dialog } from "~/components/ui/dialog";
import { FigureTable } from "~/components/ui/figure-table";
import type { FigureRow } from "~/components/ui/figure-table";

const EMPTY = <strong key="empty">empty</strong>;

/** Last look before handing in: what is there, what is empty, and whether all of it has arrived. */
export function SubmitDialog(props: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  words: Record<SectionId, number>;
  /** The worksheet as it is saved. */
  worksheet: string;
  drawing: { boxes: number; arrows: number };
  /** What happens to it then. */
  after: string;
  isSubmitting: boolean;
  /** Why the last handing in did not come through, in words. */
  handInError: string | null;
  /** Sends what is unsent and hands in. Returns why it could not, in words, or null. */
  onSubmit: () => Promise<string | null>;
}) {
  const { words, drawing } = props;
  const [isFlushing, setIsFlushing] = useState(false);
  const [unsent, setUnsent] = useState<string | null>(null);
  const error = unsent ?? props.handInError;
  const lineCount = useLineCount(props.isOpen ? props.worksheet : "");
  const emptyTitles = SECTION_IDS.filter(
    (section) => words[section] === 0 && !(section === "latency_cost" && lineCount > 0),
  ).map((section) => SECTION_TITLES[section]);

  async function submit() {
    setIsFlushing(true);
    setUnsent(null);
    try {
      setUnsent(await props.onSubmit());
    } finally {
      setIsFlushing(false);
    }
  }

  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title="Hand in your answer?"
      description={`${props.after} You can't change it afterward, but you can take the problem again.`}
      actions={
        <>
          <Button onClick={() => props.onOpenChange(false)}>Keep working</Button>
          <Button
            variant="primary"
            isPending={isFlushing || props.isSubmitting}
            onClick={() => void submit()}
          >
            Hand in
          </Button>
        </>
      }
    >
      <FigureTable
        caption="What you are handing in"
        rows={listContents(words, drawing, props.worksheet === "" ? null : lineCount)}
      />
      {emptyTitles.length > 0 && (
        <Callout tone="warn">
          <p>
            {emptyTitles.join(", ")} {emptyTitles.length === 1 ? "has" : "have"} nothing in{" "}
            {emptyTitles.length === 1 ? "it" : "them"} yet. An empty section scores nothing.
          </p>
        </Callout>
      )}
      {error !== null && (
        <Callout tone="danger" role="alert" title="Not handed in yet">
          <p>{error}</p>
        </Callout>
      )}
    </Dialog>
  );
}

/** What is there, a row each. @param lineCount of the worksheet; null while it is blank */
function listContents(
  words: Record<SectionId, number>,
  { boxes, arrows }: { boxes: number; arrows: number },
  lineCount: number | null,
): FigureRow[] {
  return [
    ...SECTION_IDS.map((section) => ({
      key: section,
      name: <span className="whitespace-nowrap">{SECTION_TITLES[section]}</span>,
      figures: [words[section] === 0 ? EMPTY : `${words[section]} words`],
    })),
    ...(lineCount === null
      ? []
      : [
          {
            key: "worksheet",
            name: "Worksheet",
            figures: [
              lineCount === 0 ? (
                <strong key="none">no complete line</strong>
              ) : (
                `${lineCount} ${lineCount === 1 ? "line" : "lines"} for Latency & Cost`
              ),
            ],
          },
        ]),
    {
      key: "drawing",
      name: "Drawing",
      figures: [boxes + arrows === 0 ? EMPTY : `${boxes} boxes, ${arrows} arrows`],
    },
  ];
}

/** How many lines the sheet adds to the answer; its arithmetic is fetched when there is a sheet. */
function useLineCount(worksheet: string): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (worksheet === "") return setCount(0);
    let isStale = false;
    void import("./worksheet/count-lines").then(({ countLines }) => {
      if (!isStale) setCount(countLines(worksheet));
    });
    return () => {
      isStale = true;
    };
  }, [worksheet]);
  return count;
}
