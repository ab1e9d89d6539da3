// After a rename old addresses still arrive, with the part after `#`, and what readers wrote is still there.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browse, faults, open } from "./browser.js";
import { serve } from "./server.js";
import { program } from "./site.js";

const sheet = 'kind = "form"\ntitle = "Wishes"\nquestions = ["What do we want?"]\n';
const chapter = `# Talk\n\n${"Long before it.\n\n".repeat(80)}## Good when\n\nNobody looks at the clock.\n`;
const list = 'kind = "checklist"\ntitle = "Ready"\npause = "Before"\nitems = ["There is water"]\n';

const browser = await browse();
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A playbook with a sheet, a list and a chapter, and its site. */
function playbook() {
  const folder = mkdtempSync(join(tmpdir(), "renamed-"));
  folders.push(folder);
  const files = { "index.md": "# Home\n", "01-talk/a.md": chapter, "sheets/Old wishes.toml": sheet, "sheets/ready.toml": list };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "playbook", name)), { recursive: true });
    writeFileSync(join(folder, "playbook", name), text);
  }
  const run = (...words) => execFileSync(program, words, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  run("build");
  const settings = (text) => writeFileSync(join(folder, "playbook", "playbook.toml"), text);
  return { site: join(folder, "site"), settings, mv: (old, name) => run("mv", old, name), build: () => run("build") };
}

const places = {
  "opened by double-click": async (site) => `${pathToFileURL(site)}/`,
  "on a host, under default-src 'self'": (site) => serve(site, { prefix: "/x/", headers: { "Content-Security-Policy": "default-src 'self'" } }),
};

for (const [place, address] of Object.entries(places)) {
  describe(`a playbook with other names ${place}`, () => {
    test("leads from old addresses to the new ones, headings included", async () => {
      const { site, mv, build } = playbook();
      mv("01-talk/a.md#Good when", "When it is good");
      mv("01-talk", "02-we-talk");
      build();
      const base = await address(site);
      const page = await open(browser, { base });
      await page.goto(`${base}talk/a.html#good-when`);
      await page.waitForURL(`${base}we-talk/a.html#good-when`);
      const heading = page.locator("#when-it-is-good");
      assert.equal(await heading.locator("#good-when").count(), 1);
      assert.ok(await heading.evaluate((found) => found.getBoundingClientRect().top < innerHeight), "the heading is not in sight");
      await page.goto(`${base}talk/a.html`);
      await page.waitForURL(`${base}we-talk/a.html`);
      assert.deepEqual(["elsewhere", "console", "policy"].flatMap((kind) => faults(page, kind)), []);
      await page.context().close();
    });

    test("leads on without scripting too", async () => {
      const { site, mv, build } = playbook();
      mv("01-talk", "02-we-talk");
      build();
      const base = await address(site);
      const page = await open(browser, { base, javaScriptEnabled: false });
      await page.goto(`${base}talk/a.html`);
      await page.waitForURL(`${base}we-talk/a.html`);
      await page.context().close();
    });

    test("keeps what was written into a sheet, and lets it be cleared for good", async () => {
      const { site, mv, build } = playbook();
      const base = await address(site);
      const page = await open(browser, { base });
      const words = page.locator("[data-sheet] textarea").first();
      const box = page.locator("[data-sheet] input[type=checkbox]").first();
      await page.goto(`${base}sheets/old-wishes.html`);
      await words.fill("More time");
      await page.goto(`${base}sheets/ready.html`);
      await box.check();

      mv("sheets/Old wishes.toml", "papers/wishes");
      mv("papers/wishes.toml", "papers/what-we-wish");
      mv("sheets/ready.toml", "papers/ready-to-open");
      build();
      await page.goto(`${base}sheets/old-wishes.html`);
      await page.waitForURL(`${base}papers/what-we-wish.html`);
      assert.equal(await words.inputValue(), "More time");
      await page.goto(`${base}papers/ready-to-open.html`);
      assert.ok(await box.isChecked());

      await page.locator('[data-act="reset"]').click();
      await page.reload();
      assert.ok(!(await box.isChecked()));
      const kept = await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("partnerbook:")).sort());
      assert.deepEqual(kept.map((name) => name.split(":").slice(2).join(":")), ["ready-to-open:before", "what-we-wish"]);
      assert.deepEqual(["elsewhere", "console", "policy"].flatMap((kind) => faults(page, kind)), []);
      await page.context().close();
    });

    test("keeps what was written when the playbook is given a title", async () => {
      const { site, mv, settings, build } = playbook();
      const base = await address(site);
      const page = await open(browser, { base });
      const words = page.locator("[data-sheet] textarea").first();
      await page.goto(`${base}sheets/old-wishes.html`);
      await words.fill("More time");
      settings('title = "Side by side"\n\n[check]\nmissing-summary = "off"\n');
      mv("sheets/Old wishes.toml", "sheets/wishes");
      build();
      await page.goto(`${base}sheets/wishes.html`);
      assert.equal(await words.inputValue(), "More time");
      const kept = await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("partnerbook:")));
      assert.deepEqual(kept, ["partnerbook:side-by-side:wishes"]);
      await page.context().close();
    });
  });
}
