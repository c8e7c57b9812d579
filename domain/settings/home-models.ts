/** A model that fits a machine of one's own, and what is published about it as a judge. */
export type HomeModel = {
  /** As Ollama's library names it. */
  name: string;
  title: string;
  /** Memory of the machine, GB. */
  memoryGb: 16 | 32 | 48;
  /** What Ollama downloads, GB of 10^9 bytes (4 bits a weight). */
  downloadGb: number;
  /** Balanced accuracy against people's labels, percent: on reports, and on long, structured input. */
  reports: number;
  trajectories: number;
};

/** Where the figures come from; none was measured here. */
export const HOME_MODELS_SOURCE = {
  agreement: "RuVerBench, arXiv 2606.29920, results/main_leaderboard",
  reportChecks: 1_615,
  trajectoryChecks: 843,
  downloads: "ollama.com/library",
  date: "2026-11-30",
} as const;

/** The one list of models that the app suggests and docs/judges.md names, smallest machine first. */
export const HOME_MODELS: readonly HomeModel[] = [
  {
    name: "qwen3.5:9b",
    title: "Qwen3.5 9B",
    memoryGb: 16,
    downloadGb: 6.6,
    reports: 88.1,
    trajectories: 71.6,
  },
  {
    name: "qwen3.5:35b-a3b",
    title: "Qwen3.5 35B-A3B",
    memoryGb: 32,
    downloadGb: 24,
    reports: 89.3,
    trajectories: 70.8,
  },
  {
    name: "gpt-oss:20b",
    title: "gpt-oss 20B",
    memoryGb: 32,
    downloadGb: 14,
    reports: 85.6,
    trajectories: 72.3,
  },
  {
    name: "qwen3.5:27b",
    title: "Qwen3.5 27B",
    memoryGb: 48,
    downloadGb: 17,
    reports: 89.8,
    trajectories: 74.0,
  },
];

/** A machine that is sold with so much shows a little less. */
const SHOWN_SHARE = 0.9;

/**
 * The one of the list to download to a machine: the best published among those that it has the memory
 * for, else the one that needs least.
 * @param memoryBytes of the machine
 */
export function pickForMemory(memoryBytes: number): string {
  const [least] = HOME_MODELS;
  const fitting = HOME_MODELS.filter(
    ({ memoryGb }) => memoryBytes >= SHOWN_SHARE * memoryGb * 1e9,
  ).sort((a, b) => b.reports - a.reports);
  return (fitting[0] ?? least)?.name ?? "";
}

/** No better than a coin in the same test (Llama 3.1 8B: 51.6 percent), or older and as small. */
const AVOID =
  /^(?:llama-?2\b|(?:meta-)?llama-?3(?:\.1)?[:-](?:8b|latest|instruct)|mistral:(?:7b|latest)|gemma:)/i;
/** Bytes on disk. Small judges gave 13 to 24 points too many in a published audit (HealthBench). */
export const SMALL_BYTES = 4e9;

/** What a server says of a model, as far as suggesting it goes. */
type Suggested = { name: string; sizeBytes: number | null; leavesMachine: boolean };

/** Whether a model may be suggested: one of the list, or one of 4 GB and more that is not known to fail. */
export function isFitting({ name, sizeBytes, leavesMachine }: Suggested): boolean {
  if (leavesMachine || isToAvoid(name)) return false;
  return findNamed(name) !== undefined || (sizeBytes !== null && sizeBytes >= SMALL_BYTES);
}

export function isToAvoid(name: string): boolean {
  return AVOID.test(name);
}

/** The one to suggest: of the list the best published, else the largest; null where none fits. */
export function pickFitting<Model extends Suggested>(models: readonly Model[]): Model | null {
  const rank = ({ name, sizeBytes }: Model): number =>
    (findNamed(name)?.reports ?? 0) * 1e15 + (sizeBytes ?? 0);
  return models.filter(isFitting).sort((a, b) => rank(b) - rank(a))[0] ?? null;
}

/** LM Studio says qwen/qwen3.5-9b, and llama.cpp the name of a file. */
function findNamed(name: string): HomeModel | undefined {
  const plain = toPlain(name);
  return HOME_MODELS.find((one) => {
    const wanted = toPlain(one.name);
    return (
      plain === wanted || (/^[-_.@]/.test(plain.slice(wanted.length)) && plain.startsWith(wanted))
    );
  });
}

function toPlain(name: string): string {
  return (name.split("/").at(-1) ?? "").toLowerCase().replace(":", "-");
}
