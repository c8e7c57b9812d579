import { Lightbulb } from "lucide-react";
import { useRef, useState } from "react";
import type { OpenedHints } from "#server/attempts/list-opened-steps";
import type { SectionId } from "#domain/problems/scale";
import { Button } from "~/components/ui/button";
import { HintSteps } from "./hint-steps";
import { postForm } from "./post-form";

/**
 * Hints of a section, from a nudge to nearly the answer; each asked for by itself, and kept by the
 * server: the report says which were used.
 */
export function HintLadder(props: {
  attemptId: string;
  section: SectionId;
  ladder: OpenedHints;
  isOver: boolean;
}) {
  const [own, setOwn] = useState<OpenedHints | null>(null);
  const [isOpening, setIsOpening] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const ladderRef = useRef<HTMLElement>(null);
  const { ladder } = props;
  // Whichever knows of more: this page's own asking, or what another tab opened.
  const { count, opened } = own && own.opened.length > ladder.opened.length ? own : ladder;
  const left = count - opened.length;

  async function openNext() {
    setIsOpening(true);
    const posted = await postForm<OpenedHints>(`/attempts/${props.attemptId}/hints`, {
      section: props.section,
      step: String(opened.length + 1),
    });
    setIsOpening(false);
    setError(posted.ok ? null : posted.error);
    if (!posted.ok) return;
    setOwn(posted.reply);
    // The last one takes the button with it.
    if (posted.reply.opened.length === posted.reply.count) ladderRef.current?.focus();
  }

  return (
    <section
      ref={ladderRef}
      tabIndex={-1}
      aria-label="Hints"
      className="flex flex-col items-start gap-2 outline-none"
    >
      <div aria-live="polite">
        <HintSteps hints={opened} />
      </div>
      {left > 0 && !props.isOver && (
        <Button
          variant="quiet"
          size="sm"
          className="-ml-3"
          isPending={isOpening}
          onClick={() => void openNext()}
        >
          <Lightbulb aria-hidden className="size-4" />
          {opened.length === 0 ? `Show a hint (${count})` : `Show the next hint (${left} left)`}
        </Button>
      )}
      <p role="status" className="text-danger text-small">
        {error}
      </p>
    </section>
  );
}
