/** A share of the largest as a line beside its figure. */
export function ShareBar(props: { share: number | null }) {
  return (
    <svg aria-hidden className="h-4 w-full min-w-24 overflow-visible">
      <line x1="0" x2="0" y1="3" y2="13" className="stroke-line-strong" />
      {props.share !== null && props.share > 0 && (
        <line
          x1="0"
          x2={`${props.share * 100}%`}
          y1="8"
          y2="8"
          strokeWidth="5"
          className="stroke-mark"
        />
      )}
    </svg>
  );
}
