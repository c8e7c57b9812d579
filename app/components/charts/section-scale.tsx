/** A share of 100 as a mark on a short line. The figures stand beside it in words. */
export function SectionScale(props: { percent: number | null }) {
  return (
    <svg aria-hidden className="h-4 w-full overflow-visible">
      <line x1="0" x2="100%" y1="8" y2="8" className="stroke-line-strong" />
      {[0, 50, 100].map((at) => (
        <line key={at} x1={`${at}%`} x2={`${at}%`} y1="5" y2="11" className="stroke-line-strong" />
      ))}
      {props.percent !== null && (
        <>
          <line
            x1="0"
            x2={`${props.percent}%`}
            y1="8"
            y2="8"
            strokeWidth="3"
            className="stroke-mark"
          />
          <circle cx={`${props.percent}%`} cy="8" r="4.5" className="fill-mark" />
        </>
      )}
    </svg>
  );
}
