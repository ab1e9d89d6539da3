// Without scripting a reader can read, go everywhere, tick boxes and print.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browse, desktop, open, phone } from "./browser.js";
import { encoded, fileAddress, longest, onePageOfEachKind, title } from "./site.js";

const base = fileAddress();
const browser = await browse();

async function at(path, options) {
  const page = await open(browser, { base, javaScriptEnabled: false, ...options });
  await page.goto(base + encoded(path));
  return page;
}

/** The words of the text itself, without the tools that only a script can make work. */
function words(page) {
  return page.evaluate(() => {
    const texts = [];
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const around = walker.currentNode.parentElement;
      if (around.closest(".tools, .filters, [role=status], button:not(.term-button)") || !around.checkVisibility({ visibilityProperty: true })) continue;
      if (walker.currentNode.data.trim()) texts.push(walker.currentNode.data.trim());
    }
    return texts;
  });
}

describe("without scripting every word of the text is there", () => {
  for (const specimen of onePageOfEachKind()) {
    test(`on the ${title(specimen)} ${specimen.path}`, async () => {
      const page = await at(specimen.path);
      const scripted = await at(specimen.path, { javaScriptEnabled: true });
      const read = await words(page);
      assert.ok(read.length > 5, "there is hardly a word");
      assert.deepEqual(read, await words(scripted));
      assert.deepEqual(await page.locator("button:visible:not(.term-button, form[action] button), select:visible:not([data-item])").allInnerTexts(), [], "nothing is offered that cannot work");
      await page.context().close();
      await scripted.context().close();
    });
  }
});

test("without scripting the ways in and the rail are there on a desk", async () => {
  const page = await at(longest("chapter"), { viewport: desktop });
  assert.ok((await page.locator(".site-nav a:visible").count()) > 3);
  assert.ok((await page.locator(".rail a:visible").count()) > 3);
  await page.locator(".rail a[aria-current=page]").waitFor();
});

test("without scripting the menu on a phone opens and closes by its link", async () => {
  for (const kind of ["chapter", "home"]) {
    const page = await at(longest(kind), { viewport: phone });
    assert.equal(await page.locator(".rail").isVisible(), false);
    await page.click(".menu-link");
    assert.ok((await page.locator(".rail a:visible").count()) > 3);
    await page.click(".rail-close");
    assert.equal(await page.locator(".rail").isVisible(), false);
    await page.context().close();
  }
});

test("without scripting boxes can be ticked and fields written in", async () => {
  const page = await at(longest("checklist"));
  const boxes = page.locator(".ticks input[type=checkbox]");
  assert.ok((await boxes.count()) > 2);
  for (const box of await boxes.all()) await box.check();
  await page.fill(".sheet-date input", "5 March");
  assert.equal(await page.inputValue(".sheet-date input"), "5 March");
});

test("without scripting a term explains itself on focus", async () => {
  const page = await at(onePageOfEachKind().find((specimen) => specimen.html.includes('class="term"')).path);
  await page.locator(".term-button").first().focus();
  await page.locator(".term-tip").first().waitFor({ state: "visible" });
});
