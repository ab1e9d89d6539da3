// All that a pointer can do, the keyboard can, and one always sees where one is.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browse, desktop, open, phone } from "./browser.js";
import { encoded, fileAddress, longest, onePageOfEachKind, pageWith, title } from "./site.js";

const base = fileAddress();
const browser = await browse();

async function at(path, options) {
  const page = await open(browser, { base, ...options });
  await page.goto(base + encoded(path));
  return page;
}

/** Marks all that should take the focus and remembers how it looks without. Returns how many there are. */
function mark() {
  const look = (element) => {
    const style = getComputedStyle(element);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration].join();
  };
  const wanted = "a[href], button, input, select, textarea, summary, [tabindex='0'], [contenteditable]";
  // The arrow keys go from one radio button of a group to the next: the Tab key stops at the first.
  const groups = new Set();
  const isFirst = (element) => element.type !== "radio" || !groups.has(element.name) && groups.add(element.name);
  window.look = look;
  window.wanted = [...document.querySelectorAll(wanted)].filter((element) =>
    !element.disabled && element.tabIndex >= 0 && element.type !== "hidden" && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && isFirst(element));
  window.before = new Map(window.wanted.map((element) => [element, look(element)]));
  window.reached = new Set();
  return window.wanted.length;
}

/** Where the focus is now, and what is wrong with how it shows. `null` when it is on no element. */
function here() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const isNew = !window.reached.has(element);
  window.reached.add(element);
  const name = `<${element.localName} id="${element.id}" class="${element.className}"> ${(element.textContent || element.getAttribute("aria-label") || "").trim().slice(0, 40)}`;
  const wrong = [];
  const style = getComputedStyle(element);
  const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  if (isNew && !isOutlined && window.before.get(element) === window.look(element)) wrong.push(`${name}: the focus does not show`);
  const seen = [...element.getClientRects()].some((box) => {
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
    return points.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (element.contains(top) || top.contains(element) && top !== document.body && top !== document.documentElement || top.closest("label")?.control === element);
    });
  });
  if (isNew && !seen) wrong.push(`${name}: the focus is out of sight or covered`);
  return { isNew, wrong };
}

describe("the Tab key reaches every control, and the focus shows and is not covered", () => {
  for (const specimen of onePageOfEachKind()) {
    const { path } = specimen;
    test(`on the ${title(specimen)} ${path}`, async () => {
      const page = await at(path);
      const count = await page.evaluate(mark);
      assert.ok(count > 5, "hardly anything takes the focus");
      const wrong = [];
      // A date field has several stops; a term's link appears on the way.
      for (let presses = 0; presses < count * 2 + 40; presses += 1) {
        await page.keyboard.press("Tab");
        const now = await page.evaluate(here);
        if (now === null) break;
        wrong.push(...now.wrong);
      }
      const missed = await page.evaluate(() => window.wanted.filter((element) => !window.reached.has(element)).map((element) => element.outerHTML.slice(0, 120)));
      assert.deepEqual(missed, []);
      assert.deepEqual(wrong, []);
      await page.context().close();
    });
  }
});

test("the first stop is the skip link, it shows, and it leads to the text", async () => {
  const page = await at(longest("chapter"));
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { target: document.activeElement.getAttribute("href"), isSeen: box.top >= 0 && box.left >= 0 && box.height > 10 && box.width > 10 };
  });
  assert.deepEqual(skip, { target: `#${await page.locator("main").getAttribute("id")}`, isSeen: true });
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest("main") !== null), true);
});

for (const kind of ["chapter", "home"]) {
  test(`on a phone the menu opens by keyboard, takes the focus, and Escape gives it back (${kind})`, async () => {
    const page = await at(longest(kind), { viewport: phone });
    const rail = page.locator(".rail");
    assert.equal(await rail.isVisible(), false);
    for (const key of ["Enter", "Space"]) {
      await page.locator(".menu-link").focus();
      await page.keyboard.press(key);
      assert.equal(await rail.isVisible(), true, `${key} opens it`);
      assert.equal(await page.getAttribute(".menu-link", "aria-expanded"), "true");
      assert.equal(await page.evaluate(() => document.activeElement.closest(".rail") !== null), true, "the focus is in it");
      await page.keyboard.press("Escape");
      assert.equal(await rail.isVisible(), false, "Escape closes it");
      assert.equal(await page.getAttribute(".menu-link", "aria-expanded"), "false");
      assert.equal(await page.evaluate(() => document.activeElement.matches(".menu-link")), true, "the focus is back");
    }
  });
}

test("a term explains itself on focus, Escape closes it, and the focus stays on the word", async () => {
  const page = await at(pageWith('class="term"'));
  const word = page.locator(".term-button").first();
  const tip = page.locator(".term-tip").first();
  assert.equal(await tip.isVisible(), false);
  await word.focus();
  await tip.waitFor({ state: "visible" });
  await page.keyboard.press("Escape");
  assert.equal(await tip.isVisible(), false);
  assert.equal(await word.evaluate((element) => element === document.activeElement), true);
});

test("an explanation of a term stays in the window, on a desk and on a phone", async () => {
  for (const viewport of [desktop, phone]) {
    const page = await at(pageWith('class="term"'), { viewport });
    for (const term of await page.locator(".term").all()) {
      await term.locator(".term-button").focus();
      const box = await term.locator(".term-tip").boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, `${JSON.stringify(box)} in ${viewport.width} px`);
    }
    await page.context().close();
  }
});

test("the arrow keys turn pages, but not from a field", async () => {
  const first = longest("chapter");
  const page = await at(first);
  const next = await page.getAttribute("link[rel=next]", "href");
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(new URL(next, base + encoded(first)).href);
  const previous = await page.getAttribute("link[rel=prev]", "href");
  const back = new URL(previous, page.url()).href;
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(back);
  await page.locator(".scheme select").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await page.goto("about:blank");
  await page.goBack();
  assert.equal(page.url(), back);
});

test("on a phone every control is at least 44 px high", async () => {
  for (const { path } of onePageOfEachKind()) {
    const page = await at(path, { viewport: phone, hasTouch: true });
    const small = await page.evaluate(() => [...document.querySelectorAll("button:not(.term-button), select, .menu-link, .tick label, .choices label, .pager a")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height < 44)
      .map((element) => `${element.outerHTML.slice(0, 90)}: ${Math.round(element.getBoundingClientRect().height)} px`));
    assert.deepEqual(small, [], path);
    await page.context().close();
  }
});

test("on a phone nothing in the header lies on anything else, however long the title's words", async () => {
  for (const width of [320, 390]) {
    const page = await at(longest("chapter"), { viewport: { width, height: 640 } });
    await page.locator(".brand span").first().evaluate((title) => { title.textContent = "Partnerbook: Gemeinschaftsunternehmen"; });
    const boxes = await page.locator(".site-head :is(.brand, .search-open, .scheme select, .menu-link):visible").evaluateAll((list) =>
      list.map((element) => ({ name: element.className || element.localName, ...element.getBoundingClientRect().toJSON() })));
    assert.ok(boxes.length > 3, `${boxes.length} of them`);
    const wide = await page.locator(".brand span").first().evaluate((title) => title.getBoundingClientRect().right - title.closest(".brand").getBoundingClientRect().right);
    assert.ok(wide < 1, `the title reaches ${wide} px too far`);
    boxes.sort((a, b) => a.left - b.left);
    const covered = boxes.slice(1).filter((box, at) => box.left < boxes[at].right - 0.5).map((box) => box.name);
    assert.deepEqual(covered, [], `${width} px`);
    await page.context().close();
  }
});
