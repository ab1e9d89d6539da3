// Sixty searches of the example, as readers put them, lead to the pages they would want: measured, and
// set beside what MiniSearch, a well-kept library, makes of the same words over the same text.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import MiniSearch from "minisearch";
import { rootOf, searcher, texts } from "./search.js";
import { site } from "./site.js";

const queries = JSON.parse(readFileSync(new URL("../search/queries.json", import.meta.url), "utf8"));

/** The place of the first wanted page among the addresses found, from 1; infinite when there is none. */
function rank(addresses, wanted) {
  const at = addresses.findIndex((address) => wanted.includes(address.replace(/#.*$/, "")));
  return at < 0 ? Infinity : at + 1;
}

const meanReciprocal = (ranks) => ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length;
const amongFirst = (ranks, count) => ranks.filter((rank) => rank <= count).length;
const told = (ranks) => `mean reciprocal rank ${meanReciprocal(ranks).toFixed(3)}, first ${amongFirst(ranks, 1)}, among the first five ${amongFirst(ranks, 5)} of ${ranks.length}`;

/** MiniSearch over every unit of the index, with the text that the index has of it. */
function yardstick() {
  const root = rootOf(site);
  const text = new Map(texts(site).map(({ route, sections }) => [route, sections]));
  const kinds = root.kinds.flatMap(([kind, count]) => Array(count).fill(kind));
  const documents = root.units.map(([title, second, third], id) => {
    if (kinds[id] === "item") return { id, address: root.units[second][1], title, headings: "", text: "" };
    if (kinds[id] === "term") return { id, address: second, title, headings: "", text: third };
    const sections = text.get(second) ?? [];
    return { id, address: second, title, headings: sections.map(([, heading]) => heading).join(" "), text: sections.map(([, , words]) => words).join(" ") };
  });
  const library = new MiniSearch({ fields: ["title", "headings", "text"], storeFields: ["address"] });
  library.addAll(documents);
  const options = { prefix: true, fuzzy: 0.2, boost: { title: 3, headings: 2 } };
  const ways = ["AND", "OR"].map((combineWith) => queries.map(({ query, wanted }) => {
    const found = library.search(query, { ...options, combineWith });
    // With AND, words that stand nowhere together find nothing: then any of them.
    const results = found.length ? found : library.search(query, options);
    return rank(results.map(({ address }) => address), wanted);
  }));
  return ways.sort((a, b) => meanReciprocal(b) - meanReciprocal(a))[0];
}

test("sixty searches lead to what was wanted, and no worse than with MiniSearch", async (t) => {
  assert.equal(queries.length, 60);
  const find = searcher(site);
  const ours = [];
  const seen = [];
  for (const { query, wanted } of queries) {
    const found = await find(query);
    ours.push(rank(found.best.map(({ address }) => address), wanted));
    seen.push(rank(found.seen.map(({ address }) => address), wanted));
  }
  const theirs = yardstick();
  t.diagnostic(`ours: ${told(ours)}`);
  t.diagnostic(`ours, as they stand in the dialog by kind: ${told(seen)}`);
  t.diagnostic(`MiniSearch: ${told(theirs)}`);
  const missed = queries.filter((_, at) => ours[at] > 5).map(({ query }) => query);
  assert.deepEqual(missed, [], "no wanted page among the first five");
  assert.deepEqual(queries.filter((_, at) => seen[at] > 12).map(({ query }) => query), [], "no wanted page in the dialog");
  assert.ok(meanReciprocal(ours) >= 0.85, told(ours));
  assert.ok(meanReciprocal(ours) >= meanReciprocal(theirs), "MiniSearch is better");
});
