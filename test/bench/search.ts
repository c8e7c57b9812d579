/** npx tsx test/bench/search.ts FILE: how many queries of `[{ query, expect: [slug, …] }]` find what they should. */
import { measureSearch } from "../support/measure-search";

const [file = "test/fixtures/search/queries.json"] = process.argv.slice(2);
const { count, share, missed } = await measureSearch(file);
for (const { query, expect, first } of missed) {
  console.log(`${query}: wants ${expect.join(" or ")}, finds ${first.join(", ") || "nothing"}`);
}
console.log(`${Math.round(share * count)} of ${count} (${(100 * share).toFixed(1)} %)`);
