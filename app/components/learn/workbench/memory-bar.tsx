import type { KvPlan, KvResult } from "#domain/workbench/kv-memory";

/** Where the memory of all GPUs goes, as one bar; the parts are named under it, with their shares. */
export function MemoryBar(props: { plan: KvPlan; result: KvResult }) {
  const { plan, result } = props;
  const all = plan.gpus * plan.gpuBytes;
  const weights = Math.min(plan.weightBytes, all);
  const cache = result.sequences * result.bytesPerSequence * result.copies;
  const reserve = Math.min(all * plan.reserveShare, all - weights);
  const parts = [
    { name: "Weights", bytes: weights, look: "fill-ink-faint", swatch: "bg-ink-faint" },
    { name: "KV cache", bytes: cache, look: "fill-accent", swatch: "bg-accent" },
    { name: "Reserve", bytes: reserve, look: "fill-line-strong", swatch: "bg-line-strong" },
    {
      name: "Unused",
      bytes: all - weights - cache - reserve,
      look: "fill-sunken",
      swatch: "bg-sunken",
    },
  ];
  const starts = parts.map((_, index) =>
    parts.slice(0, index).reduce((sum, { bytes }) => sum + bytes, 0),
  );
  return (
    <figure>
      <svg
        aria-hidden
        className="h-6 w-full rounded-sm"
        preserveAspectRatio="none"
        viewBox="0 0 100 1"
      >
        {parts.map(({ name, bytes, look }, index) => (
          <rect
            key={name}
            x={((starts[index] ?? 0) / all) * 100}
            width={(Math.max(0, bytes) / all) * 100}
            height="1"
            className={look}
          />
        ))}
      </svg>
      <figcaption className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
        {parts.map(({ name, bytes, swatch }) => (
          <span key={name} className="flex items-center gap-1.5">
            <span aria-hidden className={`border-line-strong size-3 border ${swatch}`} />
            {name} {Math.round((Math.max(0, bytes) / all) * 100)}%
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
