type Box = { x: number; label: string };

const BOXES: Box[] = [
  { x: 4, label: "Gateway" },
  { x: 122, label: "Search" },
  { x: 240, label: "BM25 + vec" },
];
const BOX_WIDTH = 84;

/** Four strokes that don't quite meet, as a hand draws a box. */
function toRoughBox(x: number): string {
  const right = x + BOX_WIDTH;
  return [
    `M${x - 1} 21Q${x + 40} 19 ${right + 2} 20.5`,
    `M${right} 19Q${right + 1.5} 38 ${right - 0.5} 57`,
    `M${right + 2} 55.5Q${x + 44} 57.5 ${x - 2} 56`,
    `M${x} 57.5Q${x - 1.5} 38 ${x + 0.5} 19.5`,
  ].join("");
}

function toRoughArrow(from: number, to: number): string {
  return `M${from} 38Q${(from + to) / 2} 36.5 ${to} 38.2M${to - 8} 33.5L${to} 38.2L${to - 7.5} 43`;
}

/** A sketch as the canvas shows it, one box ringed by the pen that marked the text above. */
export function MarkedDrawing(props: { note: number }) {
  return (
    <svg
      viewBox="0 0 336 76"
      role="img"
      aria-label="A drawing: Gateway to Search to an index of words and vectors. The search is ringed by the pen."
      className="mt-2 w-full max-w-md"
      fill="none"
      strokeLinecap="round"
    >
      <g className="stroke-ink" strokeWidth="1.6">
        {BOXES.map((box) => (
          <path key={box.label} d={toRoughBox(box.x)} />
        ))}
        <path d={toRoughArrow(92, 117)} />
        <path d={toRoughArrow(210, 235)} />
      </g>
      {BOXES.map((box) => (
        <text
          key={box.label}
          x={box.x + BOX_WIDTH / 2}
          y="43"
          textAnchor="middle"
          className="fill-ink font-sans text-[15px] font-semibold"
        >
          {box.label}
        </text>
      ))}
      <path
        className="stroke-mark"
        strokeWidth="2"
        d="M139 8C172 1 214 4 219 26C224 50 200 71 163 70C128 69 110 55 114 33C117 17 135 8 160 7"
      />
      <text x="224" y="16" className="fill-mark font-sans text-[12px] font-bold">
        {props.note}
      </text>
    </svg>
  );
}
