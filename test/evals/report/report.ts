import type { AttackFamilyRow, NullAnswersRow } from "./attacks";
import type { RelationRow } from "./relations";
import type { CostRow, RepeatsRow } from "./runs";
import type { LabelledTables } from "./tables";

/** What `report.json` holds. Shares are 0–1, totals and shifts points of 100. */
export type Report = {
  madeAt: string;
  judge: { kind: string; requestedModel: string; returnedModels: string[]; isEstimate: boolean };
  settings: {
    mode: string;
    level: string;
    lens: string;
    splits: string[];
    sets: string[];
    signals: string;
    seed: number;
    rounds: number;
    repeats: number;
    limit: number | null;
  };
  problems: { slug: string; rubricHash: string; promptHash: string | null }[];
  /** Gradings that the run did not get to, and why. */
  left: number;
  stopped: string | null;
  gold: LabelledTables | null;
  /** The answers that rubrics were tuned on: says nothing about unseen ones. */
  calibration: LabelledTables | null;
  relations: RelationRow[] | null;
  attacks: AttackFamilyRow[] | null;
  nullAnswers: NullAnswersRow | null;
  repeats: RepeatsRow | null;
  costs: CostRow;
};
