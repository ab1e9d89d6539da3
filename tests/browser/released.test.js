// What readers kept on the site of an earlier release is there, to the letter, on the site that is made today. See
// release.in/README.md.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, faults, open } from "./browser.js";
import { serve } from "./server.js";
import { encoded, pages, program } from "./site.js";

const source = join(dirname(fileURLToPath(import.meta.url)), "release.in");
const releases = readdirSync(source).filter((name) => name.endsWith(".tar.gz"));
const kinds = "agreement board canvas causes dependencies form health matrix plan quadrant reflection rhythm roadmap scorecard session spectrum table";
// Cards hold nothing to fill in.
const all = ["checklist", ...kinds.split(" ")].sort();

const browser = await browse();
const folder = mkdtempSync(join(tmpdir(), "released-"));
after(() => rmSync(folder, { recursive: true }));
// Its warnings are about what this playbook does without.
execFileSync(program, ["build", source, "--out", join(folder, "today"), "--quiet"], { stdio: "pipe" });
for (const name of releases) {
  mkdirSync(join(folder, name));
  execFileSync("tar", ["-xzf", join(source, name), "-C", join(folder, name)]);
}
const base = await serve(folder);

/** Fills in every field as a reader does, and presses "Keep" where there is one. */
function fillIn() {
  document.querySelectorAll("[data-sheet] [data-item]").forEach((field, number) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = true;
    else if (field.type === "date") field.value = `2027-03-${String((number % 28) + 1).padStart(2, "0")}`;
    else if (field.tagName === "SELECT") field.selectedIndex = field.options.length - 1;
    else if (field.maxLength > 0) field.value = "RACI"[number % 4].slice(0, field.maxLength);
    else field.value = `${number}: Grüße <b>ß</b> & "so" \\n 日本 हिन्दी e\u0301 🎈${field.tagName === "TEXTAREA" ? "\n  second line\n" : ""}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const keep = document.querySelector("[data-act=keep]");
  if (keep) keep.click();
}

/** What each field holds, by its item. */
function written() {
  const found = {};
  for (const field of document.querySelectorAll("[data-sheet] [data-item]")) {
    const holds = ["checkbox", "radio"].includes(field.type) ? field.checked : field.value;
    found[`${field.closest("[data-sheet]").getAttribute("data-sheet")} ${field.dataset.item}${field.type === "radio" ? `=${field.value}` : ""}`] = holds;
  }
  return found;
}

for (const release of releases) {
  const old = pages(join(folder, release)).filter((page) => page.kind === "checklist" || page.kind === "worksheet");
  const then = `${base}${encoded(release)}/`;
  const now = `${base}today/`;

  describe(`on the site of ${release.replace(".tar.gz", "")}`, () => {
    test("a list and a sheet of every kind can be filled in", () => {
      assert.deepEqual(old.flatMap((page) => page.sheets).sort(), all);
    });

    test("every letter that is kept stands on the site of today", async () => {
      const page = await open(browser, { base });
      for (const { path } of old) {
        await page.goto(then + encoded(path));
        await page.evaluate(fillIn);
        const before = await page.evaluate(written);
        assert.ok(Object.values(before).filter(Boolean).length >= 2, path);
        await page.goto(now + encoded(path));
        assert.deepEqual(await page.evaluate(written), before, path);
      }
      assert.deepEqual(["elsewhere", "policy"].flatMap((kind) => faults(page, kind)), []);
      // The same where sheets stand inside a chapter.
      for (const { path } of pages(join(folder, release)).filter((page) => page.kind === "chapter")) {
        await page.goto(then + encoded(path));
        const before = await page.evaluate(written);
        assert.ok(Object.values(before).filter(Boolean).length >= 10, path);
        await page.goto(now + encoded(path));
        assert.deepEqual(await page.evaluate(written), before, path);
      }
      await page.context().close();
    });

    test("what was cleared there can be had back here", async () => {
      const page = await open(browser, { base });
      const { path } = old.find((page) => page.kind === "checklist");
      await page.goto(then + encoded(path));
      await page.evaluate(fillIn);
      const before = await page.evaluate(written);
      await page.click("[data-act=reset]");
      await page.goto(now + encoded(path));
      await page.click("[data-act=undo]");
      assert.deepEqual(await page.evaluate(written), before);
      await page.context().close();
    });
  });
}
