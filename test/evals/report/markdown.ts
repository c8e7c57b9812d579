import type { Report } from "./report";
import type { Slice } from "./slices";
import type { Measured } from "#domain/measured";
import type { LabelledTables } from "./tables";

/** `report.md`: the report as tables for people. */
export function toMarkdown(report: Report): string {
  const { judge, settings } = report;
  const models = judge.returnedModels.filter((model) => model !== judge.requestedModel);
  const parts = [
    `# Evaluation of the ${judge.kind} judge`,
    [
      `Model ${judge.requestedModel}${models.length > 0 ? ` (answered as ${models.join(", ")})` : ""}, mode ${settings.mode}, level ${settings.level}, lens ${settings.lens}, splits ${settings.splits.join(" and ")}, sets ${settings.sets.join(", ")}, signals ${settings.signals}, seed ${settings.seed}, rounds ${settings.rounds}, repeats ${settings.repeats}, limit ${settings.limit ?? "none"}. Made ${report.madeAt}.`,
      ...(report.stopped === null
        ? []
        : [`**Not complete.** ${report.left} gradings are left: ${report.stopped}.`]),
    ].join("\n\n"),
    "Brackets hold 95 % bootstrap intervals over answers. What each figure means: docs/evals.md.",
    table(
      ["problem", "rubric", "prompt"],
      report.problems.map(({ slug, rubricHash, promptHash }) => [
        ...[slug, rubricHash.slice(0, 12), promptHash?.slice(0, 12) ?? "–"],
      ]),
    ),
    ...(report.gold ? ["## Gold", ...labelledParts(report.gold)] : []),
    ...relationParts(report),
    ...attackParts(report),
    ...(report.calibration
      ? [
          "## Calibration answers (in-sample)",
          "The rubrics were written with these answers at hand, so the figures say nothing about unseen ones.",
          ...labelledParts(report.calibration),
        ]
      : []),
    ...runParts(report),
  ];
  return `${parts.join("\n\n")}\n`;
}

function labelledParts({ slices, totals, sections, bands, ...lists }: LabelledTables): string[] {
  return [
    "### Verdicts",
    table(
      [
        ...["answers of", "answers", "verdicts", "coverage", "accuracy", "balanced, met or not"],
        ...["balanced, 3 classes", "macro F1", "kappa", "award bias, points"],
      ],
      slices.map(sliceRow),
    ),
    `Not in the verdicts above: ${slices[0]?.open ?? 0} left open by the judge, ${slices[0]?.excluded ?? 0} excluded by the rubric, ${slices[0]?.unlabelled ?? 0} criteria without a certain label.`,
    "### Label by verdict",
    table(
      ["label", "not met", "partial", "met"],
      ["not met", "partial", "met"].map((label, i) => [
        label,
        ...(slices[0]?.confusion[i] ?? []).map(String),
      ]),
    ),
    "### Totals",
    table(
      ["answers of", "answers", "due", "given", "mean error", "bias", "QWK, deciles", "QWK, bars"],
      totals.map((row) => [
        ...[row.name, String(row.answers), points(row.expectedMean), points(row.givenMean)],
        ...[measuredPoints(row.meanAbsoluteError), measuredPoints(row.signedBias, true)],
        ...[measuredPlain(row.decileKappa), measuredPlain(row.barsKappa)],
      ]),
    ),
    "### Sections, percent",
    table(
      ["section", "due", "given", "mean error", "bias"],
      sections.map((row) => [
        ...[row.section, points(row.expectedMean), points(row.givenMean)],
        ...[points(row.meanAbsoluteError), signed(row.signedBias)],
      ]),
    ),
    "### Bands, by the totals shown",
    table(
      ["problem", "strong", "middling", "weak", "pairs in order", "means in order"],
      bands.map(({ name, totals: of, inOrder, meansInOrder }) => [
        ...[name, range(of.strong), range(of.middling), range(of.weak)],
        ...[percent(inOrder), meansInOrder ? "yes" : "no"],
      ]),
    ),
    "### By state",
    table(
      ["planted as", "labelled", "right", "met", "partial", "not met", "open"],
      lists.states.map(({ state, labelled, right, verdicts: v }) => [
        ...[state, String(labelled), percent(right)],
        ...[v.met, v.partial, v.not_met, v.cannot_assess].map(String),
      ]),
    ),
    "### By criterion, most errors first",
    table(
      ["problem", "criterion", "labelled", "errors", "too much", "too little", "open"],
      lists.criteria.map((row) => [
        ...[row.problem, row.criterionId],
        ...[row.labelled, row.errors, row.tooMuch, row.tooLittle, row.open].map(String),
      ]),
    ),
  ];
}

function sliceRow(slice: Slice): string[] {
  return [
    ...[slice.name, String(slice.answers), String(slice.verdicts), percent(slice.coverage)],
    ...[slice.accuracy, slice.balancedAccuracy, slice.balancedAccuracy3].map(measuredPercent),
    ...[measuredPlain(slice.macroF1), measuredPlain(slice.kappa)],
    measuredPoints(slice.awardBias, true),
  ];
}

function relationParts({ relations }: Report): string[] {
  if (!relations) return [];
  const offenders = relations.flatMap(({ relation, offenders: list }) =>
    list.map(({ id, shift, why }) => [relation, id, signed(shift), why]),
  );
  return [
    "## Metamorphic tests",
    table(
      ["relation", "trials", "held", "rate", "moot", "ungraded", "mean shift", "largest shift"],
      relations.map((row) => [
        ...[row.relation, String(row.trials), String(row.held), percent(row.rate)],
        ...[String(row.moot), String(row.ungraded), signed(row.meanShift)],
        signed(row.largestShift),
      ]),
    ),
    ...(offenders.length > 0
      ? ["### Where they broke", table(["relation", "answer", "shift", "why"], offenders)]
      : []),
  ];
}

function attackParts({ attacks, nullAnswers }: Report): string[] {
  if (!attacks) return [];
  const gains = (attacks[0]?.gains ?? []).map(({ id, shift }) => [id, signed(shift)]);
  return [
    "## Attacks",
    table(
      [
        ...["family", "pairs", "voided", "ungraded", "mean shift", "largest gain"],
        ...["gained over 1", "lost over 1"],
      ],
      attacks.map((row) => [
        ...[row.family, String(row.pairs), String(row.voided), String(row.ungraded)],
        ...[signed(row.meanShift), signed(row.largestGain)],
        ...[String(row.gains.length), String(row.losses)],
      ]),
    ),
    ...(gains.length > 0
      ? ["### What gained more than a point", table(["pair", "shift"], gains)]
      : []),
    ...(nullAnswers
      ? [
          "### Answers that hold nothing",
          `${nullAnswers.graded} graded, ${nullAnswers.voided} voided; the highest total is ${points(nullAnswers.highestTotal)}, and ${nullAnswers.over.length} got more than 5.`,
          ...(nullAnswers.over.length > 0
            ? [
                table(
                  ["answer", "total"],
                  nullAnswers.over.map((one) => [one.id, points(one.total)]),
                ),
              ]
            : []),
        ]
      : []),
  ];
}

function runParts({ costs, repeats }: Report): string[] {
  return [
    "## Runs",
    table(
      ["", ""],
      [
        ["graded", String(costs.graded)],
        ["failed, and so without a score", String(costs.failed.length)],
        ["evidence found, of that named for met and partial", percent(costs.evidenceValid)],
        ["pieces of evidence named", String(costs.evidenceClaimed)],
        [
          "cost in all, US dollars",
          costs.totalUsd === null ? "unknown" : costs.totalUsd.toFixed(4),
        ],
        ["cost an answer", costs.meanUsd === null ? "unknown" : costs.meanUsd.toFixed(5)],
        ["tokens in, an answer", points(costs.meanInputTokens)],
        ["tokens out, an answer", points(costs.meanOutputTokens)],
        ["time an answer, median, ms", points(costs.medianMs)],
        ["time an answer, p95, ms", points(costs.p95Ms)],
        ["answers graded more than once", String(repeats?.answers ?? 0)],
        ["agreement of repeats", percent(repeats?.verdictAgreement ?? null)],
        ["answers with byte-identical grades", repeats ? String(repeats.identical) : "–"],
      ],
    ),
    ...(costs.failed.length > 0
      ? [
          "### Failed gradings",
          table(
            ["answer", "kind", "message"],
            costs.failed.map(({ id, kind, message }) => [id, kind, message]),
          ),
        ]
      : []),
  ];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text) => text.replace(/\|/g, "\\|").replace(/\s+/g, " ")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

export function percent(value: number | null): string {
  return value === null ? "–" : `${(100 * value).toFixed(1)} %`;
}

function points(value: number | null): string {
  return value === null ? "–" : value.toFixed(1);
}

function signed(value: number | null): string {
  return value === null ? "–" : `${value > 0 ? "+" : ""}${value.toFixed(1)}`;
}

export function measuredPercent(measured: Measured): string {
  return withInterval(measured, (value) => (100 * value).toFixed(1));
}

export function measuredPoints(measured: Measured, isSigned = false): string {
  return withInterval(measured, isSigned ? signed : points);
}

function measuredPlain(measured: Measured): string {
  return withInterval(measured, (value) => value.toFixed(2));
}

function withInterval({ value, interval }: Measured, write: (value: number) => string): string {
  if (value === null) return "–";
  return interval === null
    ? write(value)
    : `${write(value)} [${write(interval.low)}, ${write(interval.high)}]`;
}

function range(totals: readonly number[]): string {
  const [low, high] = [totals[0], totals.at(-1)];
  return low === undefined || high === undefined ? "–" : `${low}–${high}`;
}
