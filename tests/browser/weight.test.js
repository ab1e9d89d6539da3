// A first page is light, as it comes over the network from a host that compresses.

import assert from "node:assert/strict";
import { extname } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { browse, open } from "./browser.js";
import { serve } from "./server.js";
import { encoded, longest, site } from "./site.js";

const browser = await browse();
const base = await serve(site);
const compressible = [".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"];

/** Bytes by kind of file for a reader who comes for the first time and looks at the whole page. */
async function weigh(path) {
  const page = await open(browser, { base });
  const answers = [];
  page.on("response", (answer) => answers.push(answer));
  await page.goto(base + encoded(path));
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.waitForLoadState("networkidle");
  const weight = { all: 0 };
  for (const answer of answers) {
    const kind = extname(new URL(answer.url()).pathname);
    const body = await answer.body();
    const size = compressible.includes(kind) ? gzipSync(body).length : body.length;
    weight[kind] = (weight[kind] ?? 0) + size;
    weight.all += size;
  }
  await page.context().close();
  return weight;
}

for (const kind of ["home", "chapter", "activity", "checklist", "worksheet"]) {
  test(`the ${kind} page weighs under 150 KB in all and under 15 KB of script`, async (t) => {
    const weight = await weigh(longest(kind));
    t.diagnostic(Object.entries(weight).map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(1)} KB`).join(", "));
    assert.ok(weight[".html"] > 0 && weight[".css"] > 0 && weight[".js"] > 0, "something was not weighed");
    assert.ok(weight.all < 150_000, `${weight.all} bytes in all`);
    assert.ok(weight[".js"] < 15_000, `${weight[".js"]} bytes of script`);
  });
}
