import { readContentOf } from "./server/content/read-content";
import { matchQuestion, rankEntries } from "./server/attempts/questions/match-question";
const head = (await readContentOf(".", "rag-customer-support"))!.problem.head;
for (const q of process.argv.slice(2)) { const m = matchQuestion(q, head) as any; const r = rankEntries(q, head); console.log(q, m.kind, m.offered?.map((o: any) => o.id) ?? m.clarification?.id, "likely", r.likely?.id, r.near.slice(0,3).map(n=>n.entry.id+n.share.toFixed(2)).join(" ")); }
