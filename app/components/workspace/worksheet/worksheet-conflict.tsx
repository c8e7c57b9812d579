import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { listLines } from "./count-lines";

/** The sheet was filled in in two places: both are here, whole, until one is chosen. */
export function WorksheetConflict(props: {
  mine: string;
  other: string;
  onResolve: (text: string) => void;
}) {
  const lines = listLines(props.other);
  return (
    <Callout tone="warn" role="alert" title="This worksheet was edited in two places.">
      <p>Yours is below. This is the other version; nothing is lost until you choose.</p>
      <div className="border-line bg-surface my-2 max-h-48 overflow-y-auto rounded-md border p-3 font-serif">
        {lines.length === 0 ? (
          <p className="text-ink-soft">{props.other === "" ? "(blank)" : "(no complete line)"}</p>
        ) : (
          <ul>
            {lines.map((line, index) => (
              <li key={`${index} ${line}`}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => props.onResolve(props.mine)}>
          Keep mine
        </Button>
        <Button size="sm" onClick={() => props.onResolve(props.other)}>
          Take the other
        </Button>
      </div>
    </Callout>
  );
}
