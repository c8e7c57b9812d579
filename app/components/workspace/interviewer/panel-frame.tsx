import { ChevronDown, ChevronUp, MessagesSquare } from "lucide-react";
import { useId } from "react";
import type { ReactNode } from "react";

/** The bar below the sections, with what the interviewer says under it. */
export function PanelFrame(props: {
  /** Beside its name: what there is now. */
  news: string;
  isShown: boolean;
  onToggle: () => void;
  /** Nothing in it takes the focus: the whole does, so that a keyboard can scroll it. */
  isOnlyText?: boolean;
  /** On its bar, at the end. */
  beside?: ReactNode;
  /** What stays where the rest is folded away. */
  after?: ReactNode;
  children: ReactNode;
}) {
  const { isShown } = props;
  const id = useId();
  const Chevron = isShown ? ChevronDown : ChevronUp;
  return (
    <section
      aria-label="Interviewer"
      className="interviewer border-line-strong bg-paper flex max-h-[45%] shrink-0 flex-col border-t"
    >
      <div className="flex shrink-0 items-center">
        <button
          type="button"
          aria-expanded={isShown}
          aria-controls={id}
          onClick={props.onToggle}
          className="hover:bg-sunken flex min-w-0 flex-1 items-center gap-3 px-4 py-2 text-left sm:px-6"
        >
          <MessagesSquare aria-hidden className="text-ink-soft size-5 shrink-0" />
          <span className="line-clamp-2 min-w-0 flex-1">
            <span className="font-semibold">Interviewer</span>{" "}
            <span className="text-ink-soft text-small">{props.news}</span>
          </span>
          <Chevron aria-hidden className="text-ink-faint size-4.5 shrink-0" />
        </button>
        {props.beside && <div className="shrink-0 pr-4 sm:pr-6">{props.beside}</div>}
      </div>
      <div
        id={id}
        hidden={!isShown}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={props.isOnlyText ? 0 : undefined}
        className="relative min-h-0 overflow-y-auto px-4 pb-4 sm:px-6"
      >
        <div className="flex flex-col gap-4">{props.children}</div>
      </div>
      {props.after}
    </section>
  );
}
