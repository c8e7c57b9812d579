import { describe, expect, it } from "vitest";
import { readPieces } from "../../text/pieces";
import { compilePhrase, findPhrase, readTarget } from "../../text/phrases";
import { findNegations } from "./negation";

/** Whether the concept, where it stands in the sentence, is denied. */
function isNegated(sentence: string, concept: string): boolean {
  const span = findPhrase(readTarget(sentence), compilePhrase(concept))[0];
  if (!span) throw new Error(`"${concept}" does not stand in "${sentence}"`);
  const scopes = findNegations(readPieces(sentence));
  return scopes.some(({ from, to }) => span.from >= from && span.from < to);
}

describe("findNegations", () => {
  it.each<[string, string]>([
    ["We do not cache responses.", "cache"],
    ["We don't cache anything.", "cache"],
    ["We don’t use a reranker.", "reranker"],
    ["There is no reranker.", "reranker"],
    ["No reranker and no cache.", "cache"],
    ["We ship without evaluation.", "evaluation"],
    ["BM25 instead of dense retrieval.", "dense retrieval"],
    ["We use BM25 rather than embeddings.", "embeddings"],
    ["We never rerank the passages.", "rerank"],
    ["We cannot afford a reranker.", "reranker"],
    ["We skip reranking.", "reranking"],
    ["We leave out reranking.", "reranking"],
    ["Reranking is left out.", "reranking"],
    ["Reranking is not needed here.", "reranking"],
    ["A cache is not used.", "cache"],
    ["A reranker would be unnecessary.", "reranker"],
    ["A reranker is overkill at this size.", "reranker"],
    ["We do not use a cache, a reranker or a guardrail.", "guardrail"],
    ["We do not filter, rerank or cache.", "cache"],
    ["The design lacks a fallback.", "fallback"],
    ["There is a lack of monitoring.", "monitoring"],
    ["We decided against hybrid search.", "hybrid search"],
    ["Neither caching nor reranking is planned.", "reranking"],
    ["Evaluation isn't done before launch.", "evaluation"],
    ["Latency is not measured.", "latency"],
    ["We will not build a human handover.", "human handover"],
    ["Nothing blocks a release.", "release"],
    ["We do not mask PII.", "PII"],
    ["There is no PII redaction.", "redaction"],
    ["We do not block releases on it.", "block"],
    ["There is no need to mask names.", "mask"],
    ["There's no point in sorting actions by damage.", "sorting"],
    ["We take the largest model no matter what it costs.", "costs"],
    ["No number can stop a release.", "stop"],
    ["Masking would only cost accuracy.", "masking"],
    ["Logging it at serving time is too much work.", "logging"],
    ["Keyword search is a thing of the past.", "keyword search"],
    ["Unlike a reranker, our filter is cheap.", "reranker"],
    ["We considered a reranker, but the reranker was rejected.", "reranker was"],
    ["Duplicate writes aren't prevented.", "duplicate writes"],
    ["If the provider goes down, we have no plan, no job and no message.", "plan"],
    ["If the provider goes down, we have no plan, no job and no message.", "job"],
    ["If the provider goes down, we have no plan, no job and no message.", "message"],
    ["When the provider is down we have no fallback.", "fallback"],
    ["We considered a small model, which was rejected.", "small model"],
    ["No reranker is needed until we have more pages.", "reranker"],
    ["Without a reranker we stay under 300 ms.", "reranker"],
    ["We ship it w/o a reranker.", "reranker"],
    ["We ignore distance when we gather candidates.", "distance"],
    ["The size of the index plays no part in it.", "size of the index"],
    ["Which stage takes how long doesn't matter.", "stage"],
    ["How many approvals come in a day is left open.", "approvals"],
    ["What a cached prefix saves, nobody has worked out.", "cached prefix"],
  ])("denies: %s (%s)", (sentence, concept) => {
    expect(isNegated(sentence, concept)).toBe(true);
  });

  it.each<[string, string]>([
    ["We do not cache responses, embeddings are cached instead.", "embeddings"],
    ["We do not cache, but we rerank.", "rerank"],
    ["Responses are not cached because the reranker is cheap.", "reranker"],
    ["We use BM25 instead of dense retrieval.", "BM25"],
    ["We not only cache but also rerank.", "cache"],
    ["The reranker takes no more than 90 ms.", "90 ms"],
    ["No later than two seconds, the first token appears.", "first token"],
    ["The assistant never answers without a citation.", "citation"],
    ["No reply leaves the service without a citation check.", "citation"],
    ["If no passage passes the threshold, the assistant declines.", "declines"],
    ["If no passage passes the threshold, the assistant declines.", "threshold"],
    ["When the score is not above 0.5 we hand over.", "hand over"],
    ["A tenant must never see documents of another tenant.", "tenant"],
    ["Replies may not contain account numbers.", "account numbers"],
    ["We do not log PII.", "PII"],
    ["Nothing is sent without a citation.", "citation"],
    ["If nothing supports it, the assistant declines.", "supports"],
    ["No personal data reaches the model.", "personal data"],
    ["The reranker cuts tokens without losing recall.", "recall"],
    ["BM25 alone is not enough, so we add embeddings.", "embeddings"],
    ["Not every query needs the large model.", "large model"],
    ["The cache is keyed by page version, no user data is in it.", "cache"],
    ["We rerank the top 40; no filter is needed.", "rerank"],
    ["Without a reranker, recall falls from 0.9 to 0.8.", "recall"],
    ["We cache answers and we do not rerank.", "cache"],
    ["No single task may spend more than $0.75.", "spend"],
    ["We never use ids as features, just style and price.", "style"],
    ["The customer does not write again within a week.", "write"],
    ["That keeps not even four cores busy.", "cores"],
    ["Silence isn't a no.", "silence"],
    ["The cache cannot fail silently, without it we would lose a day.", "lose"],
    ["The typing aid is useless after 400 ms.", "typing aid"],
    ["We don't let more than 32 requests decode together.", "requests"],
    ["We don't let a job go beyond two dollars.", "job"],
    ["It solves as many cases as before or the run is rejected.", "cases"],
    ["Builds below 90 percent are rejected.", "builds"],
    ["No number leaves before the lead has signed it.", "number leaves"],
    ["No new version reaches the customs desk unless it gets 95 percent right.", "version"],
    ["No desk can plug in a server by itself.", "plug in"],
    ["Without the cache we'd pay three times as much.", "cache"],
    ["Without a reranker we would lose one answer in ten.", "reranker"],
    ["Since a payment cannot be recalled, it is a category apart.", "recalled"],
    ["A piece that nobody has tapped is found by its photo.", "piece"],
    ["If the passages we found don't hold it, the bot says so.", "passages"],
  ])("lets stand: %s (%s)", (sentence, concept) => {
    expect(isNegated(sentence, concept)).toBe(false);
  });
});
