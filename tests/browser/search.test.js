// Readers find what they look for: from a disk and from a folder of a host, with the keyboard alone, in
// English, German, Chinese and Arabic, and without scripting by an index.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { browse, desktop, narrow, open, phone } from "./browser.js";
import { buildLanguages, languages } from "./languages.js";
import { serve } from "./server.js";
import { encoded, fileAddress, longest, results, site } from "./site.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await browse();
const policy = { "Content-Security-Policy": "default-src 'self'" };
const built = buildLanguages();
const base = fileAddress();
const hosted = await serve(site, { prefix: "/team/a b/x/", headers: policy });

const options = (page) => page.locator("#pb-search-list [role=option]");
const says = (page) => page.locator("#pb-search-dialog .search-says");
const dialog = (page) => page.locator("#pb-search-dialog");

/** Opens a page, and the search over it. */
async function searching(address, query, settings) {
  const page = await open(browser, settings);
  await page.goto(address);
  await page.keyboard.press("/");
  await dialog(page).waitFor();
  if (query) await look(page, query);
  return page;
}

/** Types a query and waits for what is said of it. */
async function look(page, query) {
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(query);
  await says(page).filter({ hasText: `“${query}”` }).waitFor();
}

const chosen = (page) => page.locator("#pb-search-list [aria-selected=true]");

for (const [language, words] of Object.entries(languages)) {
  describe(`in ${language}`, () => {
    const places = {
      "from a disk": async () => fileAddress(built[language]),
      "from a folder of a host, under default-src 'self'": async () => serve(built[language], { prefix: "/team/a b/x/", headers: policy }),
    };
    for (const [where, address] of Object.entries(places)) {
      test(`words lead by keyboard to the section that holds them, ${where}`, async () => {
        const from = await address();
        const page = await searching(`${from}part/seats.html`, words.typed, { base: from });
        await page.keyboard.press("ArrowDown");
        const option = chosen(page);
        assert.equal(await option.locator(".search-title").innerText(), words.chapter);
        assert.equal(await option.locator(".search-place").innerText(), words.repair);
        const marked = await option.locator("mark").allInnerTexts();
        for (const word of words.marked) assert.ok(marked.includes(word), `${word} is marked, of ${marked}`);
        await page.keyboard.press("Enter");
        await page.waitForURL(`${from}part/trust.html#repair`);
        assert.deepEqual(page.faults, []);
        await page.context().close();
      });
    }

    test("the beginning of a word finds an activity, and a word its line in a checklist and its term", async () => {
      const from = fileAddress(built[language]);
      const page = await searching(`${from}index.html`, words.begun, { base: from });
      assert.equal(await page.locator(".search-activities .search-title").first().innerText(), words.activity);
      await look(page, words.item);
      assert.equal(await page.locator(".search-items .search-title").first().innerText(), words.items[0]);
      await look(page, words.termTyped);
      const term = page.locator(".search-terms .search-result").first();
      assert.equal(await term.locator(".search-title").innerText(), words.term);
      assert.match(await term.getAttribute("href"), /glossary\.html#/);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    test("what is nowhere is told, with ways on", async () => {
      const from = fileAddress(built[language]);
      const page = await searching(`${from}index.html`, words.lost, { base: from });
      assert.equal(await options(page).count(), 0);
      assert.equal(await page.locator("#pb-search-dialog [data-state=none]").isVisible(), true);
      await page.context().close();
    });
  });
}

describe("the dialog", () => {
  test("opens by its button, by Ctrl-K and by /, closes by Escape, and gives the focus back", async () => {
    const page = await open(browser, { base });
    await page.goto(base + encoded(longest("chapter")));
    const ways = [() => page.click(".site-head .search-open"), () => page.keyboard.press("ControlOrMeta+k"), () => page.keyboard.press("/")];
    for (const way of ways) {
      await page.locator(".brand a").focus();
      await way();
      await dialog(page).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.id), "pb-search-field");
      await page.keyboard.press("Escape");
      assert.equal(await dialog(page).isVisible(), false);
      assert.equal(await page.evaluate(() => document.activeElement.matches(".brand a, .search-open")), true);
    }
    await page.context().close();
  });

  test("leaves / to the fields of a sheet, and to whoever switches it off", async () => {
    const page = await open(browser, { base });
    await page.goto(base + encoded("worksheets/three-actions.html"));
    const field = page.locator(".sheet input[type=text], .sheet textarea").first();
    await field.focus();
    await page.keyboard.type("and/or");
    assert.equal(await field.inputValue(), "and/or");
    assert.equal(await dialog(page).count(), 0);
    await field.blur();
    await page.keyboard.press("/");
    await page.locator("[data-slash]").uncheck();
    await page.keyboard.press("Escape");
    await page.reload();
    await page.keyboard.press("/");
    await page.keyboard.press("ControlOrMeta+k");
    await dialog(page).waitFor();
    assert.equal(await page.inputValue("#pb-search-field"), "", "the key did not even write");
    assert.equal(await page.locator("[data-slash]").isChecked(), false);
    await page.context().close();
  });

  test("fetches nothing of the search before it is wanted", async () => {
    const page = await open(browser, { base: hosted });
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(hosted + encoded(longest("chapter")));
    await page.waitForLoadState("networkidle");
    assert.deepEqual(asked.filter((address) => /search\/|search-/.test(address)), []);
    await page.keyboard.press("/");
    // Typed before anything of it is there.
    await page.keyboard.type("trust");
    await says(page).filter({ hasText: "“trust”" }).waitFor();
    assert.ok(asked.some((address) => address.endsWith("search/root.js")));
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test("is a combobox with a list of links: arrows go round, Home and End stay in the field", async () => {
    const page = await searching(base + encoded(longest("chapter")), "trust", { base });
    const field = page.locator("#pb-search-field");
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    const ids = await options(page).evaluateAll((links) => links.map((link) => link.id));
    assert.ok(ids.length > 3);
    const active = () => field.getAttribute("aria-activedescendant");
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), ids[0]);
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(), null, "one step up is the field itself");
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(), ids.at(-1));
    assert.equal(await options(page).last().evaluate((link) => {
      const box = link.getBoundingClientRect();
      const list = link.closest("[role=listbox]").getBoundingClientRect();
      return box.top >= list.top - 1 && box.bottom <= list.bottom + 1;
    }), true, "what is chosen is in sight");
    await page.keyboard.press("Home");
    await page.keyboard.type("x");
    assert.equal(await field.inputValue(), "xtrust");
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
    assert.equal(await field.inputValue(), "xtrus");
    assert.equal(await page.evaluate(() => document.activeElement.id), "pb-search-field");
    await page.context().close();
  });

  test("says politely how many there are", async () => {
    const page = await searching(base + encoded(longest("chapter")), "trust", { base });
    assert.equal(await says(page).getAttribute("role"), "status");
    assert.match(await says(page).innerText(), /^\d+ results for “trust”$/);
    await look(page, "qzxqzx");
    assert.equal(await says(page).innerText(), "Nothing found for “qzxqzx”.");
    await page.context().close();
  });

  test("groups by kind and marks what was asked for, and a link opens in a new tab with Ctrl", async () => {
    const page = await searching(base + encoded(longest("chapter")), "role grid", { base });
    const kinds = await page.locator("#pb-search-list [role=group]").evaluateAll((groups) => groups.map((group) => document.getElementById(group.getAttribute("aria-labelledby")).textContent));
    for (const kind of ["Sheets and checklists", "Activities", "Chapters"]) assert.ok(kinds.includes(kind), `${kind} of ${kinds}`);
    assert.ok((await page.locator("#pb-search-list mark").allInnerTexts()).every((word) => /^(roles?|grids?|role-grid)$/i.test(word)));
    await page.keyboard.press("ArrowDown");
    const href = await chosen(page).evaluate((link) => link.href);
    const [tab] = await Promise.all([page.context().waitForEvent("page"), page.keyboard.press("Control+Enter")]);
    await tab.waitForURL(href);
    assert.equal(await dialog(page).isVisible(), true, "the search stays open");
    await page.context().close();
  });

  test("leads to all results with Enter, and remembers the words while the window is open", async () => {
    const page = await searching(base + encoded(longest("chapter")), "straight talk", { base });
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\.html\?q=straight/);
    await page.goBack();
    await page.waitForURL(base + encoded(longest("chapter")));
    await page.keyboard.press("/");
    await says(page).filter({ hasText: "“straight talk”" }).waitFor();
    assert.equal(await page.inputValue("#pb-search-field"), "straight talk");
    assert.equal(await page.evaluate(() => getSelection().toString()), "straight talk", "typing begins anew");
    await page.context().close();
  });

  test("finds a mistyped word, a pair written in one, and a phrase word for word", async () => {
    const page = await searching(base + encoded(longest("chapter")), "calender", { base });
    assert.match(await options(page).first().innerText(), /calendar/i);
    await look(page, "standup");
    assert.ok((await page.locator("#pb-search-list mark").allInnerTexts()).some((word) => /stand-up/i.test(word)));
    await look(page, '"believe this until"');
    const titles = await page.locator("#pb-search-list .search-title").allInnerTexts();
    assert.ok(titles.length > 0 && titles.length < 4, `${titles}`);
    await page.context().close();
  });

  test("offers near words and the lists by what one hears where nothing is found", async () => {
    const page = await searching(base + encoded(longest("chapter")), "clanedrarar", { base });
    const finder = page.locator("#pb-search-dialog [data-state=none] .search-finder a");
    assert.equal(await finder.getAttribute("href"), await page.locator('.site-nav a[href$="by-situation.html"]').getAttribute("href"));
    await look(page, "partnqzip");
    const near = page.locator("#pb-search-dialog .search-near-list a");
    assert.ok((await near.allInnerTexts()).some((word) => /^partner/i.test(word)), `${await near.allInnerTexts()}`);
    await near.first().click();
    await options(page).first().waitFor();
    await page.context().close();
  });

  test("fits a window of 320 px, and is not printed", async () => {
    const page = await searching(base + encoded(longest("chapter")), "trust", { base, viewport: narrow });
    const wide = await page.evaluate(() => [...document.querySelectorAll("#pb-search-dialog *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.matches(".visually-hidden")).map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(wide, []);
    await page.emulateMedia({ media: "print" });
    assert.equal(await dialog(page).isVisible(), false);
    assert.equal(await page.locator(".search-form").first().isVisible(), false);
    await page.context().close();
  });

  test("has targets of 44 px on a phone", async () => {
    const page = await searching(base + encoded(longest("chapter")), "trust", { base, viewport: phone, hasTouch: true });
    const small = await page.evaluate(() => [...document.querySelectorAll("#pb-search-dialog :is(button, input, a, label:not(.visually-hidden)), .search-open")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height < 44 && !element.closest("label"))
      .map((element) => `${element.outerHTML.slice(0, 80)} ${element.getBoundingClientRect().height}`));
    assert.deepEqual(small, []);
    await page.context().close();
  });
});

describe("what cannot be had is told in words", () => {
  const folder = mkdtempSync(join(tmpdir(), "partnerbook search "));
  after(() => rmSync(folder, { recursive: true }));
  const without = (name, remove) => {
    const copy = join(folder, name);
    cpSync(built.en, copy, { recursive: true });
    remove(copy);
    return fileAddress(copy);
  };

  test("a search without its index leads to all pages", async () => {
    const from = without("root", (copy) => rmSync(join(copy, "search/root.js")));
    const page = await open(browser);
    await page.goto(`${from}part/seats.html`);
    await page.keyboard.press("/");
    await dialog(page).waitFor();
    await page.keyboard.type("trust");
    await says(page).filter({ hasText: "could not be loaded" }).waitFor();
    await page.locator("#pb-search-dialog [data-state=missing] a").click();
    await page.waitForURL(/site-map\.html/);
    await page.context().close();
  });

  test("a result whose text is missing stands without its excerpt", async () => {
    const from = without("texts", (copy) => rmSync(join(copy, "search/pages"), { recursive: true }));
    const page = await searching(`${from}part/seats.html`, "quarrel");
    assert.equal(await page.locator(".search-chapters .search-title").first().innerText(), languages.en.chapter);
    assert.equal(await page.locator(".search-chapters .search-excerpt").count(), 0);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${from}part/trust.html`);
    await page.context().close();
  });

  test("a part of the index that is missing is told beside what was found", async () => {
    const from = without("words", (copy) => writeFileSync(join(copy, "search/root.js"), readFileSync(join(copy, "search/root.js"), "utf8").replace(/("shards": ?\[\["[^"]*", ?")[0-9a-f]{8}/, "$1ffffffff")));
    const page = await open(browser);
    await page.goto(`${from}index.html`);
    await page.keyboard.press("/");
    await dialog(page).waitFor();
    await page.keyboard.type("quarrel");
    await says(page).filter({ hasText: "so some may be missing" }).waitFor();
    await page.context().close();
  });

  test("without its scripts the button leads to the index from A to Z", async () => {
    const page = await open(browser);
    await page.route(/search-find/, (route) => route.abort());
    await page.goto(base + encoded(longest("chapter")));
    await page.keyboard.press("/");
    await page.waitForURL(/search\.html/);
    await page.context().close();
  });
});

for (const [where, from] of Object.entries({ "from a disk": base, "from a folder of a host": hosted })) {
  describe(`the page of all results, ${where}`, () => {
    const count = (page) => page.locator("#pb-search-results .search-result").count();
    const told = (page, query) => page.locator("#pb-search-results .search-says").filter({ hasText: `“${query}”` }).waitFor();

    test("shows what its address asks for, and its address what is typed", async () => {
      const page = await open(browser, { base: from });
      await page.goto(`${from}search.html?q=role%20grid`);
      await told(page, "role grid");
      assert.equal(await page.inputValue("#pb-search-page"), "role grid");
      assert.match(await page.locator("#pb-search-results .search-title").first().innerText(), /role grid/i);
      assert.equal(await page.locator("#pb-search-index").isVisible(), false);
      await page.fill("#pb-search-page", "safe room");
      await told(page, "safe room");
      assert.equal(page.url(), `${from}search.html?q=safe%20room`);
      await page.fill("#pb-search-page", "");
      await page.locator("#pb-search-index").waitFor();
      assert.equal(page.url(), `${from}search.html`);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    test("shows more on wish, moves the focus there, and shows the same when one comes back", async () => {
      const page = await open(browser, { base: from });
      await page.goto(`${from}search.html?q=partner`);
      await told(page, "partner");
      const before = await count(page);
      const more = page.locator(".search-more").first();
      const inGroup = await more.evaluate((button) => button.closest(".search-group").querySelectorAll(".search-result").length);
      await more.click();
      await page.waitForFunction((number) => document.querySelectorAll("#pb-search-results .search-result").length > number, before);
      const after = await count(page);
      const focused = await page.evaluate(() => [...document.activeElement.closest(".search-group").querySelectorAll(".search-link")].indexOf(document.activeElement));
      assert.equal(focused, inGroup, "the first of the new ones has the focus");
      await page.keyboard.press("Enter");
      await page.waitForURL((address) => !address.href.includes("search.html"));
      await page.goBack();
      await told(page, "partner");
      await page.waitForFunction((number) => document.querySelectorAll("#pb-search-results .search-result").length === number, after);
      await page.context().close();
    });

    test("takes the / key to its own field", async () => {
      const page = await open(browser, { base: from });
      await page.goto(`${from}search.html`);
      await page.keyboard.press("/");
      await page.keyboard.type("trust");
      await told(page, "trust");
      assert.equal(await page.inputValue("#pb-search-page"), "trust");
      await page.context().close();
    });
  });
}

test("without scripting the forms lead to an index from A to Z that leads to every page", async () => {
  for (const [path, form] of [[longest("chapter"), ".site-head .search-form"], ["index.html", ".hero .search-form"]]) {
    for (const viewport of [desktop, phone]) {
      const page = await open(browser, { base: hosted, viewport, javaScriptEnabled: false });
      await page.goto(hosted + encoded(path));
      const field = page.locator(`${form} input`);
      if (await field.isVisible()) await field.fill("trust");
      await page.locator(`${form} button`).click();
      await page.waitForURL(/search\.html\?q=/);
      const lines = page.locator("#pb-search-index li a");
      assert.ok((await lines.count()) > 60);
      assert.equal(await page.locator("#pb-search-results .search-state:visible, #pb-search-results .search-group").count(), 0);
      await lines.filter({ hasText: "Straight talk" }).first().click();
      await page.waitForURL(/straight-talk/);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  }
});

describe("axe finds nothing", () => {
  const states = {
    "in the dialog before anything is asked": (settings) => searching(base + encoded(longest("chapter")), "", settings),
    "in the dialog with results": async (settings) => {
      const page = await searching(base + encoded(longest("chapter")), "role grid", settings);
      await page.keyboard.press("ArrowDown");
      return page;
    },
    "in the dialog with nothing found": (settings) => searching(base + encoded(longest("chapter")), "partnqzip", settings),
    "on the page with results": async (settings) => {
      const page = await open(browser, settings);
      await page.goto(`${base}search.html?q=partner`);
      await page.locator(".search-result").first().waitFor();
      return page;
    },
    "on the page with nothing found": async (settings) => {
      const page = await open(browser, settings);
      await page.goto(`${base}search.html?q=partnqzip`);
      await page.locator("#pb-search-results [data-state=none]").waitFor();
      return page;
    },
    "in Arabic": (settings) => searching(`${fileAddress(built.ar)}part/trust.html`, languages.ar.typed, settings),
  };
  for (const [state, reach] of Object.entries(states)) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${state} (${colorScheme}, 1440 and 320 px)`, async () => {
        const found = [];
        for (const viewport of [desktop, narrow]) {
          const page = await reach({ viewport, colorScheme });
          await page.screenshot({ path: join(results, "search", `${state} ${colorScheme} ${viewport.width}.png`) });
          await page.evaluate(axe);
          found.push(...await page.evaluate(async () => {
            const run = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"] }, rules: { "target-size": { enabled: true } } };
            return (await window.axe.run(document, run)).violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
          }));
          await page.context().close();
        }
        assert.deepEqual(found, []);
      });
    }
  }
});
