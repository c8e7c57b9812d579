import { Group, NumberCell, ResultLine, type GroupProps } from "./cells";

/** Users → requests → requests a second, on average and at the peak. */
export function TrafficGroup(props: GroupProps) {
  const { sheet, onChange } = props;
  return (
    <Group title="Load" hint="From users to requests a second.">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-3">
        <NumberCell
          label="Users a day"
          value={sheet.users}
          onValue={(users) => onChange({ users })}
          placeholder="2.4 M"
          unit="users"
        />
        <NumberCell
          label="Requests each, a day"
          value={sheet.requestsPerUser}
          onValue={(requestsPerUser) => onChange({ requestsPerUser })}
          placeholder="3"
          unit="a day"
        />
        <NumberCell
          label="Peak over average"
          value={sheet.peakFactor}
          onValue={(peakFactor) => onChange({ peakFactor })}
          placeholder="3"
          unit="times"
        />
      </div>
      <ResultLine
        {...props}
        id="average"
        label="Average QPS"
        unit="requests a second"
        whenOpen="needs users and requests"
      />
      <ResultLine
        {...props}
        id="peak"
        label="Peak QPS"
        unit="requests a second"
        whenOpen="needs the average and a factor"
      />
    </Group>
  );
}
