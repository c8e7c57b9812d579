import { wordForms, type Piece } from "./pieces";

/**
 * Words and short expressions that often stand for each other when people describe systems. They are
 * too loose to be taken for a signal by themselves ("cut" is not always "drop"): who uses this table
 * must have other evidence at hand (server/judges/offline/find-near.ts). One family a line.
 */
const FAMILIES = [
  "drop, remove, strip, cut, discard, delete, purge, prune, evict, throw away, throw out, thrown out, leave out, get rid of, trim, weed out, filter out",
  "keep, hold, store, retain, save, preserve, persist, park, put aside, remember",
  "check, verify, validate, inspect, examine, audit, review, look at, go through, vet, confirm, test",
  "block, reject, refuse, deny, veto, stop, forbid, prevent, turn down, hold back, not allowed, does not ship, not released, bounce, abort, fail the build",
  "limit, cap, ceiling, bound, maximum, at most, no more than, upper bound, budget, quota, hard stop, max",
  "hand over, hand off, pass on, put through, transfer, forward, escalate, route to, land with, passed to, goes to a human",
  "fall back, fallback, fail over, switch over, step in, take over, degrade, instead of it, second vendor, backup",
  "outage, down, failure, fail, crash, unreachable, unavailable, die, dead, time out, timeout, lost, not reachable, goes dark, offline",
  "split, cut up, divide, slice, break up, separate, partition, portion, chunk, segment",
  "passage, excerpt, snippet, paragraph, section, piece, fragment, chunk",
  "article, page, document, manual, file, text",
  "answer, reply, response, output, completion",
  "question, query, request, prompt, enquiry, inquiry",
  "customer, user, subscriber, client, buyer, member, person, people, household",
  "agent, human, staff, colleague, employee, operator, clerk, expert, reviewer, specialist, person, people, someone",
  "model, llm, network, gpt",
  "gpu, card, accelerator, device, h100",
  "replica, instance, server, node, worker, machine, host, pod",
  "label, mark, annotate, tag, grade, score, rate, judge, assess",
  "labelled set, golden set, gold set, test set, benchmark, eval set, reference set, suite, bench, test cases",
  "agree, agreement, coincide, match, same as, consistent, concur, kappa, in line with, differ, disagree",
  "sample, draw, pick, select, subset",
  "compare, against, versus, vs, relative to, than before, than the old, baseline, control group, control",
  "share, fraction, proportion, percentage, percent, ratio, rate, how many, how often",
  "decrease, fall, drop, sink, decline, worse, regress, regression, lower, lose, shrink",
  "increase, rise, grow, gain, improve, higher, climb, better, more",
  "release, deploy, rollout, roll out, launch, ship, go live, promote, new version, upgrade, switch, swap",
  "roll back, rollback, revert, undo, take back, previous version, go back, back to the old, restore",
  "canary, small share, first few, one percent, a few percent, step by step, gradually, in stages, phased, staged",
  "log, record, journal, trace, note, history, audit trail, write down, ledger",
  "expire, invalidate, outdated, stale, no longer valid, ttl, lapse, time to live, valid for",
  "fresh, up to date, recent, current, new, within minutes",
  "wait, queue, backlog, line up, pending, hold up",
  "stall, block, freeze, hang, pause, hold up, stuck, slow down, starve",
  "interleave, alternate, mix, alongside, in between, side by side, in turns",
  "price, cost, bill, spend, dollar, expense, fee, money, charge",
  "cheap, inexpensive, saves, less money, cheaper, low cost",
  "expensive, dear, costly, pricey",
  "latency, delay, response time, wait, first token, first word, time to first token, ttft, takes, speed",
  "first token, first word, first words, first character, first byte, start of the reply, starts to appear, begins to write, begin talking, starts streaming, streaming begins, ttft, time to first token",
  "per token, inter-token, between tokens, token to token, pace, tok/s, tokens per second, tpot, itl",
  "throughput, per second, a second, each second, rate, volume, qps, rps, hz",
  "per second, a second, each second, every second, qps, rps, hz",
  "peak, busiest, worst hour, rush, rush hour, top hour, busy hour, evening, crest, daily high, fullest hour, maximum load",
  "average, mean, typical, median, usual",
  "percentile, p95, p99, p50, worst twentieth, worst hundredth, tail, nine out of ten, slowest",
  "permission, access, right, entitlement, authorisation, allowed, may see, privilege, scope",
  "identity, on behalf of, as the user, acting for, user token, impersonate, delegated",
  "secret, credential, token, key, password, permit",
  "isolate, sandbox, container, jail, vm, quarantine, separate process, cut off, micro-vm, gvisor, firecracker",
  "untrusted, foreign, stranger, hostile, malicious, third party, outsider, injected",
  "attack, adversarial, red team, injection, bait, hostile, jailbreak, poisoned, doctored",
  "approve, sign off, sign, confirm, consent, okay, say yes, permit, release, four eyes",
  "owner, responsible, accountable, answers for, sponsor, maintainer",
  "catalogue, registry, directory, allow-list, allowlist, whitelist, approved list, inventory, list of",
  "idempotent, idempotency, idempotency key, only once, exactly once, dedup key, request number, no second time, not twice",
  "retry, try again, repeat, send again, second attempt, resend",
  "resume, pick up, restart, continue, carry on, checkpoint",
  "summarise, condense, compress, compact, boil down, shorten, digest, sum up, abridge",
  "cite, quote, source, reference, link, attribute, traceable, backed by, footnote",
  "decline, abstain, refuse, admit, say it does not know, don't know, does not know, can't help, say so, no answer",
  "grounded, supported, backed, borne out, based on, faithful, faithfulness, only from, restricted to",
  "similar, close, near, alike, related, neighbour, nearest",
  "rerank, reorder, second pass, re-score, cross-encoder, weigh each, second look, rank again",
  "search, retrieve, retrieval, look up, find, fetch, lookup",
  "keyword, lexical, bm25, exact match, word match, sparse, literal",
  "semantic, embedding, vector, dense, meaning",
  "combine, fuse, merge, blend, join, rrf, union",
  "multilingual, cross-lingual, all languages, any language, every language, mixed-language, several languages, many languages",
  "mask, redact, anonymise, pseudonymise, scrub, replace names, strip names, black out",
  "alert, page, alarm, notify, warn, ring, wake",
  "monitor, watch, track, observe, keep an eye on, measure, dashboard, look at, count",
  "experiment, a/b test, a/b, split test, trial, half of the, control, test group",
  "solved, fixed, resolved, sorted, settled, done, works again, cleared, closed",
  "come back, again, repeat contact, reopen, return, contact again, call again, second time",
  "satisfaction, csat, thumbs, survey, stars, happy",
  "train, fine-tune, fit, learn, teach",
  "feature, attribute, property, signal, field",
  "stream, event, real time, realtime, kafka, as it happens",
  "batch, nightly, overnight, offline, bulk",
  "night, overnight, nightly, after hours, off-peak, dark hours",
  "share, common, pool, same, jointly, multiplex",
  "reuse, cached, cache, memoise, already computed, kept, not recomputed",
  "prefix, common tokens, shared prompt, same beginning, system prompt, head of each prompt, preamble",
  "memory, ram, hbm, vram, gigabyte, gb",
  "quantise, fp8, int8, int4, eight bits, 8-bit, 4-bit, lower precision, awq, gptq",
  "accuracy, quality, right answers, correctness, precision, correct",
  "loss, error, mistake, wrong, incorrect, false",
  "shed, drop, pause, defer, postpone, delay, suspend, deprioritise, last in line",
  "priority, first, before others, precedence, rank above, come first, ahead of",
  "preempt, evict, suspend, victim, push out, interrupt, swap out",
  "recompute, compute again, redo, rebuild, re-run",
  "loop, step, iteration, round, turn",
  "plan, sequence, workflow, order of steps, fixed steps, script, pipeline",
  "tool, function, api, endpoint, call",
  "reversible, undo, revert, take back, irreversible, cannot be recalled, damage",
  "sale, sold, bought, purchase, order, deal, checkout, transaction, changes hands",
  "click, tap, view, open, impression, engagement, dwell",
  "new, fresh, just listed, newcomer, cold start, first time, unseen",
  "explore, exploration, random, bandit, try out, epsilon, dice",
  "diverse, diversity, variety, mixed, not the same, different kinds",
  "bias, skew, slant, distort, position",
  "out of scope, not in scope, not now, later, skip, leave for, drop from, no photos, excluded, not part of, another team, second release, phase two",
  "because, since, as, so that, so, otherwise, hence, therefore, that's why, which is why, for, due to, thus, in order to",
  "weekly, per week, a week, each week, every week, /wk, once a week, wk",
  "daily, per day, a day, each day, every day, nightly",
  "monthly, per month, a month, each month, every month",
];

/** A table entry: the keys of each of its words, and the families it stands in. */
type Entry = { words: string[][]; families: string[] };

const entriesByKey = new Map<string, Entry[]>();

function readEntries(): Map<string, Entry[]> {
  if (entriesByKey.size > 0) return entriesByKey;
  const byText = new Map<string, Entry>();
  FAMILIES.forEach((family, index) => {
    for (const text of family.split(", ")) {
      const words = text.split(/[\s-]+/).map((word) => wordForms(word, word));
      const entry = byText.get(text) ?? { words, families: [] };
      entry.families.push(`~${index}`);
      byText.set(text, entry);
    }
  });
  for (const entry of byText.values()) {
    for (const key of entry.words[0] ?? []) {
      const known = entriesByKey.get(key);
      if (known) known.push(entry);
      else entriesByKey.set(key, [entry]);
    }
  }
  return entriesByKey;
}

/** A stretch of pieces that stands in the table, `to` exclusive. */
export type NearSpan = { from: number; to: number; families: string[] };

/** Every entry of the table that stands in the pieces, longer ones as well as those inside them. */
export function findNearEntries(pieces: readonly Piece[]): NearSpan[] {
  const entries = readEntries();
  return pieces.flatMap((piece, from) => {
    const candidates = new Set(piece.forms.flatMap((form) => entries.get(form) ?? []));
    if (candidates.size === 0) return [];
    return [...candidates]
      .filter(({ words }) => standsAt(pieces, from, words))
      .map(({ words, families }) => ({ from, to: from + words.length, families }));
  });
}

function standsAt(pieces: readonly Piece[], from: number, words: string[][]): boolean {
  return words.every((forms, at) => {
    const piece = pieces[from + at];
    if (!piece || (at > 0 && piece.before !== "")) return false;
    return forms.some((form) => piece.forms.includes(form));
  });
}
