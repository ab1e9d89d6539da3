// axe-core finds nothing on any kind of page, in either scheme, wide and narrow, nor in the states
// that a reader brings about. A picture of each is kept for people to look at.

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { violations } from "./axe.js";
import { browse, desktop, narrow, open } from "./browser.js";
import { encoded, fileAddress, longest, pageWith, results, sheet, specimens, title } from "./site.js";

const base = fileAddress();
const browser = await browse();

/** Text to read stands out 7:1, which is more than axe asks for. */
async function faintText(page) {
  return page.evaluate(async () => {
    const places = document.querySelectorAll(".prose p:not([class]), .prose li:not([class]), .tick label, .ask-question, .callout-title, .desk-link .quiet");
    if (places.length === 0) return [];
    const { violations } = await window.axe.run([...places], { runOnly: { type: "rule", values: ["color-contrast-enhanced"] } });
    return violations.flatMap(({ nodes }) => nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary.split("\n")[1]}`));
  });
}

for (const colorScheme of ["light", "dark"]) {
  describe(`axe finds nothing (${colorScheme}, 1440 and 320 px)`, () => {
    for (const specimen of specimens()) {
      const { path } = specimen;
      test(`on the ${title(specimen)} ${path}`, async () => {
        const page = await open(browser, { base, colorScheme });
        await page.goto(base + encoded(path));
        const found = [];
        for (const viewport of [desktop, narrow]) {
          await page.setViewportSize(viewport);
          found.push(...(await violations(page)).map((line) => `${viewport.width} px: ${line}`));
          const name = `${path.replace(/\.html$/, "").replaceAll("/", "-")} ${colorScheme} ${viewport.width}`;
          // A page to print is too long for one picture.
          await page.screenshot({ path: join(results, "pages", `${name}.png`), fullPage: specimen.kind !== "print" });
        }
        assert.deepEqual(found, []);
        assert.deepEqual(await faintText(page), []);
        await page.context().close();
      });
    }
  });
}

const states = {
  "the menu is open on a phone": { viewport: narrow, path: longest("chapter"), act: (page) => page.click(".menu-link") },
  "a term is explained": { path: pageWith('class="term"'), act: (page) => page.locator(".term-button").first().focus() },
  "a checklist is half ticked": { path: longest("checklist"), act: async (page) => {
    for (const box of (await page.locator("[data-sheet] input[type=checkbox]").all()).slice(0, 3)) await box.check();
  } },
  "ticks are cleared and can be had back": { path: longest("checklist"), act: async (page) => {
    await page.locator("[data-sheet] input[type=checkbox]").first().check();
    await page.click("[data-act=reset]");
  } },
  "a row of a matrix breaks a rule": { path: sheet("matrix"), act: async (page) => {
    const cells = page.locator(".grid-matrix tbody tr").first().locator(".letter");
    await cells.nth(0).fill("A");
    await cells.nth(1).fill("A");
    await cells.nth(1).blur();
    await page.locator(".matrix-says:not(:empty)").waitFor();
  } },
  "a list is filtered down to nothing": { path: longest("list"), act: (page) => page.fill(".filters input", "999") },
};

for (const colorScheme of ["light", "dark"]) {
  describe(`axe finds nothing (${colorScheme}) when`, () => {
    for (const [name, { path, act, viewport }] of Object.entries(states)) {
      test(name, async () => {
        const page = await open(browser, { base, colorScheme, viewport });
        await page.goto(base + encoded(path));
        await act(page);
        await page.screenshot({ path: join(results, "states", `${name}, ${colorScheme}.png`) });
        assert.deepEqual(await violations(page), []);
        await page.context().close();
      });
    }
  });
}

test("axe does find what is wrong", async () => {
  const page = await open(browser);
  await page.setContent('<html lang="en"><title>A</title><main><h1>A</h1><p style="color: #999; background: #fff">faint<img src="x.png"></p></main>');
  const found = (await violations(page)).map((line) => line.split(":")[0]);
  assert.deepEqual(found.sort(), ["color-contrast", "image-alt"]);
});
