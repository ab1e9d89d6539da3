// A page prints as a sheet of paper, not as a picture of a screen.

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { browse, open } from "./browser.js";
import { pageCount, printed } from "./paper.js";
import { encoded, fileAddress, longest, onePageOfEachKind, pages, sheet, site, specimens, title } from "./site.js";

const base = fileAddress();
const browser = await browse();

const boxes = "[data-sheet] input[type=checkbox]";
const fields = "[data-sheet] textarea[data-item], [data-sheet] input[data-item]:not([type=checkbox]):not([type=radio]):not([maxlength])";

async function at(path, options) {
  const page = await open(browser, { base, ...options });
  // No print dialog opens here, and what it would print is looked at instead.
  await page.addInitScript(() => { window.print = () => {}; });
  await page.goto(base + encoded(path));
  return page;
}

function name(path) {
  return path.replace(/\.html$/, "").replaceAll("/", "-");
}

/** Words of the page's tools and ways about, which have no place on paper. */
function waysAbout(page) {
  return page.evaluate(() => {
    const places = document.querySelectorAll(".skip, .site-nav a, .scheme label, .menu-link, .rail-close, .rail-more a, .tools button, .tools .kept, .filters label, .site-foot-links a");
    const text = document.querySelector("main").textContent;
    const words = [...places].map((place) => place.textContent.trim());
    return [...new Set(words)].filter((phrase) => phrase.includes(" ") && (!text.includes(phrase) || phrase === document.querySelector(".kept")?.textContent));
  });
}

function squeezed(text) {
  return text.replace(/\s+/g, " ");
}

describe("what is printed has no empty sheet, is light, and leaves the ways about on the screen", () => {
  for (const specimen of specimens()) {
    test(`${title(specimen)} ${specimen.path}`, async () => {
      const page = await at(specimen.path, { colorScheme: "dark" });
      await page.selectOption(".scheme select", "dark");
      const words = await waysAbout(page);
      await page.emulateMedia({ media: "print" });
      const left = page.locator("nav:visible, .site-head:visible, .site-foot:visible, .tools:visible, .filters:visible, button:not(.term-button):visible, select:visible");
      assert.deepEqual(await left.evaluateAll((list) => list.map((element) => element.outerHTML.slice(0, 60))), []);
      await page.emulateMedia({ media: null });
      assert.ok(words.length > 0, "the page has no ways about");
      const { texts, shades } = await printed(page, "A4", name(specimen.path));
      assert.deepEqual(texts.filter((text) => text.trim().length < 20), [], "an empty sheet");
      assert.ok(shades.every((shade) => shade > 215), `dark: ${shades}`);
      const all = squeezed(texts.join(" "));
      assert.deepEqual(words.filter((word) => all.includes(squeezed(word))), []);
      const heading = squeezed(await page.locator(specimen.kind === "worksheet" ? ".sheet-title" : "h1").first().innerText());
      assert.ok(all.includes(heading), `the title is missing: ${heading}`);
      await page.context().close();
    });
  }
});

describe("a sheet prints on no more paper than its PDF has", () => {
  for (const { path } of pages().filter((page) => ["checklist", "worksheet"].includes(page.kind))) {
    test(`${path} on A4 and on Letter`, async () => {
      const page = await at(path);
      const [size, turn] = await page.locator(".sheet").first().evaluate((sheet) => [sheet.dataset.paper, sheet.dataset.turn]);
      const most = await pageCount(join(site, path.replace(/html$/, "pdf")));
      for (const [paper, short, long] of [["A4", 595, 842], ["Letter", 612, 792]]) {
        const { count, width, height } = await printed(page, paper, name(path));
        assert.ok(count <= most, `${count} pages of ${paper}, and ${most} in the PDF`);
        if (size !== "either") continue;
        const [wide, high] = turn === "landscape" ? [long, short] : [short, long];
        assert.ok(Math.abs(width - wide) < 2 && Math.abs(height - high) < 2, `${width} by ${height} points`);
      }
      await page.context().close();
    });
  }
});

test("a checklist prints blank or as ticked", async () => {
  const page = await at(longest("checklist"));
  const never = await printed(page, "A4", "checklist never ticked");
  for (const box of await page.locator(boxes).all()) await box.check();
  await page.locator(".kept").click();
  await page.click("[data-act=filled]");
  const ticked = await printed(page, "A4", "checklist ticked");
  assert.ok(ticked.shades[0] < never.shades[0], "the ticks are not printed");
  await page.click("[data-act=blank]");
  const blank = await printed(page, "A4", "checklist blank again");
  assert.deepEqual(blank.texts, never.texts);
  assert.ok(Math.abs(blank.shades[0] - never.shades[0]) < 0.02, "the blank print shows ticks");
  assert.ok((await page.locator(`${boxes}:checked`).count()) > 0, "printing blank clears nothing");
});

for (const { path, sheets } of onePageOfEachKind().filter((page) => page.kind === "worksheet" && page.html.includes("data-item="))) {
  test(`a ${sheets[0]} prints blank or as filled in`, async () => {
    const page = await at(path);
    await page.locator(fields).nth(1).fill("Zwetschgenkuchen");
    await page.click("[data-act=filled]");
    assert.match((await printed(page, "A4", `${sheets[0]} filled`)).texts.join(), /Zwetschgenkuchen/);
    await page.click("[data-act=blank]");
    assert.doesNotMatch((await printed(page, "A4", `${sheets[0]} blank`)).texts.join(), /Zwetschgenkuchen/);
  });
}

test("a long answer is printed whole", async () => {
  const page = await at(sheet("form"));
  await page.locator("textarea[data-item]").first().fill(`${"Many words for one question. ".repeat(40)} Zwetschgenkuchen`);
  await page.click("[data-act=filled]");
  assert.match((await printed(page, "A4", "form with a long answer")).texts.join(), /Zwetschgenkuchen/);
});

test("without scripting a checklist prints as boxes on one side of paper", async () => {
  const page = await at(longest("checklist"), { javaScriptEnabled: false });
  const { count, texts } = await printed(page, "A4", "checklist without scripting");
  assert.equal(count, 1);
  const items = await page.locator(".tick label").allInnerTexts();
  for (const item of items) assert.ok(squeezed(texts[0]).includes(squeezed(item).slice(0, 20)), item);
});
