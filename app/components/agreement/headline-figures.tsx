import type { Figure } from "#server/reviews/agreement/figures";
import type { AgreementBoard } from "#server/reviews/agreement/measure-board";
import { sayAttempts, sayInterval, sayValue } from "~/lib/figure-words";

/** The few figures that say most, judge against people and people against each other. */
export function HeadlineFigures({ board }: { board: AgreementBoard }) {
  const { judge, people } = board;
  return (
    <table className="w-full max-w-4xl tabular-nums">
      <caption className="sr-only">
        Agreement between judge and people, and between two people
      </caption>
      <thead>
        <tr className="text-ink-soft text-small text-left">
          <th scope="col" className="py-1.5 pr-4 font-normal">
            Figure
          </th>
          <th scope="col" className="py-1.5 pr-4 font-normal">
            Judge and people
          </th>
          <th scope="col" className="py-1.5 font-normal">
            Two people
          </th>
        </tr>
      </thead>
      <tbody>
        <Row
          title="Kappa of verdicts"
          hint="1 = perfect agreement, 0 = chance"
          figures={[judge.kappa, people.kappa]}
          digits={2}
        />
        <Row
          title="Weighted kappa of totals"
          hint="in 10-point bands; larger misses weigh more"
          figures={[judge.totalsKappa, people.totalsKappa]}
          digits={2}
        />
        <Row
          title="Mean error of totals"
          hint="points of 100"
          figures={[judge.error, people.error]}
          digits={1}
        />
        <Row
          title="Bias of totals"
          hint="judge minus person, points of 100"
          figures={[judge.bias, null]}
          digits={1}
        />
      </tbody>
    </table>
  );
}

function Row(props: {
  title: string;
  hint: string;
  figures: [Figure, Figure | null];
  digits: number;
}) {
  return (
    <tr className="border-line border-t align-top">
      <th scope="row" className="py-2.5 pr-4 text-left font-normal">
        <span className="font-semibold">{props.title}</span>
        <span className="text-ink-soft text-small block">{props.hint}</span>
      </th>
      {props.figures.map((figure, index) => (
        <td key={index} className="py-2.5 pr-4">
          {figure === null ? (
            <span aria-hidden>–</span>
          ) : (
            <FigureCell figure={figure} digits={props.digits} />
          )}
        </td>
      ))}
    </tr>
  );
}

/** Value, interval and what it stands on. */
export function FigureCell(props: { figure: Figure; digits: number }) {
  const { figure, digits } = props;
  const interval = sayInterval(figure, digits);
  const isNumber = figure.value !== null;
  return (
    <>
      <span className={isNumber ? "font-semibold" : "text-ink-soft"}>
        {sayValue(figure, digits)}
      </span>
      <span className="text-ink-soft text-small block">
        {interval !== null && <span className="block">{interval}</span>}
        {sayAttempts(figure.attempts)}
      </span>
    </>
  );
}
