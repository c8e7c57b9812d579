import type { CallFigures } from "#server/usage/get-judge-usage";
import { ShareBar } from "~/components/charts/share-bar";
import { formatCount } from "~/lib/report/format";
import { sayCost, sayTokens } from "~/lib/usage-words";
import { ScrollArea } from "~/components/ui/scroll-area";

type Row = CallFigures & { name: string; gradings?: number; dryRuns?: number; questions?: number };

/** Calls, tokens and cost of each purpose, model or problem, dearest first. */
export function CostTable(props: { caption: string; nameTitle: string; rows: Row[] }) {
  const { rows } = props;
  const hasGradings = rows.some(({ gradings }) => gradings !== undefined);
  const hasDryRuns = rows.some(({ dryRuns }) => (dryRuns ?? 0) > 0);
  const hasQuestions = rows.some(({ questions }) => (questions ?? 0) > 0);
  const largest = rows.reduce((max, { knownUsd }) => Math.max(max, knownUsd ?? 0), 0);
  return (
    <ScrollArea label={props.caption}>
      <table className="w-full min-w-[42rem] text-left tabular-nums">
        <caption className="sr-only">{props.caption}</caption>
        <thead className="text-ink-soft">
          <tr>
            <th scope="col" className="py-2 font-normal">
              {props.nameTitle}
            </th>
            {hasGradings && <NumberHead>Gradings</NumberHead>}
            {hasDryRuns && <NumberHead>Dry runs</NumberHead>}
            <NumberHead>Calls</NumberHead>
            {hasQuestions && <NumberHead>Questions</NumberHead>}
            <NumberHead>Tokens in</NumberHead>
            <NumberHead>Tokens out</NumberHead>
            <NumberHead>Cost</NumberHead>
            {largest > 0 && <td className="w-1/6" />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-line border-t align-top">
              <th scope="row" className="py-2 font-semibold wrap-anywhere">
                {row.name}
              </th>
              {hasGradings && <td className={NUMBER}>{formatCount(row.gradings ?? 0)}</td>}
              {hasDryRuns && <td className={NUMBER}>{formatCount(row.dryRuns ?? 0)}</td>}
              <td className={NUMBER}>{formatCount(row.calls)}</td>
              {hasQuestions && <td className={NUMBER}>{formatCount(row.questions ?? 0)}</td>}
              <td className={NUMBER}>{sayTokens(row, "inputTokens")}</td>
              <td className={NUMBER}>{sayTokens(row, "outputTokens")}</td>
              <td className={NUMBER}>{sayCost(row)}</td>
              {largest > 0 && (
                <td className="py-2 pl-4">
                  <ShareBar share={row.knownUsd === null ? null : row.knownUsd / largest} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

const NUMBER = "py-2 pl-4 text-right";

function NumberHead({ children }: { children: string }) {
  return (
    <th scope="col" className="py-2 pl-4 text-right font-normal">
      {children}
    </th>
  );
}
