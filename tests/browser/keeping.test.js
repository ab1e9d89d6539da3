// What a reader ticks and writes stays on the device, can be cleared and had back, and nothing else
// is kept.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browse, faults, open } from "./browser.js";
import { serve } from "./server.js";
import { encoded, fileAddress, longest, onePageOfEachKind, pages, pageWith, sheet, site } from "./site.js";

const browser = await browse();
const places = {
  "opened by double-click": fileAddress(),
  "on a host, under default-src 'self'": await serve(site, { prefix: "/team/a b/x/", headers: { "Content-Security-Policy": "default-src 'self'" } }),
};
const checklist = longest("checklist");
const fields = "[data-sheet] input[data-item]:not([type=checkbox]), [data-sheet] textarea[data-item]";
const boxes = "[data-sheet] input[type=checkbox]";

async function at(base, path, options) {
  const page = await open(browser, { base, ...options });
  await page.goto(base + encoded(path));
  return page;
}

async function closed(page) {
  assert.deepEqual(["request", "elsewhere", "console", "policy"].flatMap((kind) => faults(page, kind)), []);
  await page.context().close();
}

function ticked(page) {
  return page.locator(`${boxes}:checked`).evaluateAll((list) => list.map((box) => box.id));
}

function written(page) {
  return page.locator(fields).evaluateAll((list) => list.map((field) => (field.type !== "radio" || field.checked ? field.value : "")));
}

for (const [place, base] of Object.entries(places)) {
  describe(`a checklist ${place}`, () => {
    test("keeps its ticks when the page is loaded again, and shows how far one is", async () => {
      const page = await at(base, checklist);
      const all = await page.locator(boxes).count();
      const progress = page.locator(".progress-words");
      assert.deepEqual(await ticked(page), []);
      assert.match(await progress.innerText(), new RegExp(`^0\\D+${all}$`));
      await page.locator(boxes).nth(0).check();
      await page.locator(boxes).nth(2).check();
      const chosen = await ticked(page);
      assert.equal(chosen.length, 2);
      assert.match(await progress.innerText(), new RegExp(`^2\\D+${all}$`));
      assert.equal(await page.locator("progress").evaluate((bar) => bar.value / bar.max), 2 / all);
      await page.reload();
      assert.deepEqual(await ticked(page), chosen);
      assert.match(await progress.innerText(), new RegExp(`^2\\D+${all}$`));
      await closed(page);
    });

    test("is cleared by one button and comes back by another, also after loading again", async () => {
      const page = await at(base, checklist);
      await page.locator(boxes).nth(1).check();
      const chosen = await ticked(page);
      await page.click("[data-act=reset]");
      assert.deepEqual(await ticked(page), []);
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("data-act")), "undo", "the focus goes where the way back is");
      assert.notEqual(await page.locator(".kept").innerText(), "");
      await page.reload();
      assert.deepEqual(await ticked(page), []);
      await page.click("[data-act=undo]");
      assert.deepEqual(await ticked(page), chosen);
      await page.reload();
      assert.deepEqual(await ticked(page), chosen);
      await closed(page);
    });

    test("is ticked by keyboard and by its words", async () => {
      const page = await at(base, checklist);
      await page.locator(boxes).nth(0).focus();
      await page.keyboard.press("Space");
      await page.locator(".tick label").nth(1).click();
      assert.equal((await ticked(page)).length, 2);
      await closed(page);
    });
  });

  describe(`a worksheet ${place}`, () => {
    for (const { path, sheets } of onePageOfEachKind().filter((page) => page.kind === "worksheet" && page.html.includes("data-item="))) {
      test(`of kind ${sheets[0]} keeps what is written, and gives it back after it was cleared`, async () => {
        const page = await at(base, path);
        const places = await page.locator(fields).and(page.locator(":not([type=radio]), [value='2']")).all();
        assert.ok(places.length > 2, "there is hardly anything to write in");
        for (const [number, field] of places.slice(0, 4).entries()) {
          const type = await field.getAttribute("type");
          if (type === "radio") await field.check();
          else await field.fill(type === "date" ? "2027-03-05" : (await field.getAttribute("maxlength")) ? "R" : `Grüße <b>${number}</b> & "so" 🎈`);
        }
        const before = await written(page);
        assert.ok(before.filter(Boolean).length >= 3);
        // A private sheet is kept when the reader asks for it.
        if (await page.locator("[data-act=keep]").isVisible()) await page.click("[data-act=keep]");
        await page.reload();
        assert.deepEqual(await written(page), before);
        await page.click("[data-act=reset]");
        assert.deepEqual((await written(page)).filter(Boolean), []);
        await page.click("[data-act=undo]");
        assert.deepEqual(await written(page), before);
        await page.reload();
        assert.deepEqual(await written(page), before);
        await closed(page);
      });
    }
  });

  describe(`the scheme ${place}`, () => {
    test("is remembered on other pages, and the device decides again when asked to", async () => {
      const page = await at(base, "index.html", { colorScheme: "light" });
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await paper();
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await paper();
      assert.notEqual(light, dark);
      await page.emulateMedia({ colorScheme: "light" });
      await page.selectOption(".scheme select", "dark");
      assert.equal(await paper(), dark);
      await page.goto(base + encoded(checklist));
      assert.equal(await paper(), dark);
      assert.equal(await page.inputValue(".scheme select"), "dark");
      await page.selectOption(".scheme select", "auto");
      assert.equal(await paper(), light);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.selectOption(".scheme select", "light");
      await page.reload();
      assert.equal(await paper(), light);
      await closed(page);
    });
  });
}

const base = places["opened by double-click"];

test("ticks on one checklist neither show on another nor are lost by it", async () => {
  const [one, other] = pages().filter((page) => page.kind === "checklist");
  const page = await at(base, one.path);
  for (const box of await page.locator(boxes).all()) await box.check();
  const chosen = await ticked(page);
  await page.goto(base + encoded(other.path));
  assert.deepEqual(await ticked(page), []);
  await page.locator(boxes).first().check();
  await page.goto(base + encoded(one.path));
  assert.deepEqual(await ticked(page), chosen);
  await closed(page);
});

test("a checklist in two windows stays in step", async () => {
  const page = await at(base, checklist);
  const second = await page.context().newPage();
  await second.goto(base + encoded(checklist));
  await page.locator(boxes).first().check();
  await second.locator(`${boxes}:checked`).first().waitFor();
  await second.click("[data-act=reset]");
  await page.locator(`${boxes}:checked`).waitFor({ state: "detached" });
  await closed(page);
});

test("a sheet inside a chapter and the sheet on its own page are one", async () => {
  const chapter = pages().find((page) => page.kind === "chapter" && page.sheets.includes("matrix"));
  assert.ok(chapter, "no chapter holds a matrix");
  const page = await at(base, chapter.path);
  await page.locator("[data-sheet] input.letter").first().fill("R");
  const own = await page.locator(".desk-embed .desk-link a").first().getAttribute("href");
  await page.goto(new URL(own, page.url()).href);
  assert.equal(await page.locator("[data-sheet] input.letter").first().inputValue(), "R");
  await closed(page);
});

test("a browser that keeps nothing is told so, and the page goes on working", async () => {
  const page = await open(browser, { base });
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } }));
  await page.goto(base + encoded(checklist));
  const words = await page.locator("[data-tools]").first().getAttribute("data-lost");
  await page.locator(boxes).first().check();
  assert.equal((await ticked(page)).length, 1);
  assert.equal(await page.locator(".kept").innerText(), words);
  await closed(page);
});

test("nothing is kept but what was ticked, written and chosen: no cookie, no other key", async () => {
  const page = await at(base, checklist);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).length), 0);
  await page.locator(boxes).first().check();
  await page.selectOption(".scheme select", "dark");
  const keys = await page.evaluate(() => Object.keys(localStorage));
  assert.ok(keys.length === 2 && keys.every((key) => key.startsWith("partnerbook:")), keys.join());
  assert.deepEqual(await page.context().cookies(), []);
  await closed(page);
});

test("a row of a matrix that breaks a rule says so in words, and is quiet when it is mended", async () => {
  const page = await at(base, sheet("matrix"));
  const table = page.locator(".grid-matrix");
  const once = (await table.getAttribute("data-rules")).split(";").map((rule) => rule.split(",")).find(([, least, most]) => least === "1" && most === "1");
  assert.ok(once, "the matrix has no letter that stands exactly once");
  const says = page.locator(".matrix-says");
  assert.equal(await says.getAttribute("role"), "status");
  assert.equal(await says.innerText(), "");
  const row = table.locator("tbody tr").first();
  const name = (await row.locator("th").innerText()).trim();
  const cells = row.locator(".letter");
  await cells.nth(0).fill(once[0].toLowerCase());
  await cells.nth(1).fill(once[0]);
  await cells.nth(1).blur();
  const words = await says.innerText();
  assert.ok(words.includes(name) && words.includes(once[0]), words);
  assert.equal(await cells.nth(0).inputValue(), once[0], "letters become capitals");
  await cells.nth(1).fill("R");
  await cells.nth(1).blur();
  assert.equal((await says.innerText()).includes(name), false);
  await cells.nth(1).fill("Q");
  await cells.nth(1).blur();
  assert.ok((await says.innerText()).includes("Q"), "a letter that is none of the letters is named");
  await closed(page);
});

test("a list is filtered by time and people, says how many are shown, and can be had whole again", async () => {
  const page = await at(base, pageWith('class="filters"'));
  const shown = () => page.locator(".entry:visible").count();
  const all = await shown();
  await page.selectOption(".filters [data-filter=minutes]", { index: 1 });
  const some = await shown();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  assert.match(await page.locator(".filters [role=status]").innerText(), new RegExp(`${some}\\D+${all}`));
  await page.fill(".filters input", "999");
  assert.notEqual(await page.locator(".filters [role=status]").innerText(), "");
  await page.click(".filters button");
  assert.equal(await shown(), all);
  await closed(page);
});
