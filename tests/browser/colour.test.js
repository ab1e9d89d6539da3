// A playbook in a colour of its own can be read, by day and by night: one whose colour was too light
// and was mended, and one whose colour is nearly black.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { violations } from "./axe.js";
import { browse, open } from "./browser.js";
import { encoded, fileAddress, onePageOfEachKind, program, sheet, title } from "./site.js";

const example = resolve(dirname(fileURLToPath(import.meta.url)), "../../playbook");
const folder = mkdtempSync(join(tmpdir(), "partnerbook colour "));
after(() => rmSync(folder, { recursive: true, force: true }));
const browser = await browse();

function run(...words) {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: "utf8" });
  return { status, said: stdout + stderr };
}

/** The example in this colour: where its settings and its site are. */
function inColour(name, colour) {
  const root = join(folder, name);
  const settings = join(root, "playbook/playbook.toml");
  cpSync(example, dirname(settings), { recursive: true });
  writeFileSync(settings, `colour = "${colour}"\n${readFileSync(settings, "utf8").replace("book = true", "")}`);
  return { root, settings, site: join(root, "site") };
}

/** One page of every kind of page, and the sheets with most of the colour in them. */
function looked(site) {
  const shown = ["matrix", "health"];
  const quiet = ["print", "not-found", "sitemap", "coverage"];
  const seen = new Set();
  return onePageOfEachKind(site).filter(({ kind, sheets }) => {
    const what = kind === "worksheet" ? sheets.join() : kind;
    return !quiet.includes(kind) && (kind !== "worksheet" || shown.includes(what)) && !seen.has(what) && seen.add(what);
  });
}

const light = inColour("light", "#ffd000");
const refused = run("build", light.root);
const mended = run("check", "--fix", "--yes", light.root);
const dark = inColour("dark", "#14061f");

test("a colour that is too light is refused and mended", () => {
  assert.equal(refused.status, 1, refused.said);
  assert.match(refused.said, /error\[low-contrast\]: `#ffd000` stands out from light pages by 1\.\d+ to 1/);
  assert.equal(mended.status, 0, mended.said);
  assert.match(readFileSync(light.settings, "utf8"), /^colour = "#(?!ffd000)[0-9a-f]{6}"\n/);
});

for (const [name, { root, site }] of Object.entries({ light, dark })) {
  const built = run("build", root);
  if (built.status !== 0) throw new Error(built.said);
  const base = fileAddress(site);
  for (const colorScheme of ["light", "dark"]) {
    describe(`axe finds nothing where the colour is ${name} (${colorScheme})`, () => {
      for (const specimen of looked(site)) {
        test(`on the ${title(specimen)} ${specimen.path}`, async () => {
          const page = await open(browser, { base, colorScheme });
          await page.goto(base + encoded(specimen.path));
          assert.deepEqual(await violations(page), []);
          await page.context().close();
        });
      }

      test("when a pointer is on a button, and on a result of the search", async () => {
        const page = await open(browser, { base, colorScheme });
        await page.goto(base + encoded(sheet("matrix", site)));
        await page.hover(".tool-first");
        assert.deepEqual(await violations(page), []);
        await page.keyboard.press("/");
        await page.locator("#pb-search-dialog").waitFor();
        await page.keyboard.type("trust");
        // What was found for the first letters is in the list before, and is chosen from no more when the rest is found.
        await page.locator("#pb-search-dialog .search-says").filter({ hasText: "“trust”" }).waitFor();
        await page.keyboard.press("ArrowDown");
        await page.locator("#pb-search-list [aria-selected=true] mark").first().waitFor();
        assert.deepEqual(await violations(page), []);
        await page.context().close();
      });
    });
  }

  test(`the colour of links is not the built-in one where it is ${name}`, async () => {
    const colours = [];
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(browser, { base, colorScheme });
      await page.goto(`${base}index.html`);
      colours.push(await page.evaluate(() => getComputedStyle(document.querySelector(".prose a")).color));
      await page.context().close();
    }
    assert.notEqual(colours[0], colours[1]);
    assert.ok(!colours.includes("rgb(11, 93, 102)") && !colours.includes("rgb(134, 198, 200)"), colours.join());
  });
}
