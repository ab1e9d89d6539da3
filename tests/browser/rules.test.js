// Rules that hold while a sheet is filled in are told in words; what is private is kept on request only.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { browse, open } from "./browser.js";
import { encoded, fileAddress, program, sheet } from "./site.js";

const browser = await browse();
const folder = mkdtempSync(join(tmpdir(), "partnerbook sheets "));
after(() => rmSync(folder, { recursive: true }));

async function at(path, base = fileAddress()) {
  const page = await open(browser, { base });
  await page.goto(base + encoded(path));
  return page;
}

/** Waits until the place that speaks says all of `patterns`, and returns what it says. */
async function said(page, ...patterns) {
  const place = page.locator(".sheet [role=status]").first();
  assert.equal(await place.count(), 1, "nothing on the sheet speaks");
  for (const pattern of patterns) await place.filter({ hasText: pattern }).waitFor();
  return place.innerText();
}

function kept(page) {
  return page.evaluate(() => Object.values({ ...localStorage }).join());
}

test("a scorecard adds up, and a must-have below half is told whatever the total", async () => {
  const page = await at(sheet("scorecard"));
  const grid = page.locator(".grid-scorecard");
  const most = Number(await grid.getAttribute("data-points"));
  await grid.locator("thead textarea").first().fill("Kestrel");
  for (const row of await grid.locator("tbody tr").all()) await row.locator(".letter").first().fill(String(most));
  await grid.locator("tbody .letter").first().blur();
  assert.match(await said(page, /Kestrel.*100/), /100/);
  assert.equal(await page.locator(".score-says .is-flag").count(), 0);
  const must = grid.locator("tbody tr[data-must]").first();
  await must.locator(".letter").first().fill("0");
  await must.locator(".letter").first().blur();
  const name = await must.getAttribute("data-name");
  assert.ok((await said(page, name)).includes("Kestrel"));
  assert.equal(await page.locator(".score-says .is-flag").count(), 1);
  await must.locator(".letter").first().fill(String(most + 1));
  await must.locator(".letter").first().blur();
  await page.locator(".letter[aria-invalid=true]").waitFor();
  await page.context().close();
});

test("a circle of waits, and a group that waits for itself, are told", async () => {
  const page = await at(sheet("dependencies"));
  const rows = page.locator("tr[data-blank]");
  const names = await rows.first().locator("select").first().locator("option").allInnerTexts();
  const [, first, second] = names;
  async function wait(row, who, from) {
    await rows.nth(row).locator("select").nth(0).selectOption(who);
    await rows.nth(row).locator("select").nth(1).selectOption(from);
  }
  await wait(0, first, second);
  await page.waitForTimeout(1200);
  const before = await page.locator(".waits-say").innerText();
  await wait(1, second, first);
  const words = await said(page, first, second);
  assert.notEqual(words, before);
  await wait(1, second, second);
  await page.waitForFunction((old) => document.querySelector(".waits-say").innerText !== old, words);
  assert.ok((await page.locator(".waits-say").innerText()).includes(second));
  await page.context().close();
});

test("two sides that are far apart are told, the widest gap first, with what to do", async () => {
  const page = await at(sheet("health"));
  const rows = page.locator(".grid-health tbody tr[data-name]");
  const steps = Number(await page.locator(".grid-health").getAttribute("data-steps"));
  async function mark(row, us, partner) {
    await rows.nth(row).locator("input").nth(us - 1).check();
    await rows.nth(row).locator("input").nth(steps + partner - 1).check();
  }
  await mark(0, 2, 4);
  await mark(1, 1, steps);
  const [near, far] = [await rows.nth(0).getAttribute("data-name"), await rows.nth(1).getAttribute("data-name")];
  const words = await said(page, near, far);
  assert.ok(words.indexOf(far) < words.indexOf(near), words);
  assert.ok((await page.locator(".health-says a").count()) > 0, "nothing is offered for a low mark");
  await page.reload();
  assert.equal(await rows.nth(1).locator("input:checked").count(), 2);
  await page.context().close();
});

test("a private sheet is kept only when the reader asks for it", async () => {
  const page = await at(sheet("reflection"));
  const field = page.locator("[data-sheet] textarea").first();
  await field.fill("Zwetschgenkuchen");
  await field.blur();
  assert.ok(!(await kept(page)).includes("Zwetschgenkuchen"), "it was kept unasked");
  const first = await page.locator(".kept").innerText();
  await page.reload();
  assert.equal(await field.inputValue(), "");
  await field.fill("Zwetschgenkuchen");
  await page.click("[data-act=keep]");
  assert.notEqual(await page.locator(".kept").innerText(), first);
  await page.reload();
  assert.equal(await field.inputValue(), "Zwetschgenkuchen");
  await page.click("[data-act=reset]");
  assert.ok(!(await kept(page)).includes("Zwetschgenkuchen"), "a trace of it is left");
  assert.equal(await page.locator(".files").count(), 0, "a private sheet is in no file");
  await page.context().close();
});

test("a sheet on which nothing may stay empty says how much is", async () => {
  mkdirSync(join(folder, "playbook"));
  writeFileSync(join(folder, "playbook/facts.toml"), 'kind = "form"\ntitle = "Facts"\nrequired = true\nquestions = ["Who?", "When?", "Where?"]\n');
  execFileSync(program, ["build", "--quiet", folder]);
  const page = await at("facts.html", fileAddress(join(folder, "site")));
  const words = page.locator(".progress-words");
  assert.match(await words.innerText(), /^3\D/);
  await page.locator("textarea").first().fill("Both of us");
  assert.match(await words.innerText(), /^2\D/);
  await page.context().close();
});
