import { SECTION_IDS } from "#domain/problems/scale";
import { bootstrapInterval } from "#server/statistics/bootstrap";
import { countPairs, mean } from "#server/statistics/confusion";
import { quadraticKappa } from "#server/statistics/kappa";
import { decileOf, meanAbsoluteError, shareInOrder, signedBias } from "#server/statistics/totals";
import type { GoldBand } from "../gold/plan-states";
import type { SectionId } from "#domain/problems/scale";
import type { TotalPair } from "#server/statistics/totals";
import type { ObservedAnswer } from "./observe";
import type { Measured } from "#domain/measured";

export type TotalsRow = {
  name: string;
  answers: number;
  expectedMean: number | null;
  givenMean: number | null;
  /** Points of 100. */
  meanAbsoluteError: Measured;
  signedBias: Measured;
  /** Over the ten deciles of the total. */
  decileKappa: Measured;
  /** Over the number of bars reached, 0–3. */
  barsKappa: Measured;
};

/** Totals as they should be against totals as they were given. */
export function measureTotals(
  name: string,
  answers: readonly ObservedAnswer[],
  seed: number,
): TotalsRow {
  const over = (statistic: (drawn: readonly ObservedAnswer[]) => number | null): Measured => ({
    value: statistic(answers),
    interval: bootstrapInterval(answers, statistic, seed),
  });
  return {
    name,
    answers: answers.length,
    expectedMean: mean(answers.map(({ expectedTotal }) => expectedTotal)),
    givenMean: mean(answers.map(({ comparedTotal }) => comparedTotal)),
    meanAbsoluteError: over((drawn) => meanAbsoluteError(drawn.map(toPair))),
    signedBias: over((drawn) => signedBias(drawn.map(toPair))),
    decileKappa: over(kappaOfDeciles),
    barsKappa: over(kappaOfBars),
  };
}

function toPair({ expectedTotal, comparedTotal }: ObservedAnswer): TotalPair {
  return { expected: expectedTotal, given: comparedTotal };
}

function kappaOfDeciles(answers: readonly ObservedAnswer[]): number | null {
  const pairs = answers.map(toPair);
  return quadraticKappa(
    countPairs(
      pairs.map(({ expected, given }) => [decileOf(expected), decileOf(given)] as const),
      10,
    ),
  );
}

function kappaOfBars(answers: readonly ObservedAnswer[]): number | null {
  const pairs = answers.map(({ bars }) => [bars.expected, bars.compared] as const);
  return quadraticKappa(countPairs(pairs, 4));
}

export type SectionRow = {
  section: SectionId;
  expectedMean: number | null;
  givenMean: number | null;
  /** Points of 100 of the section. */
  meanAbsoluteError: number | null;
  signedBias: number | null;
};

/** As `measureTotals`, section by section. */
export function measureSections(answers: readonly ObservedAnswer[]): SectionRow[] {
  return SECTION_IDS.map((section) => {
    const pairs = answers.flatMap(({ sections }) =>
      sections.filter((one) => one.section === section),
    );
    return {
      section,
      expectedMean: mean(pairs.map(({ expected }) => expected)),
      givenMean: mean(pairs.map(({ given }) => given)),
      meanAbsoluteError: meanAbsoluteError(pairs),
      signedBias: signedBias(pairs),
    };
  });
}

export type BandsRow = {
  name: string;
  /** Totals as shown, lowest first. */
  totals: Record<GoldBand, number[]>;
  /** Pairs of answers of different bands that stand in the right order. */
  inOrder: number | null;
  /** The means of the bands fall from strong to weak. */
  meansInOrder: boolean;
};

/** Whether the bands of one problem and split keep their order. */
export function measureBands(name: string, answers: readonly ObservedAnswer[]): BandsRow {
  const of = (band: GoldBand): number[] =>
    answers
      .filter(({ answer }) => answer.band === band)
      .map(({ shownTotal }) => shownTotal)
      .sort((a, b) => a - b);
  const totals = { strong: of("strong"), middling: of("middling"), weak: of("weak") };
  const pairs = (["middling", "weak"] as const).flatMap((low) =>
    (["strong", "middling"] as const)
      .filter((high) => high !== low)
      .flatMap((high) => {
        const share = shareInOrder(totals[high], totals[low]);
        return share === null ? [] : [{ share, weight: totals[high].length * totals[low].length }];
      }),
  );
  const weight = pairs.reduce((sum, pair) => sum + pair.weight, 0);
  const inOrder = pairs.reduce((sum, pair) => sum + pair.share * pair.weight, 0);
  const means = [totals.strong, totals.middling, totals.weak].flatMap((list) => mean(list) ?? []);
  return {
    name,
    totals,
    inOrder: weight === 0 ? null : inOrder / weight,
    meansInOrder: means.every((value, i) => value > (means[i + 1] ?? -1)),
  };
}
