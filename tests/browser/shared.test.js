// What a build and a browser both work out of a sheet: the same table of cases is tried by `tests/suite/shared.rs`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, open } from "./browser.js";
import { fileAddress, program } from "./site.js";

const table = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), "../shared/sheets.json"), "utf8"));
const kinds = ["scorecard", "matrix", "dependencies"];
const browser = await browse();
const folder = mkdtempSync(join(tmpdir(), "partnerbook shared "));
after(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, "playbook"));
mkdirSync(join(folder, "templates/words"), { recursive: true });
writeFileSync(join(folder, "templates/words/en.toml"), table.words);
for (const kind of kinds) writeFileSync(join(folder, `playbook/${kind}.toml`), table[kind].sheet);
execFileSync(program, ["build", "--quiet", folder], { stdio: "pipe" });

/** Does `act` with each case of `kind`, on a sheet that nobody has written on. */
function each(kind, act) {
  assert.ok(table[kind].cases.length > 4);
  for (const entry of table[kind].cases) {
    test(`${kind}: ${JSON.stringify(entry)}`, async () => {
      const page = await open(browser, { base: fileAddress(join(folder, "site")) });
      await page.goto(fileAddress(join(folder, "site")) + `${kind}.html`);
      await act(page, entry);
      await page.context().close();
    });
  }
}

/** The lines in `place`, once there are any. */
async function lines(page, place) {
  await page.locator(place).filter({ hasText: /\S/ }).waitFor();
  return (await page.locator(place).innerText()).split("\n").filter(Boolean);
}

each("scorecard", async (page, { points, says }) => {
  const fields = page.locator(".grid-scorecard tbody .letter");
  for (const [at, each] of points.entries()) await fields.nth(at).fill(String(each));
  await fields.last().blur();
  assert.deepEqual(await lines(page, ".score-says"), says);
});

each("matrix", async (page, { letters, broken }) => {
  const fields = page.locator(".grid-matrix tbody tr").first().locator(".letter");
  for (const [at, each] of letters.entries()) await fields.nth(at).fill(each.replace("-", ""));
  await fields.last().blur();
  await page.waitForTimeout(1000);
  const fine = await page.locator(".grid-matrix").getAttribute("data-fine");
  assert.deepEqual(await lines(page, ".matrix-says"), broken.length ? broken : [fine]);
});

each("dependencies", async (page, { waits, circles }) => {
  const rows = page.locator("tr[data-blank]");
  for (const [at, [who, from]] of waits.entries()) {
    await rows.nth(at).locator("select").nth(0).selectOption(who);
    await rows.nth(at).locator("select").nth(1).selectOption(from);
  }
  const said = (await page.locator(".waits-say").innerText()).split("\n").filter(Boolean);
  // `circle B>A, A>B` is AB: the browser begins with who is written first, the build with the lowest group.
  const found = said.map((line) => line.replace("circle ", "").split(", ").map((wait) => wait[0]).join(""));
  const turned = found.map((circle) => {
    const lowest = circle.indexOf([...circle].sort()[0]);
    return circle.slice(lowest) + circle.slice(0, lowest);
  });
  assert.deepEqual(turned, circles);
});
