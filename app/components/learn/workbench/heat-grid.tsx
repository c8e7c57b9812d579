import clsx from "clsx";

/** `strength` from 0, no color, to 1. */
type HeatCell = { text: string; strength: number };

/** A frame round some cells, counted from 0. */
export type HeatFrame = {
  row: number;
  column: number;
  rows: number;
  columns: number;
  isMarked?: boolean;
};

const CELL = { width: 40, height: 30 };
const HEAD_HEIGHT = 20;
/** Pixels per unit where there is room. */
const SCALE = 1.3;
/** The strongest color that figures in ink can still be read on, light and dark. */
const MOST_OPACITY = 0.45;

/** Numbers in a grid, colored by size; with names at the left and above where there are some. */
export function HeatGrid(props: {
  /** What it shows, for screen readers. */
  label: string;
  cells: HeatCell[][];
  rowNames?: string[];
  columnNames?: string[];
  /** Of the column of names, in units of the picture: a cell is 40 wide. */
  nameWidth?: number;
  frames: HeatFrame[];
}) {
  const { cells, rowNames = [], columnNames = [], nameWidth = 0 } = props;
  const top = columnNames.length === 0 ? 0 : HEAD_HEIGHT;
  const width = nameWidth + (cells[0]?.length ?? 0) * CELL.width;
  const height = top + cells.length * CELL.height;
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
      width={width * SCALE}
      className="block h-auto max-w-full text-[12px] tabular-nums"
    >
      {columnNames.map((name, index) => (
        <text
          key={index}
          x={nameWidth + (index + 0.5) * CELL.width}
          y={13}
          textAnchor="middle"
          className="fill-ink-soft"
        >
          {name}
        </text>
      ))}
      {rowNames.map((name, index) => (
        <text key={index} x={0} y={top + (index + 0.5) * CELL.height + 4} className="fill-ink-soft">
          {name}
        </text>
      ))}
      <g transform={`translate(${nameWidth} ${top})`}>
        {cells.map((row, rowIndex) =>
          row.map((cell, columnIndex) => (
            <Cell key={`${rowIndex}-${columnIndex}`} cell={cell} row={rowIndex} at={columnIndex} />
          )),
        )}
        {props.frames.map(({ isMarked, ...frame }) => (
          <rect
            key={JSON.stringify(frame)}
            x={frame.column * CELL.width}
            y={frame.row * CELL.height}
            width={frame.columns * CELL.width}
            height={frame.rows * CELL.height}
            className={clsx(
              "fill-none",
              isMarked ? "stroke-mark stroke-[2.5]" : "stroke-line-strong stroke-[1.25]",
            )}
          />
        ))}
      </g>
    </svg>
  );
}

function Cell({ cell, row, at }: { cell: HeatCell; row: number; at: number }) {
  const place = { x: at * CELL.width, y: row * CELL.height };
  return (
    <>
      <rect
        {...place}
        {...CELL}
        fillOpacity={cell.strength * MOST_OPACITY}
        className="fill-accent stroke-line stroke-[0.5]"
      />
      <text
        x={place.x + CELL.width / 2}
        y={place.y + CELL.height / 2 + 4}
        textAnchor="middle"
        className="fill-ink"
      >
        {cell.text}
      </text>
    </>
  );
}
