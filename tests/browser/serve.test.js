// The preview: what is saved is shown, and what the reader was at stays.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { browse, faults, open } from "./browser.js";
import { program, results } from "./site.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const long = Array.from({ length: 40 }, (_, number) => `## Part ${number}\n\nText of part ${number}, long enough to be read.\n`).join("\n");
const texts = {
  "playbook/index.md": "# Start\n\nWelcome. Go on to [trust](trust/index.md).\n",
  "playbook/trust/index.md": `# Trust\n\nFirst words.\n\nSee [the first day](first-day.toml).\n\n${long}`,
  "playbook/trust/first-day.toml": 'kind = "checklist"\ntitle = "First day"\nsummary = "What we do first."\npause = "On the first day"\nitems = ["Say hello", "Walk around", "Have lunch"]\n',
  "templates/frame/footer.html": '<footer class="site-foot"><details><summary>More</summary><p>Folded.</p></details><p><label>Note <input name="note"></label></p></footer>\n',
  "static/css/90-own.css": "h1 { letter-spacing: 0px; }\n",
};

/** A folder with a playbook in it, gone when the tests are over. `write` saves a file as careful editors do, by its name last. */
function playbook(more = {}) {
  const folder = mkdtempSync(join(tmpdir(), "partnerbook serve "));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const at = (path) => join(folder, path);
  const write = (path, text) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(`${at(path)}.new~`, text);
    renameSync(`${at(path)}.new~`, at(path));
  };
  for (const [path, text] of Object.entries({ ...texts, ...more })) write(path, text);
  return { folder, at, write };
}

/** Starts the preview, and waits until it says where it is. `said` grows as it speaks. */
async function serve(folder, ...options) {
  const child = spawn(program, ["serve", folder, ...options], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1" } });
  after(() => child.kill("SIGKILL"));
  const preview = { child, said: "", complained: "" };
  child.stdout.on("data", (text) => { preview.said += text; });
  child.stderr.on("data", (text) => { preview.complained += text; });
  preview.ended = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
  await until(() => / ms\)\n/.test(preview.said), () => `the preview starts: ${preview.said}${preview.complained}`);
  preview.base = preview.said.match(/http:\S+/)[0];
  return preview;
}

/** Waits until `holds`; fails with `what` when it never does. */
async function until(holds, what) {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(typeof what === "function" ? what() : what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** How often the preview said that it shows something else, or that it cannot. */
const rounds = (preview) => preview.said.match(/ ms\)\n/g).length;

const browser = await browse();

async function look(preview, path) {
  const page = await open(browser, { base: new URL("/", preview.base).href });
  // The page reads itself once more, untouched by scripts: with that a change is compared.
  const untouched = page.waitForResponse((answer) => answer.request().resourceType() === "fetch");
  await page.goto(preview.base + path);
  await (await untouched).finished();
  await page.evaluate(() => { window.isSamePage = true; });
  return page;
}

const isSamePage = (page) => page.evaluate(() => window.isSamePage === true);
const overlay = (page) => page.locator("partnerbook-live .faults");

test("words that are saved are put in place, and nothing else is touched", async () => {
  const { folder, write } = playbook();
  const preview = await serve(folder, "--port", "0");
  const page = await look(preview, "trust/index.html");
  await page.locator("summary", { hasText: "More" }).click();
  await page.locator("input[name=note]").fill("half a thought");
  await page.evaluate(() => document.getElementById("part-20").scrollIntoView({ behavior: "instant" }));
  const top = () => page.evaluate(() => Math.round(document.getElementById("part-20").getBoundingClientRect().top));
  const before = await top();
  write("playbook/trust/index.md", texts["playbook/trust/index.md"].replace("First words.", "Other words.\n\nAnd one more paragraph."));
  await page.getByText("And one more paragraph.").waitFor();
  assert.ok(await isSamePage(page), "the page was not loaded again");
  assert.ok(Math.abs((await top()) - before) <= 2, `the text stays where it was: ${before}, ${await top()}`);
  assert.equal(await page.locator("input[name=note]").inputValue(), "half a thought");
  assert.ok(await page.locator("footer details").evaluate((fold) => fold.open));
  assert.deepEqual(page.faults, []);
});

test("a sheet that changes is loaded again, with what was ticked, typed, unfolded, and where one was", async () => {
  const { folder, write } = playbook();
  const preview = await serve(folder, "--port", "0");
  const page = await look(preview, "trust/first-day.html");
  await page.setViewportSize({ width: 900, height: 300 });
  await page.getByLabel("Walk around").check();
  await page.locator("summary", { hasText: "More" }).click();
  await page.locator("input[name=note]").fill("half a thought");
  const place = await page.evaluate(() => scrollY);
  assert.ok(place > 50, "there is something to scroll");
  write("playbook/trust/first-day.toml", texts["playbook/trust/first-day.toml"].replace('"Have lunch"', '"Have lunch", "Go home"'));
  await page.getByText("Go home").first().waitFor();
  assert.ok(!(await isSamePage(page)), "the page was loaded again");
  await page.waitForFunction(() => document.querySelector("input[name=note]")?.value === "half a thought");
  assert.ok(await page.getByLabel("Walk around").isChecked());
  assert.ok(await page.locator("footer details").evaluate((fold) => fold.open));
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("name")), "note");
  const now = await page.evaluate(() => scrollY);
  assert.ok(Math.abs(now - place) < 200, `the place is about the same: ${place}, ${now}`);
  assert.deepEqual(page.faults, []);
});

test("a fault stands above the last good page, hides at Esc, and goes away when it is mended", async () => {
  const { folder, write } = playbook();
  const preview = await serve(folder, "--port", "0");
  const page = await look(preview, "index.html");
  write("playbook/index.md", "# Start\n\nGo on to [nowhere](gone.md).\n");
  await overlay(page).waitFor();
  assert.match(await overlay(page).innerText(), /1 error/);
  assert.match(await overlay(page).innerText(), /there is no file gone\.md/);
  assert.match(await overlay(page).innerText(), /playbook\/index\.md:3:20/);
  assert.equal(await overlay(page).locator("mark").innerText(), "gone.md");
  assert.equal(await overlay(page).getByRole("alert").count(), 1);
  assert.match(await page.locator("main").innerText(), /Welcome/, "the last good page is behind it");
  assert.match(preview.complained, /error\[broken-link\][\s\S]*3 \| Go on to \[nowhere\]\(gone\.md\)/);
  assert.deepEqual(page.faults, []);
  await page.screenshot({ path: join(results, "pages", "preview with a fault.png") });
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await window.axe.run()).violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target}`)));
  assert.deepEqual(found, []);
  await page.keyboard.press("Escape");
  await overlay(page).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "1 error" }).click();
  await overlay(page).waitFor();
  write("playbook/index.md", "# Start\n\nMended.\n");
  await page.getByText("Mended.").waitFor();
  await overlay(page).waitFor({ state: "hidden" });
  assert.ok(await page.getByRole("button", { name: "1 error" }).isHidden());
});

test("without any good page the faults stand alone, and the page comes by itself", async () => {
  const { folder, write } = playbook({ "playbook/index.md": "[nowhere](gone.md)\n" });
  const preview = await serve(folder, "--port", "0");
  const page = await open(browser, { base: preview.base });
  await page.goto(preview.base);
  await overlay(page).waitFor();
  assert.match(await page.locator("h1").innerText(), /no page to show yet/);
  await page.screenshot({ path: join(results, "pages", "preview without a page.png") });
  write("playbook/index.md", texts["playbook/index.md"]);
  await page.getByRole("heading", { name: "Start" }).waitFor();
  assert.deepEqual(faults(page, "policy"), []);
});

test("a style sheet is exchanged without loading the page again", async () => {
  const { folder, write } = playbook();
  const preview = await serve(folder, "--port", "0");
  const page = await look(preview, "index.html");
  const spacing = () => page.locator("h1").first().evaluate((heading) => getComputedStyle(heading).letterSpacing);
  write("static/css/90-own.css", "@layer override { h1 { letter-spacing: 7px; } }\n");
  await until(async () => (await spacing()) === "7px", "the style is there");
  assert.ok(await isSamePage(page));
  await until(() => page.evaluate(() => document.head.querySelectorAll("link[rel=stylesheet]").length === 1), "the old style is gone");
  write("templates/frame/footer.html", "<footer><p>Another foot.</p></footer>\n");
  await page.getByText("Another foot.").waitFor();
  assert.deepEqual(page.faults, []);
});

test("a new folder, a picture and a page that is gone are seen", async () => {
  const { folder, at, write } = playbook();
  const preview = await serve(folder, "--port", "0");
  mkdirSync(at("playbook/new/deep"), { recursive: true });
  write("playbook/new/deep/page.md", "# A page in a new folder\n\n![A dot](dot.svg)\n");
  write("playbook/new/deep/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
  const there = new URL("new/deep/page.html", preview.base).href;
  await until(async () => (await fetch(new URL("new/deep/dot.svg", preview.base))).status === 200, "the new page and its picture are there");
  const page = await look(preview, "new/deep/page.html");
  const width = () => page.locator("main img").evaluate((image) => image.naturalWidth);
  await until(async () => (await width().catch(() => 0)) === 10, "the picture is there");
  write("playbook/new/deep/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"/>');
  await until(async () => (await width().catch(() => 0)) === 30, "the picture is the new one");
  write("playbook/new/deep/page.md", "# Edited in the new folder\n");
  await page.getByRole("heading", { name: "Edited in the new folder" }).waitFor();
  rmSync(at("playbook/new"), { recursive: true });
  await page.locator(".kind-not-found, .lost").first().waitFor();
  assert.equal((await fetch(there)).status, 404);
});

test("editors may save as they like, and no half of a file is told as a fault", async () => {
  const { folder, at } = playbook({ "playbook/plan.toml": texts["playbook/trust/first-day.toml"].replace("First day", "Plan"), "playbook/index.md": "# Start\n\nSee [the plan](plan.toml).\n" });
  const preview = await serve(folder, "--port", "0");
  const path = at("playbook/plan.toml");
  const sheet = (title) => texts["playbook/trust/first-day.toml"].replace("First day", title);
  const shows = (title) => until(async () => (await (await fetch(`${preview.base}plan.html`)).text()).includes(title), `${title} is shown`);
  writeFileSync(path, "");
  await new Promise((resolve) => setTimeout(resolve, 40));
  writeFileSync(path, sheet("Emptied first"));
  await shows("Emptied first");
  renameSync(path, `${path}~`);
  writeFileSync(path, sheet("With a copy of before"));
  await shows("With a copy of before");
  rmSync(`${path}~`);
  writeFileSync(at("playbook/.plan.toml.swp"), "swap");
  writeFileSync(at("playbook/4913"), "");
  rmSync(at("playbook/4913"));
  writeFileSync(at("playbook/.plan.toml.tmp"), sheet("By rename"));
  renameSync(at("playbook/.plan.toml.tmp"), path);
  await shows("By rename");
  assert.equal(preview.complained, "");
});

test("five hundred files that change together are shown once", async () => {
  const { folder, write } = playbook();
  const preview = await serve(folder, "--port", "0");
  const page = await look(preview, "index.html");
  const before = rounds(preview);
  // While it is stopped the system writes down what it will be told, all at once.
  preview.child.kill("SIGSTOP");
  for (let number = 0; number < 499; number += 1) write(`playbook/many/page-${number}.md`, `# Page ${number}\n\nText.\n`);
  write("playbook/index.md", "# Start\n\nThe last of five hundred.\n");
  preview.child.kill("SIGCONT");
  await page.getByText("The last of five hundred.").waitFor({ timeout: 60_000 });
  assert.equal(rounds(preview) - before, 1, preview.said);
  assert.equal((await fetch(`${preview.base}many/page-498.html`)).status, 200);
});

/** Asks for `path` as it is, with `headers`, and returns the status and what it holds. */
function ask(preview, path, headers = {}, method = "GET") {
  const { hostname, port } = new URL(preview.base);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers, method }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => { text += part; }).on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asked.on("error", reject).end();
  });
}

test("only this machine is answered, and only with the site", async () => {
  const { folder } = playbook();
  const preview = await serve(folder, "--port", "0");
  assert.equal((await ask(preview, "/")).status, 200);
  for (const host of ["example.org", "example.org:4000", "10.1.2.3", "localhost.example.org"]) assert.equal((await ask(preview, "/", { host })).status, 403, host);
  for (const path of ["/../playbook/index.md", "/..%2fplaybook%2findex.md", "/%2e%2e/playbook/index.md", "/playbook/index.md", "/.partnerbook-memo", "//etc/passwd"]) {
    assert.equal((await ask(preview, path)).status, 404, path);
  }
  assert.equal((await ask(preview, "/.partnerbook/live", { origin: "http://example.org" })).status, 403);
  assert.equal((await ask(preview, "/", {}, "POST")).status, 405);
});

test("under a subpath the host's root leads to it", async () => {
  const { folder } = playbook();
  const preview = await serve(folder, "--port", "0", "--subpath", "/team/x/");
  assert.ok(preview.base.endsWith("/team/x/"));
  const page = await open(browser, { base: new URL("/", preview.base).href });
  await page.goto(new URL("/", preview.base).href);
  assert.equal(page.url(), preview.base);
  await page.goto(`${preview.base}trust`);
  assert.equal(page.url(), `${preview.base}trust/`);
  await page.locator("h1", { hasText: "Trust" }).waitFor();
  assert.deepEqual(page.faults, []);
  await page.goto(`${preview.base}no/such/page.html`);
  assert.notEqual(await page.locator("h1").evaluate((heading) => getComputedStyle(heading).fontFamily), "Times New Roman");
  assert.deepEqual(faults(page, "request").filter((text) => !text.includes("no/such/page.html is answered with 404")), []);
});

test("Ctrl-C ends it with 0, a page says so, and comes back with the next one", async () => {
  const { folder, write } = playbook();
  const preview = await serve(folder, "--port", "0");
  const page = await look(preview, "index.html");
  preview.child.kill("SIGINT");
  assert.equal(await preview.ended, 0);
  assert.match(preview.said, /Stopped\.\n$/);
  await page.locator("partnerbook-live .notice").waitFor();
  write("playbook/index.md", "# Start\n\nWritten in between.\n");
  await serve(folder, "--port", new URL(preview.base).port);
  await page.getByText("Written in between.").waitFor({ timeout: 20_000 });
  await page.locator("partnerbook-live .notice").waitFor({ state: "hidden" });
});

test("a drive that tells nothing is looked at again and again", async () => {
  const { folder, at, write } = playbook();
  const preview = await serve(folder, "--port", "0", "--poll");
  await until(() => preview.complained.includes("Looking at the folders again and again"), () => preview.complained);
  const page = await look(preview, "index.html");
  write("playbook/index.md", "# Start\n\nSeen by looking.\n");
  await page.getByText("Seen by looking.").waitFor({ timeout: 20_000 });
  mkdirSync(at("playbook/later"));
  write("playbook/later/page.md", "# Later\n");
  await until(async () => (await fetch(`${preview.base}later/page.html`)).status === 200, "the new page is there");
});
