export type Dimension = "time" | "data" | "money" | "work" | "power";

/**
 * A unit to a power: `size` in seconds, bytes, dollars, operations or watts. `binary` is the size of
 * the same word counted in 1024s ("GB"), where that differs.
 */
export type Unit = { dimension: Dimension; size: number; binary?: number; power: number };

const MONTH = 30 * 86_400;
const SECONDS: [words: string, size: number][] = [
  ["ns nanosecond", 1e-9],
  ["us µs μs microsecond", 1e-6],
  ["ms msec millisecond", 1e-3],
  ["s sec second", 1],
  ["min minute", 60],
  ["h hr hour", 3_600],
  ["day d", 86_400],
  ["wk week", 7 * 86_400],
  ["mo mth month", MONTH],
  ["quarter", 3 * MONTH],
  ["yr year", 365 * 86_400],
];
const RATES: [words: string, size: number][] = [
  ["qps rps tps ops iops hz", 1],
  ["qpm rpm tpm", 1 / 60],
  ["hourly", 1 / 3_600],
  ["rpd daily nightly", 1 / 86_400],
  ["weekly", 1 / (7 * 86_400)],
  ["monthly", 1 / MONTH],
  ["yearly annually annual", 1 / (365 * 86_400)],
];
const MONEY: [words: string, size: number][] = [
  ["$ € £ usd eur gbp dollar euro pound buck", 1],
  ["¢ cent ct c", 0.01],
];

const BY_WORD = new Map<string, Unit>([
  ...toEntries(SECONDS, "time", 1),
  ...toEntries(RATES, "time", -1),
  ...toEntries(MONEY, "money", 1),
]);

function toEntries(table: [string, number][], dimension: Dimension, power: number) {
  return table.flatMap(([words, size]) =>
    words.split(" ").map((word): [string, Unit] => {
      return [word, { dimension, size: power < 0 ? 1 / size : size, power }];
    }),
  );
}

const PREFIXES: Record<string, number> = { k: 1, m: 2, g: 3, t: 4, p: 5, e: 6 };
const FULL_PREFIXES: Record<string, number> = { kilo: 1, mega: 2, giga: 3, tera: 4, peta: 5 };
const DATA =
  /^(?<prefix>kilo|mega|giga|tera|peta|[kmgtpe])?(?<kibi>i)?(?<base>b|bits?|bytes?)(?<ps>ps)?$/i;
const WORK = /^(?<prefix>[kmgtpe])?(?<base>flops?|ops|f)(?<ps>ps)?$/i;
const POWER = /^(?<prefix>[kmg])?w(?<hour>h)?$/i;
/** "GPU-hours", "node hour", "person-days": whose hours they are doesn't change the sum. */
const OWNER =
  /^(?:h100|a100|gpu|cpu|tpu|core|node|machine|server|person|man|wall|worker)s?-?(?=(?:h|hrs?|hours?|days?|minutes?|seconds?|weeks?|months?|years?)$)/i;

/**
 * What a word may mean as a unit, the likeliest first; none for another word. "Gb" may be bits or,
 * carelessly, bytes; "TFLOPS" operations or operations a second.
 */
export function readUnits(word: string): Unit[][] {
  const bare = word.replace(OWNER, "");
  const data = readData(bare);
  if (data) return data;
  const known = lookUp(bare) ?? lookUp(bare.replace(/s$/i, ""));
  return known ? [[known]] : (readWork(bare) ?? readPower(bare) ?? []);
}

function lookUp(word: string): Unit | undefined {
  // "H", "S" and "D" are names; "Ms" is nothing.
  return /^[A-Z]$/.test(word) ? undefined : BY_WORD.get(word.toLowerCase());
}

const PER_SECOND: Unit = { dimension: "time", size: 1, power: -1 };

function readData(word: string): Unit[][] | null {
  const { prefix = "", kibi, base = "", ps } = DATA.exec(word)?.groups ?? {};
  if (base === "") return null;
  const exponent = PREFIXES[prefix.toLowerCase()] ?? FULL_PREFIXES[prefix.toLowerCase()] ?? 0;
  const [bytes, bits] = [1, 1 / 8].map((size): Unit => {
    const binary = size * 1024 ** exponent;
    const decimal = kibi === undefined ? size * 1000 ** exponent : binary;
    return { dimension: "data", size: decimal, binary, power: 1 };
  }) as [Unit, Unit];
  const isShort = base.length === 1;
  const kinds = base === "B" || /^byte/i.test(base) ? [bytes] : isShort ? [bits, bytes] : [bits];
  return kinds.map((one) => (ps === undefined ? [one] : [one, PER_SECOND]));
}

function readWork(word: string): Unit[][] | null {
  const { prefix = "", base = "", ps } = WORK.exec(word)?.groups ?? {};
  // "PF" is short for 10^15 of them; "F" and "ops" alone are names.
  if (base === "" || (prefix === "" && !/^flop/i.test(base))) return null;
  const size = 1000 ** (PREFIXES[prefix.toLowerCase()] ?? 0);
  const work: Unit = { dimension: "work", size, power: 1 };
  if (ps !== undefined) return [[work, PER_SECOND]];
  return /s$/i.test(base) ? [[work], [work, PER_SECOND]] : [[work]];
}

function readPower(word: string): Unit[][] | null {
  const match = POWER.exec(word);
  if (!match) return null;
  const size = 1000 ** (PREFIXES[(match.groups?.prefix ?? "").toLowerCase()] ?? 0);
  const watts: Unit = { dimension: "power", size, power: 1 };
  const hour: Unit = { dimension: "time", size: 3_600, power: 1 };
  return match.groups?.hour === undefined ? [[watts]] : [[watts, hour]];
}

/** What an amount may be for, as in "$5 a terabyte" or "20 a day". */
export function isDivisor(word: string): boolean {
  const [unit] = readUnits(word)[0] ?? [];
  return word.length > 1 && unit?.power === 1 && /^(?:time|data)$/.test(unit.dimension);
}

/** Bare numbers that people write to get from one unit to another: "× 86,400", "/ 1,000", "× 8". */
const CONVERSIONS: Record<Dimension, number[]> = {
  // prettier-ignore
  time: [60, 3600, 24, 1440, 86400, 1e5, 7, 604800, 28, 30, 30.4, 30.42, 30.5, 31, 2592000, 2.6e6, 12, 52, 365, 365.25,
    // Hours and days that are worked, and hours of a month.
    8, 9, 10, 5, 20, 21, 22, 23, 250, 260, 4, 4.3, 4.33, 720, 730, 744, 8760, 1000, 1e6],
  data: [8, 1000, 1024, 1e6, 1024 ** 2, 1e9, 1024 ** 3, 1e12, 1024 ** 4],
  money: [100],
  work: [1e3, 1e6, 1e9, 1e12, 1e15],
  power: [1e3, 1e6],
};

export function isConversion(value: number, dimension: Dimension): boolean {
  return CONVERSIONS[dimension].some((one) => one === value);
}
