import { CalculatorHint, Group, NumberCells, type GroupProps, type ResultColumn } from "./cells";

const COLUMNS = [
  { key: "users", label: "Users or sessions per day", placeholder: "e.g. 2.4 M" },
  { key: "requestsPerUser", label: "Requests from each", placeholder: "e.g. 3" },
  { key: "peakFactor", label: "Peak over average", placeholder: "e.g. 3", unit: "×" },
] as const;

const UNIT = "requests per second";
const RESULTS: ResultColumn[] = [
  { id: "average", label: "Average QPS", unit: UNIT, whenOpen: "needs both of the above" },
  { id: "peak", label: "Peak QPS", unit: UNIT, whenOpen: "needs the average and a factor" },
];

/** Users → requests → requests a second, on average and at the peak. */
export function TrafficGroup(props: GroupProps) {
  return (
    <Group
      {...props}
      title="Load"
      hint={
        <CalculatorHint topic="continuous-batching" calculates="what one GPU can serve">
          From users, chats or other sessions to requests per second.
        </CalculatorHint>
      }
      results={RESULTS}
    >
      <NumberCells columns={COLUMNS} values={props.sheet} onChange={props.onChange} />
    </Group>
  );
}
