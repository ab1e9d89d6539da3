// From an address to all that is found there: pages, links between them, faults on the way.

import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { describe, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { desktop, faults, open } from "./browser.js";
import { encoded, pages } from "./site.js";

/** What a page offers: the ids in it, the addresses it links to, and what is wider than the window. */
function read() {
  const links = [...document.querySelectorAll("a[href], area[href], link[href]")].map((link) => ({ raw: link.getAttribute("href"), href: link.href }));
  const root = document.scrollingElement;
  const wide = [];
  if (root.scrollWidth > root.clientWidth) wide.push(`the page is ${root.scrollWidth} px wide`);
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.right <= root.clientWidth + 1 || !element.checkVisibility({ visibilityProperty: true })) continue;
    let around = element.parentElement;
    while (around && !/auto|scroll|hidden|clip/.test(getComputedStyle(around).overflowX)) around = around.parentElement;
    const isHeld = around && around !== document.body && around !== document.documentElement;
    if (!isHeld) wide.push(`<${element.localName} class="${element.getAttribute("class") ?? ""}"> ends at ${Math.round(box.right)} px`);
  }
  return { ids: [...document.querySelectorAll("[id]")].map((element) => element.id), links, wide: wide.slice(0, 3) };
}

function withoutFragment(href) {
  return href.split("#")[0];
}

/**
 * Follows every link from the home page at `base`, then looks at the 404 page.
 *
 * `found` holds the pages, `linked` the addresses of those that links lead to, `dead` a line for
 * every link to something that is not there.
 */
export async function crawl(page, base) {
  const found = new Map();
  const dead = [];
  const waiting = new Map([[`${base}index.html`, "the start"]]);
  const known = new Set(waiting.keys());

  const visit = async (address, from) => {
    if (!(await isThere(address))) {
      dead.push(`${from}: there is no ${address}`);
      return;
    }
    if (!address.endsWith(".html")) return;
    await page.goto(address);
    found.set(address, await page.evaluate(read));
    for (const { raw, href } of found.get(address).links) {
      if (/^[a-z]+:/.test(raw)) {
        if (href.startsWith(base)) dead.push(`${address}: ${raw} is not relative`);
        continue;
      }
      const target = withoutFragment(href);
      if (raw === "" || raw === "#" || raw.startsWith("/")) dead.push(`${address}: the link "${raw}" depends on the address`);
      else if (!target.startsWith(base)) dead.push(`${address}: ${raw} leads out of the site`);
      else if (!known.has(target)) {
        known.add(target);
        waiting.set(target, address);
      }
    }
  };

  for (const [address, from] of waiting) await visit(address, from);
  const linked = [...found.keys()];
  await visit(`${base}404.html`, "a host");
  return { found, linked, dead };
}

async function isThere(address) {
  if (!address.startsWith("file:")) return (await fetch(address, { method: "HEAD" })).ok;
  const path = fileURLToPath(address);
  return existsSync(path) && statSync(path).isFile();
}

/** Links to a `#fragment` that the page they lead to does not have. */
function deadFragments({ found }) {
  const dead = [];
  for (const [address, { links }] of found) {
    for (const { href } of links) {
      const fragment = href.split("#")[1];
      const target = found.get(withoutFragment(href));
      if (fragment && target && !target.ids.includes(decodeURIComponent(fragment))) dead.push(`${address}: ${href}`);
    }
  }
  return dead;
}

/** Goes to every `#fragment` that is linked to, and asks the browser whether it found it. */
async function unreachedFragments(page, { found }) {
  const wanted = new Map();
  for (const { links } of found.values()) {
    for (const { href } of links) {
      const [target, fragment] = href.split("#");
      if (fragment && found.has(target)) wanted.set(target, (wanted.get(target) ?? new Set()).add(fragment));
    }
  }
  assert.ok(wanted.size > 0, "no link has a fragment");
  const missed = [];
  for (const [target, fragments] of wanted) {
    await page.goto(target);
    const lost = await page.evaluate((list) => list.filter((fragment) => {
      location.replace(`#${fragment}`);
      return document.querySelector(":target") === null;
    }), [...fragments]);
    lost.forEach((fragment) => missed.push(`${target}#${fragment}`));
  }
  return missed;
}

/**
 * The claims about a site at one address.
 *
 * `folder` holds the site, `base` is where it is found. In a window of 320 px its width is a claim too.
 */
export function claims(name, { browser, folder, base, viewport = desktop }) {
  describe(name, () => {
    let page;
    let crawled;

    before(async () => {
      page = await open(browser, { base, viewport });
      crawled = await crawl(page, base);
    });

    test("every page of the site is reached by links from its home page", () => {
      const all = pages(folder).filter(({ path }) => path !== "404.html").map(({ path }) => base + encoded(path));
      assert.ok(all.length > 3, "there are hardly any pages");
      const reached = new Set(crawled.linked.map(decodeURI));
      assert.deepEqual(all.filter((address) => !reached.has(decodeURI(address))), []);
    });
    test("every link is relative and leads to a page or a file that is there", () => assert.deepEqual(crawled.dead, []));
    test("every #fragment is on the page it leads to", () => assert.deepEqual(deadFragments(crawled), []));
    if (base.startsWith("file:")) {
      test("a browser goes to every #fragment", async () => assert.deepEqual(await unreachedFragments(page, crawled), []));
    }
    test("no request fails", () => assert.deepEqual(faults(page, "request"), []));
    test("no request goes to another host", () => assert.deepEqual(faults(page, "elsewhere"), []));
    test("the browser reports no error", () => assert.deepEqual(faults(page, "console"), []));
    test("nothing breaks the content security policy", () => assert.deepEqual(faults(page, "policy"), []));
    if (viewport.width <= 320) {
      test(`no page is wider than a window of ${viewport.width} px`, () => {
        assert.deepEqual([...crawled.found].flatMap(([address, { wide }]) => wide.map((line) => `${address}: ${line}`)), []);
      });
    }
  });
}
