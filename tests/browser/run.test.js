// A session is run by the clock, in letters that are read from the back of the room; it survives a
// reload, and each of its three sheets prints alone.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { desktop, browse, faults, narrow, open } from "./browser.js";
import { printed } from "./paper.js";
import { serve } from "./server.js";
import { encoded, fileAddress, pageWith, site } from "./site.js";

const browser = await browse();
const places = {
  "opened by double-click": fileAddress(),
  "on a host, under default-src 'self'": await serve(site, { prefix: "/team/", headers: { "Content-Security-Policy": "default-src 'self'" } }),
};
const base = places["opened by double-click"];
const path = pageWith('data-start="09:00"');

async function at(time, { from = base, ...options } = {}) {
  const page = await open(browser, { base: from, ...options });
  // The time can be stopped only at a moment that is still to come.
  await page.clock.install({ time: new Date(`2026-12-06T${time}`) });
  await page.clock.pauseAt(new Date(`2026-12-07T${time}`));
  await page.addInitScript(() => { window.print = () => {}; });
  await page.goto(from + encoded(path));
  return page;
}

async function run(page) {
  await page.click("[data-run-act=open]");
  await page.waitForSelector(".run[open]");
}

async function closed(page) {
  assert.deepEqual(["request", "elsewhere", "console", "policy"].flatMap((kind) => faults(page, kind)), []);
  await page.context().close();
}

function shows(page, place) {
  return page.locator(`[data-run-place=${place}]`).innerText();
}

/** The moments of the day as the builder wrote them: titles and minutes. */
function moments(page) {
  return page.locator(".run-moments > li").evaluateAll((list) => list.map((line) => ({ title: line.dataset.title, minutes: Number(line.dataset.minutes) })));
}

for (const [place, from] of Object.entries(places)) {
  describe(`a session ${place}`, () => {
    test("shows the step that the plan has now, the time left, and what comes next", async () => {
      const page = await at("09:10:00", { from });
      const [first, second] = await moments(page);
      await run(page);
      assert.equal(await shows(page, "clock"), "09:10");
      assert.equal(await shows(page, "title"), first.title);
      assert.match(await shows(page, "words"), new RegExp(`^${first.minutes - 10}\\D`));
      assert.equal(await shows(page, "next-title"), second.title);
      assert.match(await shows(page, "next"), /09:25/);
      assert.match(await shows(page, "plan"), /^On plan/);
      await page.clock.runFor(60_000);
      assert.match(await shows(page, "words"), new RegExp(`^${first.minutes - 11}\\D`));
      await closed(page);
    });
  });
}

test("the keys turn, pause, add five minutes and close, and no page is turned", async () => {
  const page = await at("09:10:00");
  const [first, second] = await moments(page);
  const address = page.url();
  await run(page);
  await page.keyboard.press("+");
  assert.match(await shows(page, "words"), new RegExp(`^${first.minutes - 5}\\D`));
  assert.match(await shows(page, "plan"), /^5 minutes behind/);
  await page.keyboard.press("ArrowRight");
  assert.equal(await shows(page, "title"), second.title);
  assert.match(await shows(page, "plan"), /^15 minutes ahead/);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await shows(page, "title"), first.title);
  assert.match(await shows(page, "words"), new RegExp(`^${first.minutes - 5}\\D`), "a step back gives its clock back");
  await page.keyboard.press("Space");
  const words = await shows(page, "words");
  assert.match(words, /^Paused/);
  await page.clock.runFor(180_000);
  assert.equal(await shows(page, "words"), words, "paused, the time stands still");
  assert.match(await shows(page, "plan"), /^8 minutes behind/, "but not the clock on the wall");
  await page.keyboard.press("Space");
  assert.match(await shows(page, "words"), new RegExp(`^${first.minutes - 5}\\D`));
  await page.keyboard.press("Escape");
  // In a filled screen the browser takes the first Escape for itself.
  await page.waitForFunction(() => !document.querySelector(".run").open);
  assert.equal(page.url(), address);
  await closed(page);
});

test("colour and words change together when time runs out, and nothing moves on by itself", async () => {
  const page = await at("09:00:00");
  const [first] = await moments(page);
  await run(page);
  const look = () => page.locator(".run").evaluate((dialog) => [dialog.dataset.mood, getComputedStyle(dialog.querySelector(".run-left")).color]);
  const fine = await look();
  await page.clock.runFor((first.minutes - 2) * 60_000);
  const soon = await look();
  assert.equal(await shows(page, "words"), "2 minutes left");
  await page.clock.runFor(4 * 60_000);
  const over = await look();
  assert.equal(await shows(page, "words"), "2 minutes over");
  assert.deepEqual([fine[0], soon[0], over[0]], ["fine", "soon", "over"]);
  assert.notEqual(fine[1], soon[1]);
  assert.equal(await shows(page, "title"), first.title);
  assert.match(await shows(page, "plan"), /^2 minutes behind/);
  await closed(page);
});

test("a reload, a closed screen and a second visit find the same place", async () => {
  const page = await at("09:10:00");
  const [, second] = await moments(page);
  await run(page);
  await page.keyboard.press("ArrowRight");
  await page.reload();
  await page.waitForSelector(".run[open]");
  assert.equal(await shows(page, "title"), second.title);
  await page.click("[data-run-act=close]");
  await page.reload();
  assert.equal(await page.locator(".run").evaluate((dialog) => dialog.open), false);
  await run(page);
  assert.equal(await shows(page, "title"), second.title);
  await page.click("[data-run-act=again]");
  assert.match(await shows(page, "of"), /^1\D/);
  const keys = await page.evaluate(() => Object.keys(localStorage));
  assert.equal(keys.length, 1);
  assert.match(keys[0], /^partnerbook:[^:]+:[^:]+:run$/);
  await closed(page);
});

test("before the hour it waits, and at another hour it is a rehearsal that begins at once", async () => {
  const page = await at("08:48:00");
  const [first] = await moments(page);
  await run(page);
  assert.match(await shows(page, "title"), /09:00/);
  assert.match(await shows(page, "words"), /^12\D/);
  await page.clock.runFor(12 * 60_000);
  await page.keyboard.press("ArrowRight");
  assert.equal(await shows(page, "title"), first.title);
  assert.match(await shows(page, "plan"), /^On plan/);
  await closed(page);
  const rehearsal = await at("19:30:00");
  await run(rehearsal);
  assert.equal(await shows(rehearsal, "title"), first.title);
  assert.match(await shows(rehearsal, "plan"), /^On plan/);
  await closed(rehearsal);
});

test("after the last step it is done", async () => {
  const page = await at("19:30:00");
  const all = await moments(page);
  await run(page);
  for (let step = 0; step < all.length; step += 1) await page.keyboard.press("ArrowRight");
  assert.equal(await page.locator("[data-run-act=forward]").isDisabled(), true);
  assert.equal(await shows(page, "next-title"), "");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await shows(page, "title"), all.at(-1).title);
  await closed(page);
});

test("rooms and what runs beside something else stand side by side", async () => {
  const page = await at("19:30:00");
  await run(page);
  const seen = [];
  const count = (await moments(page)).length;
  for (let moment = 0; moment < count; moment += 1) {
    const boxes = await page.locator(".run-columns > li:visible").evaluateAll((list) => list.map((item) => item.getBoundingClientRect()).map((box) => [Math.round(box.top), Math.round(box.left)]));
    if (boxes.length > 1) seen.push(boxes);
    await page.keyboard.press("ArrowRight");
  }
  assert.ok(seen.length >= 2, "no moment has two rooms");
  for (const [[top, left], [otherTop, otherLeft]] of seen) assert.ok(top === otherTop && left < otherLeft);
  await closed(page);
});

test("what changes is told politely, and once", async () => {
  const page = await at("09:00:00");
  const [first, second] = await moments(page);
  await run(page);
  const place = page.locator("[data-run-place=said]");
  assert.equal(await place.getAttribute("role"), "status");
  assert.ok((await place.textContent()).includes(first.title));
  await page.evaluate(() => {
    window.told = [];
    new MutationObserver(() => window.told.push(document.querySelector("[data-run-place=said]").textContent)).observe(document.querySelector("[data-run-place=said]"), { childList: true, subtree: true, characterData: true });
  });
  await page.clock.runFor(5 * 60_000);
  assert.deepEqual(await page.evaluate(() => window.told), [], "minutes are not counted aloud");
  await page.keyboard.press("ArrowRight");
  await page.clock.runFor(5_000);
  const told = await page.evaluate(() => window.told);
  assert.equal(told.length, 1);
  assert.ok(told[0].includes(second.title));
  await closed(page);
});

for (const [name, viewport] of Object.entries({ desktop, narrow })) {
  test(`the step is large and nothing is wider than the ${name} screen`, async () => {
    const page = await at("09:10:00", { viewport });
    await run(page);
    const size = await page.locator(".run-number").evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    assert.ok(size >= viewport.width / 8, `${size} of ${viewport.width}`);
    assert.equal(await page.locator(".run").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth), 0);
    await closed(page);
  });
}

test("without scripting there is no button that does nothing, and everything can be read", async () => {
  const page = await open(browser, { base, javaScriptEnabled: false });
  await page.goto(base + encoded(path));
  assert.equal(await page.locator("[data-run-act]:visible, [data-print-alone]:visible").count(), 0);
  assert.equal(await page.locator(".session-page:visible").count(), 3);
  await closed(page);
});

describe("the three sheets", () => {
  for (const paper of ["A4", "Letter"]) {
    test(`print one a side of ${paper}`, async () => {
      const page = await at("09:00:00");
      const titles = await page.locator(".session-title").allInnerTexts();
      const { texts } = await printed(page, paper, "session");
      assert.equal(texts.length, titles.length);
      titles.forEach((title, number) => assert.ok(texts[number].includes(title), `${title} is not on side ${number + 1}`));
      await closed(page);
    });
  }

  test("print alone, and together again afterwards", async () => {
    const page = await at("09:00:00");
    const titles = await page.locator(".session-title").allInnerTexts();
    await page.locator("[data-print-alone]").nth(1).click();
    const { texts } = await printed(page, "A4", "session agenda alone");
    assert.equal(texts.length, 1);
    assert.deepEqual(titles.filter((title) => texts[0].includes(title)), [titles[1]]);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    assert.equal((await printed(page, "A4", "session together")).count, 3);
    await closed(page);
  });
});
