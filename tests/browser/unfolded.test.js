// What a page folds is on paper, and a page that holds many has each id once.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { browse, open } from "./browser.js";
import { printed } from "./paper.js";
import { fileAddress, program } from "./site.js";

const chapter = (name) => `# ${name}

<details><summary>More of ${name}</summary>

Folded ${name} words.

<details><summary>Deeper ${name}</summary>

Deepest ${name} words.

</details>
</details>

## Before -- after

Noted.[^1][^2] Again.[^1]

## Before -- after

[^1]: One.
[^2]: Two.
`;

const folder = mkdtempSync(join(tmpdir(), "unfolded-"));
mkdirSync(join(folder, "playbook"));
for (const [name, text] of Object.entries({
  "playbook.toml": 'title = "Folded"\nallow_html = true\n',
  "index.md": "# Folded\n\nWelcome.\n",
  "first.md": chapter("First"),
  "second.md": chapter("Second"),
})) writeFileSync(join(folder, "playbook", name), text);
execFileSync(program, ["build", folder], { stdio: "pipe" });

const base = fileAddress(join(folder, "site"));
const browser = await browse();
after(() => rmSync(folder, { recursive: true }));

describe("what is folded is printed, with scripting and without", () => {
  for (const javaScriptEnabled of [true, false]) {
    for (const [path, names] of [["first.html", ["First"]], ["print.html", ["First", "Second"]]]) {
      test(`${path}, scripting ${javaScriptEnabled ? "on" : "off"}`, async () => {
        const page = await open(browser, { base, javaScriptEnabled });
        await page.goto(base + path);
        assert.ok(!await page.getByText("Folded First words.").isVisible(), "it is folded on the screen");
        const { texts } = await printed(page, "A4", `unfolded-${path}-${javaScriptEnabled}`);
        const all = texts.join(" ").replace(/\s+/g, " ");
        for (const name of names) {
          for (const words of [`More of ${name}`, `Folded ${name} words.`, `Deeper ${name}`, `Deepest ${name} words.`]) {
            assert.ok(all.includes(words), `"${words}" is not on paper: ${all}`);
          }
        }
        assert.equal(await page.locator("details[open]").count(), 0, "it is folded on the screen afterwards");
        await page.context().close();
      });
    }
  }
});

test("on a page that holds many each id is there once, and each link within it leads somewhere", async () => {
  const page = await open(browser, { base });
  await page.goto(`${base}print.html`);
  const ids = await page.evaluate(() => Array.from(document.querySelectorAll("[id]"), (element) => element.id));
  assert.ok(ids.length > 15, `${ids.length} ids`);
  assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), []);
  const lost = await page.evaluate(() => Array.from(document.querySelectorAll("a[href^='#']"), (link) => link.getAttribute("href"))
    .filter((href) => href !== "#" && !document.getElementById(decodeURIComponent(href.slice(1)))));
  assert.deepEqual(lost, []);
  await page.context().close();
});
