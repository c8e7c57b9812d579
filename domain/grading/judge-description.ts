/**
 * What a judge says of itself. It is kept with what came of it, so whoever reads that needs to know no
 * judge by its kind.
 */
export type JudgeDescription = {
  /** Short and lasting: grades are stored under it. */
  kind: string;
  /** As a sentence begins with it: "The model". */
  label: string;
  /** True for one that doesn't read: every page that shows its grade calls it an estimate. */
  isEstimate: boolean;
  /** The same request always gives the same reply: asking again is pointless. */
  isDeterministic: boolean;
  /** It computes in our own process: it calls nobody, and costs nothing. */
  isLocal: boolean;
};

/** The part that is kept with a trial. Rows from before judges described themselves have the kind alone. */
export type KeptDescription = Pick<JudgeDescription, "kind"> &
  Partial<Pick<JudgeDescription, "label" | "isLocal">>;

/** The judge that threads of the worker hold, and the one local judge of those rows: any other was a model. */
export const OFFLINE_KIND = "offline";

export function readDescription({
  kind,
  label,
  isLocal = kind === OFFLINE_KIND,
}: KeptDescription): Pick<JudgeDescription, "label" | "isLocal"> {
  return { label: label ?? (isLocal ? "The offline judge" : "The model"), isLocal };
}
