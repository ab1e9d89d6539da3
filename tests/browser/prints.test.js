// A part, or the whole playbook, comes out of the print dialog as a stack of paper that can be handed out.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browse, open } from "./browser.js";
import { printed } from "./paper.js";
import { encoded, fileAddress, pages } from "./site.js";

const base = fileAddress();
const browser = await browse();
const prints = pages().filter((page) => page.kind === "print");
const parts = prints.filter((page) => page.path !== "print.html");

async function at(path, options) {
  const page = await open(browser, { base, ...options });
  await page.addInitScript(() => { window.asked = 0; window.print = () => { window.asked += 1; }; });
  await page.goto(base + encoded(path));
  return page;
}

function squeezed(text) {
  return text.replace(/\s+/g, " ");
}

/** What begins on a page of its own, in order: chapters, activities and sheets, not the short ones that share a page. */
function leaves(page) {
  return page.locator(".print-leaf:not(.print-first, .print-path, .print-bare, .print-bare + .print-leaf)").evaluateAll((list) =>
    list.filter((leaf) => !leaf.querySelector(".imposed, .tiles")).map((leaf) => leaf.querySelector("h2, h3, h4").textContent));
}

test("there is a page to print of each part, and one of all", () => {
  assert.ok(prints.some((page) => page.path === "print.html"));
  assert.ok(parts.length > 3, `${parts.length} parts`);
});

describe("each page of a part begins on a new page of paper, and the ways about stay on the screen", () => {
  for (const { path } of parts) {
    for (const paper of ["A4", "Letter"]) {
      test(`${path} on ${paper}`, async () => {
        const page = await at(path);
        const titles = await leaves(page);
        const { texts } = await printed(page, paper, path.replaceAll("/", "-"));
        const heads = texts.map((text) => squeezed(text).slice(0, 500));
        let from = 1;
        for (const title of titles) {
          const found = heads.findIndex((head, at) => at >= from && head.includes(squeezed(title).slice(0, 30)));
          assert.ok(found >= from, `"${title}" does not begin a page after page ${from}`);
          from = found + 1;
        }
        assert.deepEqual(texts.filter((text) => text.trim().length < 20), [], "an empty page");
        const all = squeezed(texts.join(" "));
        const ways = await page.locator(".print-way p, .site-nav a").allInnerTexts();
        assert.ok(ways.length > 2, "the page has no ways about");
        assert.deepEqual(ways.map(squeezed).filter((way) => way.length > 12 && all.includes(way)), []);
        await page.context().close();
      });
    }
  }
});

describe("nothing is wider than the paper", () => {
  for (const { path } of parts) {
    for (const [paper, millimetres] of [["A4", 180], ["Letter", 185.9]]) {
      test(`${path} on ${paper}`, async () => {
        const page = await at(path, { viewport: { width: Math.floor((millimetres / 25.4) * 96), height: 1000 } });
        await page.emulateMedia({ media: "print" });
        const wide = await page.evaluate(() => {
          const room = document.documentElement.clientWidth;
          // What lies on its side, or on larger paper, has more room.
          const places = document.querySelectorAll(".print-cover *, .print-contents *, article.print-leaf *, .print-leaf-sheet:not(:has([data-turn=landscape], [data-paper=A3])) *");
          const isClipped = (element) => element.closest(".visually-hidden, svg") !== null;
          return [...places].filter((element) => !isClipped(element) && element.getBoundingClientRect().right > room + 1).map((element) => `${element.localName}.${element.className}`);
        });
        assert.deepEqual(wide, []);
        await page.context().close();
      });
    }
  }
});

test("the size that is told comes close to the paper it takes", async () => {
  for (const { path } of prints) {
    const page = await at(path);
    const told = Number((await page.locator(".print-size").innerText()).match(/\d+/)[0]);
    const { count } = await printed(page, "A4", path.replaceAll("/", "-"));
    assert.ok(Math.abs(told - count) <= Math.max(3, count * 0.2), `${path}: ${told} told, ${count} printed`);
    await page.context().close();
  }
});

test("nothing is printed unasked, and a button prints", async () => {
  for (const path of [parts[0].path, pages().find((page) => page.kind === "chapter").path, pages().find((page) => page.kind === "activity").path]) {
    const page = await at(path);
    assert.equal(await page.evaluate(() => window.asked), 0, path);
    await page.click("[data-print]");
    assert.equal(await page.evaluate(() => window.asked), 1, path);
    await page.context().close();
  }
});

test("without scripting the page says how it is printed, and shows no button that does nothing", async () => {
  const page = await at(parts[0].path, { javaScriptEnabled: false });
  assert.match(await page.locator(".print-how").innerText(), /Ctrl/);
  assert.equal(await page.locator("button[data-print]:visible").count(), 0);
  await page.context().close();
});

test("home and parts lead to their pages to print, in sight, with their size", async () => {
  for (const path of ["index.html", parts[0].path.replace("print.html", "index.html")]) {
    const page = await at(path);
    const link = page.locator('.on-paper a[href$="print.html"]');
    assert.match(await link.innerText(), /about \d+ pages/);
    assert.ok((await link.boundingBox()).y < 900, "not in sight");
    await link.click();
    assert.match(page.url(), /print\.html$/);
    await page.context().close();
  }
});
