import { stemWord } from "../../text/stems";

/**
 * What candidates ask about in this field, a row a concept: words that stand for one another in a
 * question. They hold for any problem; none is there for a single one.
 */
const CONCEPTS = {
  traffic:
    "traffic volume load qps rps tps throughput request query call dau mau concurrent visit visitor session message daily arrive arrival incoming active",
  people: "user customer member people audience population client person shopper",
  peak: "peak burst bursty spike spiky spikey busiest busy rush surge evening uneven diurnal seasonal seasonality outage",
  speed:
    "latency fast slow speed quick quickly delay second ms millisecond p50 p95 p99 ttft slo sla wait responsive realtime deadline finish",
  due: "deadline timeline launch schedule due quarter month week",
  money:
    "budget cost money price pricing spend dollar usd euro eur cheap expensive bill afford pay finance",
  price: "price pricing quota token contract",
  team: "team engineer headcount staff developer builder staffing oncall pager",
  hardware:
    "gpu hardware accelerator machine cluster cpu node infra infrastructure server capacity fleet memory vram h100 a100",
  usage: "utilisation utilization utilized utilised idle dashboard",
  corpus: "document doc page article corpus knowledge catalogue catalog library content file table",
  stock: "listing item inventory stock sku product catalogue catalog piece",
  length:
    "length long longest short size token character word context input output p50 p99 distribution tail",
  model: "model parameter architecture checkpoint llm 7b 8b 13b 70b",
  labels:
    "judged label labelled labeled annotated annotation gold golden truth dataset eval evaluation testset benchmark checked verified",
  raters: "judge rate rater expert annotator reviewer curator assessor evaluator sme label",
  past: "log logged logging history historical past previous recorded record archive archived transcript trace",
  shown: "impression shown exposure position click clicked tap ctr view engagement",
  fresh:
    "fresh freshness update edit change stale staleness recent recency sync delete deleted remove removed withdrawn disappear gone propagate soon",
  language: "language lang multilingual english german translate translated translation locale",
  country: "country region regional market geography jurisdiction local",
  privacy:
    "privacy private pii personal gdpr consent anonymise anonymised anonymized redact sensitive confidential eu dpo",
  law: "law legal regulation regulator regulatory compliance compliant authority auditor audit duty",
  hosting:
    "provider hosted host hosting external vendor cloud openai api anthropic selfhosted selfhost onprem outside hyperscaler thirdparty",
  handover: "human escalate escalation handover handoff fallback",
  approval: "approve approval approver signoff confirm confirmation",
  quality: "quality accuracy accurate precision recall error wrong correct mistake f1 auc",
  metric: "metric measure kpi satisfaction csat nps success survey",
  goal: "goal target objective aim success expectation",
  today: "today existing exist current currently already baseline legacy",
  incident:
    "incident outage wrong fail failure happen leak leaked broke broken frozen froze freeze mishap damage worst risk crash died mtbf interruption restart",
  uptime: "availability uptime downtime failover redundancy redundant",
  action:
    "action write execute book refund tool perform irreversible undo undone reversible cancel cancelled",
  reading: "read see access view fetch lookup visible",
  access:
    "authentication auth authorization permission access role rbac identity credential login oauth sso acl security tenant rights",
  experiment: "experiment ab rollout canary bucket holdout randomised shadow",
  newcomer: "newcomer cold coldstart onboarding anonymous join new",
  retention: "retain retention keep kept store stored storage audit explain years",
  abuse:
    "abuse abusive attack attacker adversarial injection injected inject fraud scam scammer spam spammer evade evasion malicious trick",
  share: "prevalence share fraction percent percentage proportion ratio portion",
  violation: "violate violation violating break harm harmful bad toxic dangerous unsafe",
  growth: "growth grow growing forecast trend",
  overnight: "night overnight batch nightly",
  appeal: "appeal objection object contest dispute overturn overturned",
  complaint: "complain complaint unhappy annoy annoyed",
  report: "report reported flag flagged",
  sandbox: "sandbox staging copy",
  owner: "own owner wrote written built maintain maintained responsible owned",
  sale: "purchase sale sell sold buy bought order conversion convert transaction checkout",
  kind: "kind type mix category distribution distributed breakdown split",
  task: "task mail email workflow job case",
  worker: "moderator reviewer operator agent shift approver analyst staff",
  workload: "decision decide hour minute shift",
  repeat: "cache cached caching prefix same repeat repeated reuse reused similar overlap duplicate",
  extra: "rent extra additional scale more",
  startup: "start startup boot loading warm replica autoscale spin",
  site: "site datacenter datacentre location zone",
  photo: "photo image picture scan scanned",
  rule: "rule policy guideline",
  answerable: "resolve resolved resolution solve solved deflect deflection",
  promise: "promise promised risk worst",
  limit: "limit limited limiting throttle throttled cap quota",
  release: "weight release deploy deployed version retrain retrained",
  network: "network interconnect infiniband nvlink ethernet bandwidth",
  storage: "storage disk nvme filesystem s3 bandwidth",
  schema: "schema table column warehouse database dbt semantic join",
  intellectual: "secret license licence copyright copyleft ip patent",
  editor: "ide editor vscode jetbrains plugin extension",
  adoption: "accept acceptance accepted adoption reject rejected suggestion",
  format: "format pdf scan scanned handwriting handwritten layout image photo",
  differ: "differ different vary contradict conflict disagree inconsistent definition define",
  recovery: "recover recovery rto rpo resume restore checkpoint restart",
  speech: "transcription asr stt wer accent noise noisy microphone phone telephony pstn",
  device: "device mobile phone browser app platform channel web",
  noise: "noise noisy dirty clean wrong messy corrected",
} as const;

export type Concept = keyof typeof CONCEPTS;

const UNIT = "(?:s|sec|secs|second|day|d|h|hr|hour|min|minute|week|month)";

/** Turns of speech that ask for something though none of their words does alone. */
const PHRASES: readonly [RegExp, Concept][] = [
  [
    /\btime[- ]to[- ]first(?:[- ]token)?\b|\bhow (?:fast|quick|quickly|responsive)\b|\breal[- ]?time\b/g,
    "speed",
  ],
  [/\bhow long (?:may|can|must|should|do|does|will|would) .{1,40}\b(?:take|wait|last)\b/g, "speed"],
  [/\b(?:until|by) what (?:hour|time)\b|\bby morning\b|\bin time\b/g, "speed"],
  [
    new RegExp(String.raw`\b(?:per|a|each|every) (?:day|sec|second)\b|(?<=\w ?)\/ ?${UNIT}\b`, "g"),
    "traffic",
  ],
  [/\bhow (?:soon|stale|fresh|up[- ]to[- ]date)\b/g, "fresh"],
  [
    /\b(?:what|anything|something) (?:went|has gone|did go|goes|have gone) (?:so )?wrong\b|\bgone wrong\b|\bpost[- ]?mortems?\b|\b(?:was|were) there (?:already )?(?:a|any) cases?\b|\b(?:has|have) (?:that|it|this) (?:already )?happened\b/g,
    "incident",
  ],
  [
    /\bwhat (?:can|may|does) (?:it|we) (?:cost|spend)\b|\bhow much (?:money|does|may|can|is|will) \w+ (?:cost|spend)\b/g,
    "money",
  ],
  [/\bwho (?:builds|is building|will build|works on)\b|\bon[- ]call\b/g, "team"],
  [/\bby when\b|\bhow (?:much|long) (?:time )?(?:do|have) (?:we|i) (?:have|got)?\b/g, "due"],
  [/\bwho (?:can|could|will|would|is going to) (?:judge|rate|label|review|check)\b/g, "raters"],
  [/\brate[- ]limits?\b/g, "limit"],
  [
    /\b(?:self|on)[- ]?(?:host\w*|prem\w*)\b|\b(?:third|3rd)[- ]part(?:y|ies)\b|\bin[- ]house\b|\boff the internet\b/g,
    "hosting",
  ],
  [/\ba\/b[- ]?(?:test\w*)?\b|\bab[- ]tests?\b/g, "experiment"],
  [/\bcold[- ]start\b|\blogged[- ]out\b|\bnot logged in\b|\bbrand new\b/g, "newcomer"],
  [/\bsign(?:s|ed)? in\b|\blog(?:s|ged)? in\b|\bservice accounts?\b|\brow[- ]level\b/g, "access"],
  [/\bstatus quo\b|\bas of now\b|\bright now\b|\bso far\b|\bthese days\b/g, "today"],
  [
    /\b(?:what does|what do you mean by|what do (?:they|you) call|how do you define) .{0,30}["'“‘](?:most|good|fast|safe|safely|better|routine|enough)["'”’]|["'“‘]?most["'”’]? (?:of|mean)\b.*\b(?:number|percent|%)|\bwhat (?:number|share|percentage) would\b/g,
    "goal",
  ],
  [/\bhand(?:s|ed)?[- ](?:it )?(?:over|off)\b/g, "handover"],
  [/\bnumber of users\b|\bactive users\b|\bhow many (?:users|customers|members)\b/g, "traffic"],
  [/\bwho (?:uses|will use|are the users|is (?:it|this) for)\b/g, "people"],
  [/\bget around\b|\bwork around us\b/g, "abuse"],
  [
    /\bground truth\b|\blabel(?:l?ed)? (?:data|sets?|examples)\b|\bgold(?:en)? sets?\b|\beval(?:uation)? sets?\b|\btest sets?\b/g,
    "labels",
  ],
];

const BY_STEM = new Map<string, Concept[]>();
for (const [concept, words] of Object.entries(CONCEPTS) as [Concept, string][])
  for (const word of words.split(" ")) {
    const stem = stemWord(word);
    BY_STEM.set(stem, [...new Set([...(BY_STEM.get(stem) ?? []), concept])]);
  }

/** The concepts that a stem may stand for; none for most words. */
export function conceptsOf(stem: string): readonly Concept[] {
  return BY_STEM.get(stem) ?? [];
}

/** The concepts that a text's turns of speech stand for, and what is left of it. Takes it in lower case. */
export function takePhrases(text: string): { concepts: Concept[]; rest: string } {
  const concepts: Concept[] = [];
  let rest = text;
  for (const [phrase, concept] of PHRASES)
    rest = rest.replace(phrase, () => {
      concepts.push(concept);
      return " ";
    });
  return { concepts: [...new Set(concepts)], rest };
}
