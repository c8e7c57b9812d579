/** Hints in their order, each with its number. */
export function HintSteps(props: { hints: readonly string[] }) {
  return (
    <ol className="flex max-w-[68ch] flex-col gap-2">
      {props.hints.map((hint, index) => (
        <li key={hint} className="border-line-strong border-l-2 pl-3 font-serif">
          <span className="text-ink-faint mr-2 font-sans text-sm">Hint {index + 1}</span>
          {hint}
        </li>
      ))}
    </ol>
  );
}
