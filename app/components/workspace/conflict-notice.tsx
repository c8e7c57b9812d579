import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";

/** This section was written in two places: both texts are here until one is chosen. */
export function ConflictNotice(props: {
  mine: string;
  other: string;
  onResolve: (text: string) => void;
}) {
  const { mine, other, onResolve } = props;
  return (
    <Callout tone="warn" role="alert" title="This section was edited in two places.">
      <p>
        Yours is in the field below. This is the other version; nothing is lost until you choose.
      </p>
      <pre className="border-line bg-surface my-2 max-h-48 overflow-y-auto rounded-md border p-3 font-serif text-base whitespace-pre-wrap">
        {other === "" ? "(empty)" : other}
      </pre>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onResolve(mine)}>
          Keep mine
        </Button>
        <Button size="sm" onClick={() => onResolve(other)}>
          Take the other
        </Button>
        <Button size="sm" onClick={() => onResolve(`${other}\n\n${mine}`)}>
          Keep both, one after the other
        </Button>
      </div>
    </Callout>
  );
}
