// What stands on a page is not lost, whatever other windows, a full store, other versions of the page, or whatever else
// uses the same address do to what is kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browse, faults, open } from "./browser.js";
import { serve } from "./server.js";
import { encoded, pages, sheet, site } from "./site.js";

const browser = await browse();
const base = await serve(site);
const form = sheet("form");
const aPrivate = pages().find((page) => page.kind === "worksheet" && /data-sheet="[^"]*" data-private/.test(page.html) && page.html.includes("<textarea")).path;
const list = sheet("checklist");

const words = (page, number = 0) => page.locator("[data-sheet] textarea[data-item]").nth(number);
const said = (page) => page.locator("[data-tools] .kept").first();
const aside = (page) => page.locator("[data-tools] .aside").first();

/** As many windows of one browser on that page. */
async function windows(path, number) {
  const first = await open(browser, { base });
  const all = [first];
  while (all.length < number) all.push(await first.context().newPage());
  for (const page of all) await page.goto(base + encoded(path));
  return all;
}

async function closed(page) {
  assert.deepEqual(["elsewhere", "console", "policy"].flatMap((kind) => faults(page, kind)), []);
  await page.context().close();
}

/** What stands under the sheet's name, and under those that begin with it. */
function kept(page) {
  return page.evaluate(() => {
    const id = document.querySelector("[data-sheet]").getAttribute("data-sheet");
    const names = Object.keys(localStorage).filter((name) => name.split(":")[2] === id).sort();
    return Object.fromEntries(names.map((name) => [name.split(":").slice(3).join(":"), localStorage.getItem(name)]));
  });
}

async function items(page) {
  return JSON.parse((await kept(page))[""] ?? '{"items":{}}').items;
}

/** The name that the page's sheet is kept under. */
async function nameOf(page) {
  await words(page).fill("a");
  const name = await page.evaluate(() => Object.keys(localStorage).find((name) => !name.endsWith("scheme")));
  await page.evaluate(() => localStorage.clear());
  return name;
}

/** Puts something else into the sheet's place while no page of it is open. */
async function leave(page, path, text) {
  const name = await nameOf(page);
  await page.goto(`${base}404.html`);
  await page.evaluate(([name, text]) => { localStorage.clear(); localStorage.setItem(name, text); }, [name, text]);
  await page.goto(base + encoded(path));
}

/** Waits until the page has been told of all that other windows of its browser have written so far. */
async function told(page, other) {
  const mark = `told ${Math.random()}`;
  await page.evaluate((mark) => {
    window.heard = new Promise((done) => addEventListener("storage", (event) => { if (event.key === mark) done(); }, true));
  }, mark);
  await other.evaluate((mark) => { localStorage.setItem(mark, ""); localStorage.removeItem(mark); }, mark);
  await page.evaluate(() => window.heard);
}

const blur = (page) => page.evaluate(() => document.activeElement.blur());

/** Fills the store but for as many letters. */
function fill(page, room = 0) {
  return page.evaluate((room) => {
    localStorage.setItem("room", " ".repeat(room));
    let size = 4_000_000;
    for (let number = 0; size >= 1; ) {
      try { localStorage.setItem(`filler ${number}`, "x".repeat(size)); number += 1; } catch { size = Math.floor(size / 2); }
    }
    localStorage.removeItem("room");
  }, room);
}

function makeRoom(page) {
  return page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("filler")).forEach((name) => localStorage.removeItem(name)));
}

test("a private sheet that is kept from one window stands in another as it was", async () => {
  const [first, second] = await windows(aPrivate, 2);
  await words(first).fill("What only I know");
  await words(second).fill("Something else");
  await second.click("[data-act=keep]");
  await told(first, second);
  assert.equal(await words(first).inputValue(), "What only I know");
  assert.equal(await said(first).innerText(), await first.locator("[data-tools]").getAttribute("data-private"), "it does not say that this is kept");
  // It is kept when asked for, and the words of the other window are not lost by it.
  await first.click("[data-act=keep]");
  assert.equal((await items(first))[await words(first).getAttribute("data-item")], "What only I know");
  assert.ok(Object.values(await kept(first)).some((text) => text.includes("Something else")));
  await closed(first);
});

test("an empty private sheet shows what another window keeps", async () => {
  const [first, second] = await windows(aPrivate, 2);
  await words(second).fill("Kept");
  await second.click("[data-act=keep]");
  await told(first, second);
  assert.equal(await words(first).inputValue(), "Kept");
  await closed(first);
});

test("a private sheet stays on the page when another window starts over, and says that it is not kept", async () => {
  const [first, second] = await windows(aPrivate, 2);
  await words(first).fill("Mine");
  await first.click("[data-act=keep]");
  await told(second, first);
  await second.click("[data-act=reset]");
  await told(first, second);
  assert.equal(await words(first).inputValue(), "Mine");
  assert.equal(await said(first).innerText(), await first.locator("[data-tools]").getAttribute("data-private"));
  assert.deepEqual(await kept(first), {}, "what the reader cleared is written again");
  await closed(first);
});

test("to start over where a private sheet is not kept leaves what another window keeps", async () => {
  const [first, second] = await windows(aPrivate, 2);
  await words(first).fill("Not kept");
  await words(second).fill("Kept");
  await second.click("[data-act=keep]");
  await told(first, second);
  await first.click("[data-act=reset]");
  await told(second, first);
  assert.equal(await words(first).inputValue(), "");
  assert.equal(await words(second).inputValue(), "Kept");
  assert.deepEqual(Object.values(await items(second)), ["Kept"]);
  await first.click("[data-act=undo]");
  assert.equal(await words(first).inputValue(), "Not kept");
  await closed(first);
});

for (const [name, path] of [["a sheet", form], ["a private sheet", aPrivate]]) {
  for (const [act, wipe] of [
    ["everything is wiped", () => localStorage.clear()],
    ["its own place is wiped", () => Object.keys(localStorage).forEach((name) => localStorage.removeItem(name))],
  ]) {
    test(`${name} stays on the page when ${act} in another window`, async () => {
      const [first, second] = await windows(path, 2);
      await words(first).fill("Long thought about");
      await words(first, 1).fill("And more");
      if (path === aPrivate) await first.click("[data-act=keep]");
      await blur(first);
      await second.goto(`${base}404.html`);
      await second.evaluate(wipe);
      await told(first, second);
      assert.equal(await words(first).inputValue(), "Long thought about");
      assert.equal(await words(first, 1).inputValue(), "And more");
      if (path === form) assert.ok(Object.values(await items(first)).includes("And more"), "it says that it is kept, and it is not");
      else assert.deepEqual([await kept(first), await said(first).innerText()], [{}, await first.locator("[data-tools]").getAttribute("data-private")]);
      await closed(first);
    });
  }
}

test("letters for which there was no room stay when another window writes, and are kept when there is room", async () => {
  const [first, second] = await windows(form, 2);
  await words(first).fill("Before");
  await told(second, first);
  await fill(second, 60);
  await told(first, second);
  const long = "Everything that we said on that day. ".repeat(27).trim();
  await words(first).fill(long);
  await blur(first);
  assert.equal(await said(first).innerText(), await first.locator("[data-tools]").getAttribute("data-full"));
  // The other one frees just enough for its own few words.
  await second.evaluate(() => {
    const smallest = Object.keys(localStorage).filter((name) => name.startsWith("filler")).sort((a, b) => localStorage[a].length - localStorage[b].length);
    let room = 0;
    while (room < 80) { room += localStorage[smallest[0]].length; localStorage.removeItem(smallest.shift()); }
  });
  await words(second, 1).fill("From the other window");
  await told(first, second);
  assert.equal(await words(first).inputValue(), long);
  await makeRoom(second);
  await told(first, second);
  const texts = Object.values(await items(first));
  assert.ok(texts.includes(long) && texts.includes("From the other window"), JSON.stringify(texts));
  assert.equal(await said(first).innerText(), await first.locator("[data-tools]").getAttribute("data-kept"));
  await told(second, first);
  assert.equal(await words(second).inputValue(), long);
  await closed(first);
});

test("a full store is tried again at every letter", async () => {
  const [page] = await windows(form, 1);
  await fill(page);
  await words(page).fill("One two three");
  assert.equal(await said(page).innerText(), await page.locator("[data-tools]").getAttribute("data-full"));
  await makeRoom(page);
  await words(page, 1).fill("!");
  assert.deepEqual(Object.values(await items(page)), ["One two three", "!"]);
  await closed(page);
});

test("to start over with a full store can be undone, also after loading again", async () => {
  const [page] = await windows(form, 1);
  await words(page).fill("x".repeat(3000));
  await fill(page);
  await page.click("[data-act=reset]");
  assert.equal(await words(page).inputValue(), "");
  await page.reload();
  await makeRoom(page);
  await page.click("[data-act=undo]");
  assert.equal((await words(page).inputValue()).length, 3000);
  await closed(page);
});

const strange = {
  "a later version": '{"version":2,"items":{"answers":[{"id":"first","text":"From the future"}]},"by":"a later page"}',
  "a later version that looks like this one": '{"version":7,"items":{"first":"From the future"}}',
  "something that is no JSON": '{"version":1,"items":{"first":"cut off in the mid',
  "a list": '["From", "the", "future"]',
  "items in a list": '{"version":1,"items":["From","the","future"]}',
  "an item of another shape": '{"version":1,"items":{"first":{"text":"From the future"}}}',
  "only null": "null",
};

for (const [what, text] of Object.entries(strange)) {
  test(`${what} is left alone, told of, and put aside when something is written`, async () => {
    const [page] = await windows(form, 1);
    await leave(page, form, text);
    assert.equal((await kept(page))[""], text, "it is touched before anything is written");
    assert.ok(await aside(page).isVisible(), "nobody is told");
    const [download] = await Promise.all([page.waitForEvent("download"), aside(page).locator("[data-act=save]").click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), text);
    await words(page).fill("Mine");
    assert.equal((await kept(page))["aside:1"], text);
    assert.deepEqual(Object.values(await items(page)), ["Mine"]);
    await page.reload();
    assert.equal(await words(page).inputValue(), "Mine");
    assert.ok(await aside(page).isVisible());
    assert.ok(!(await aside(page).locator("[data-act=forget]").isVisible()), "it can be removed before it was saved");
    await Promise.all([page.waitForEvent("download"), aside(page).locator("[data-act=save]").click()]);
    await aside(page).locator("[data-act=forget]").click();
    assert.ok(!(await aside(page).isVisible()));
    assert.equal((await kept(page))["aside:1"], undefined);
    assert.equal(await words(page).inputValue(), "Mine");
    await closed(page);
  });

  test(`${what} that another window writes takes nothing from the page, nor is it lost`, async () => {
    const [first, second] = await windows(form, 2);
    await words(first).fill("Here before");
    const name = await first.evaluate(() => Object.keys(localStorage)[0]);
    await second.goto(`${base}404.html`);
    await second.evaluate(([name, text]) => localStorage.setItem(name, text), [name, text]);
    await told(first, second);
    assert.equal(await words(first).inputValue(), "Here before");
    await words(first, 1).fill("And after");
    assert.deepEqual(Object.values(await items(first)), ["Here before", "And after"]);
    assert.equal((await kept(first))["aside:1"], text);
    await closed(first);
  });
}

test("what cannot be read survives a full store and starting over", async () => {
  const [page] = await windows(form, 1);
  await leave(page, form, strange["a later version"]);
  await fill(page);
  await words(page).fill("Mine");
  assert.ok(Object.values(await kept(page)).includes(strange["a later version"]));
  await makeRoom(page);
  await page.click("[data-act=reset]");
  assert.ok(Object.values(await kept(page)).includes(strange["a later version"]));
  await page.click("[data-act=undo]");
  assert.equal(await words(page).inputValue(), "Mine");
  await closed(page);
});

test("what stands in the way back and cannot be read is put aside too", async () => {
  const [page] = await windows(form, 1);
  await words(page).fill("One");
  await page.click("[data-act=reset]");
  const name = await page.evaluate(() => Object.keys(localStorage).find((name) => name.endsWith(":before")));
  await page.evaluate((name) => localStorage.setItem(name, '{"version":3}'), name);
  await words(page).fill("Two");
  await page.click("[data-act=reset]");
  assert.deepEqual(Object.keys(await kept(page)), ["aside:1", "before"]);
  assert.equal((await kept(page))["aside:1"], '{"version":3}');
  await closed(page);
});

test("two windows that write in different places keep both", async () => {
  const [first, second] = await windows(form, 2);
  // The second one hears nothing of the first, as one that the browser has put to sleep.
  await second.evaluate(() => addEventListener("storage", (event) => { if (event.key.startsWith("partnerbook:")) event.stopImmediatePropagation(); }, true));
  await words(first).fill("Of the first");
  await words(second, 1).fill("Of the second");
  await told(first, second);
  assert.deepEqual([...Object.values(await items(first))].sort(), ["Of the first", "Of the second"]);
  await words(first).fill("");
  await blur(first);
  await told(second, first);
  assert.deepEqual(Object.values(await items(first)), ["Of the second"], "what was deleted comes back");
  await words(first, 1).fill("");
  await blur(second);
  await told(second, first);
  assert.deepEqual([await words(second).inputValue(), await words(second, 1).inputValue()], ["", ""]);
  await closed(first);
});

test("nothing is changed under the cursor, and what another window wrote there is not lost", async () => {
  const [first, second] = await windows(form, 2);
  await words(first).fill("I am writ");
  await told(second, first);
  await words(second).fill("Somebody else's words");
  await told(first, second);
  assert.equal(await words(first).inputValue(), "I am writ");
  await words(first).pressSequentially("ing");
  assert.equal(await words(first).inputValue(), "I am writing");
  assert.deepEqual(Object.values(await items(first)), ["I am writing"]);
  assert.ok((await kept(first))["aside:1"].includes("Somebody else's words"));
  assert.ok(await aside(first).isVisible());
  await closed(first);
});

test("what another window wrote arrives once the cursor is elsewhere", async () => {
  const [first, second] = await windows(form, 2);
  await words(first).fill("Old");
  await told(second, first);
  await words(second).fill("New");
  await told(first, second);
  await words(first, 1).focus();
  await first.waitForFunction(() => document.querySelector("textarea[data-item]").value === "New");
  assert.deepEqual(Object.values(await items(first)), ["New"]);
  await closed(first);
});

test("starting over and back again are seen by other windows", async () => {
  const [first, second] = await windows(form, 2);
  await words(first).fill("Ours");
  await blur(first);
  await told(second, first);
  await second.click("[data-act=reset]");
  await told(first, second);
  assert.equal(await words(first).inputValue(), "");
  await first.click("[data-act=undo]");
  await told(second, first);
  assert.equal(await words(second).inputValue(), "Ours");
  // The way back is to what was cleared last, whichever window did it.
  await words(second).fill("Ours, later");
  await second.click("[data-act=reset]");
  await told(first, second);
  await first.click("[data-act=undo]");
  assert.equal(await words(first).inputValue(), "Ours, later");
  await closed(first);
});

test("an older page that comes back by the browser's own button shows what was written since", async () => {
  const [page] = await windows(form, 1);
  await words(page).fill("First");
  await page.evaluate(() => { window.isTheSame = true; });
  const name = await page.evaluate(() => Object.keys(localStorage)[0]);
  await page.goto(`${base}404.html`);
  await page.evaluate((name) => localStorage.setItem(name, localStorage.getItem(name).replace("First", "Second")), name);
  await page.goBack();
  assert.equal(await words(page).inputValue(), "Second");
  // The same without leaving: the browser says so in this way when it shows a page that it has kept whole.
  await page.evaluate((name) => localStorage.setItem(name, localStorage.getItem(name).replace("Second", "Third")), name);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  assert.equal(await words(page).inputValue(), "Third");
  await closed(page);
});

test("what is kept of an item that the page no longer has stays when others are changed", async () => {
  const [page] = await windows(form, 1);
  const item = await words(page).getAttribute("data-item");
  await leave(page, form, JSON.stringify({ version: 1, items: { [item]: "Still asked", "no-longer-asked": "Answered last year" } }));
  await words(page).fill("Asked and answered");
  assert.deepEqual(await items(page), { [item]: "Asked and answered", "no-longer-asked": "Answered last year" });
  await page.click("[data-act=reset]");
  assert.deepEqual(JSON.parse((await kept(page)).before).items, { [item]: "Asked and answered", "no-longer-asked": "Answered last year" });
  await page.click("[data-act=undo]");
  assert.deepEqual(await items(page), { [item]: "Asked and answered", "no-longer-asked": "Answered last year" });
  await closed(page);
});

test("one sheet twice on a page is one", async () => {
  const [page] = await windows(list, 1);
  // The page is changed before its scripts run.
  await page.addInitScript(() => document.addEventListener("readystatechange", () => {
    const sheet = document.querySelector("[data-sheet]");
    if (!sheet || document.querySelectorAll("[data-sheet]").length > 1) return;
    sheet.after(sheet.cloneNode(true));
  }));
  await page.reload();
  const sheets = page.locator("[data-sheet]");
  assert.equal(await sheets.count(), 2);
  const box = (sheet) => sheets.nth(sheet).locator("input[type=checkbox]");
  const boxes = await box(0).count();
  await box(0).nth(0).check();
  await box(1).nth(1).check();
  assert.ok((await box(1).nth(0).isChecked()) && (await box(0).nth(1).isChecked()));
  assert.match(await page.locator(".progress-words").innerText(), new RegExp(`^2\\D+${boxes}$`));
  await box(1).nth(0).uncheck();
  assert.ok(!(await box(0).nth(0).isChecked()));
  assert.equal(Object.keys(await items(page)).length, 1);
  await page.reload();
  assert.ok((await box(0).nth(1).isChecked()) && (await box(1).nth(1).isChecked()));
  await closed(page);
});

test("what was written before the page was ready is kept", async () => {
  const [page] = await windows(form, 1);
  const item = await words(page).getAttribute("data-item");
  const later = await words(page, 1).getAttribute("data-item");
  await leave(page, form, JSON.stringify({ version: 1, items: { [later]: "Kept" } }));
  await page.addInitScript(() => document.addEventListener("readystatechange", () => {
    if (document.readyState === "interactive") document.querySelector("[data-sheet] textarea").value = "Early";
  }));
  await page.reload();
  assert.deepEqual(await items(page), { [later]: "Kept", [item]: "Early" });
  assert.deepEqual([await words(page).inputValue(), await words(page, 1).inputValue()], ["Early", "Kept"]);
  await closed(page);
});

test("a sheet inside a chapter says when it cannot be kept", async () => {
  const chapter = pages().find((page) => page.kind === "chapter" && page.sheets.includes("matrix"));
  const [page] = await windows(chapter.path, 1);
  const place = page.locator(".kept-note .kept").first();
  await fill(page);
  await page.locator("[data-sheet] input.letter").first().fill("R");
  assert.equal(await place.innerText(), await page.locator(".kept-note").first().getAttribute("data-full"));
  await makeRoom(page);
  await page.locator("[data-sheet] input.letter").nth(1).fill("A");
  assert.equal(await place.innerText(), await page.locator(".kept-note").first().getAttribute("data-kept"));
  await closed(page);
});
