/** The product's mark: a board with five marks, one ringed as a teacher would. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5 text-xl font-bold tracking-tight">
      <svg viewBox="0 0 28 28" aria-hidden className="size-7">
        <rect
          x="2.5"
          y="4.5"
          width="23"
          height="19"
          rx="2.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
        />
        <path
          d="M7 18.5v-2M10.5 18.5v-4M14 18.5v-6M17.5 18.5v-8M21 18.5v-10"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
        />
        <path
          d="M15.2 12.6c-.8-3.4 1.2-6 3.7-5.7 2.6.3 4.4 3.6 4.2 7.2-.2 3.5-2.2 6.3-4.5 6-2.3-.3-3.5-3.5-2.9-6.5"
          fill="none"
          className="stroke-mark"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
      </svg>
      Scaleboard
    </span>
  );
}
