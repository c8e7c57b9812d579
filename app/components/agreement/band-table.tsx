import type { BandRow, QualityBand } from "#server/reviews/agreement/measure-board";
import { FigureCell } from "./headline-figures";
import { ScrollArea } from "~/components/ui/scroll-area";

const BAND_TITLES: Record<QualityBand, string> = {
  below: "Below mid",
  mid: "Mid",
  senior: "Senior",
  staff: "Staff",
};

/** The same figures by how good the answer is, in the person's eyes. */
export function BandTable({ bands }: { bands: BandRow[] }) {
  return (
    <ScrollArea label="Agreement by answer quality">
      <table className="w-full max-w-4xl min-w-[26rem] tabular-nums">
        <caption className="sr-only">Judge–person agreement by answer quality</caption>
        <thead>
          <tr className="text-ink-soft text-small text-left">
            {["Bar reached", "Kappa", "Mean error", "Bias"].map((title) => (
              <th key={title} scope="col" className="py-1.5 pr-4 font-normal">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bands.map(({ band, kappa, error, bias }) => (
            <tr key={band} className="border-line border-t align-top">
              <th scope="row" className="py-2.5 pr-4 text-left font-semibold">
                {BAND_TITLES[band]}
              </th>
              <td className="py-2.5 pr-4">
                <FigureCell figure={kappa} digits={2} />
              </td>
              <td className="py-2.5 pr-4">
                <FigureCell figure={error} digits={1} />
              </td>
              <td className="py-2.5">
                <FigureCell figure={bias} digits={1} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
