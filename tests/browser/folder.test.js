// A plain folder of Markdown, written for nothing in particular, becomes a site that holds together.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { browse, narrow, open } from "./browser.js";
import { claims } from "./crawl.js";
import { serve } from "./server.js";
import { encoded, fileAddress, files, pages, program, results } from "./site.js";
import { faultsOfMarkup } from "./validity.js";

const dot = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

const texts = {
  "README.md": `# Handbuch für Übergänge

Willkommen. Hier steht, [wie wir anfangen](<Über uns/Erste Schritte.md>), und
[was hundertprozentig gilt](Über%20uns/100%25%20sicher.md#zwei-fragen-eine-antwort).

- [Feiern](<🎉 Feiern/Los geht's 🎈.md>)
- [Nummer eins](<C%23 & Co/%231 Anfang.md>)
- [Alles, was Markdown kann](everything.md)
`,
  "Über uns/README.md": "# Über uns\n\nZwei Häuser, ein Weg. Zurück zum [Anfang](../README.md).\n",
  "Über uns/Erste Schritte.md": `---
title: Erste Schritte
layout: post
sidebar_position: 3
tags: [alt, fremd]
---

# Erste Schritte

Ein Bild: ![Ein Punkt](<bilder/Bild mit Leerzeichen %231.png>)

Siehe [unten](#größer-als-geplant) und [Über uns](README.md).

## Größer als geplant

Text von {{ anderswo }} und {% einem anderen %} Werkzeug, 3 < 4 & 5 > 4.
`,
  "Über uns/100% sicher.md": "# 100 % sicher\n\n## Zwei Fragen, eine Antwort\n\nJa.\n\n## Zwei Fragen, eine Antwort\n\nNochmals [ja](#zwei-fragen-eine-antwort-1).\n",
  "C# & Co/#1 Anfang.md": "# \\#1 Anfang & \\<Ende>\n\n![Punkt](punkt.png) Weiter zu [Feiern](<../🎉 Feiern/Los geht's 🎈.md>).\n",
  "🎉 Feiern/Los geht's 🎈.md": "Kein Titel, nur Text mit 🎈 und \"Anführung\".\n\nUnd ein zweiter Absatz.\n",
  "everything.md": `+++
aliases = ["all of it.html", "2019/über/alles.html"]
+++

# Everything

Smart "quotes", *em*, **strong**, ~~struck~~, \`code\`, <https://example.org>, a note[^1] and a [link](#code).

## Code

\`\`\`rust
/// Says hello to \`name\`.
fn hello(name: &str) -> String { format!("hello {name}, {}", 42) }
\`\`\`

\`\`\`python
# a comment
def add(a: int, b: int = 3) -> int: return a + b  # ${"a long line ".repeat(20)}
\`\`\`

\`\`\`html
<p class="a" id='b'>1 &amp; 2</p><!-- done -->
\`\`\`

\`\`\`json
{ "a": [1, true, null, "text"] }
\`\`\`

\`\`\`no-such-language
plain
\`\`\`

## Tables and lists

| Left | Right | Middle | ${"A wide heading | ".repeat(6)}
|:-----|------:|:------:|${"---|".repeat(6)}
| a | 1 | x | ${"and more words | ".repeat(6)}

- [x] done
- [ ] open

1. one
   1. one and a half

Term
: What it means.

> A quotation.

> [!NOTE]
> A note.

> [!TIP]
> A tip.

> [!IMPORTANT]
> Important.

> [!WARNING]
> A warning.

> [!CAUTION]
> Caution.

> [!LEADER]
> For the person who leads.

### Named heading {#named}

#### Deep

Averyveryveryverylongwordwithoutanyplacetobreakitwhichneverthelessmustnotmakethepagewiderthanthewindow.

---

[^1]: With [a way](#named) on.
`,
};

const folder = mkdtempSync(join(tmpdir(), "partnerbook folder #1 "));
const source = join(folder, "ein Ordner");
const made = join(folder, "site");
after(() => rmSync(folder, { recursive: true }));
for (const [path, text] of [...Object.entries(texts), ["Über uns/bilder/Bild mit Leerzeichen #1.png", dot], ["C# & Co/punkt.png", dot]]) {
  mkdirSync(join(source, dirname(path)), { recursive: true });
  writeFileSync(join(source, path), text);
}

function fingerprint() {
  return files(source).map((path) => [path, createHash("sha256").update(readFileSync(join(source, path))).digest("hex")]);
}

const before = fingerprint();
execFileSync(program, ["build", source, "--out", made, "--quiet"], { stdio: ["ignore", "inherit", "inherit"] });

test("a build leaves the folder as it was", () => assert.deepEqual(fingerprint(), before));

test("every Markdown file is a page, and its title is its first heading or its name", () => {
  const titles = pages(made).map(({ html }) => html.match(/<h1[^>]*>([\s\S]*?)<\/h1>/)?.[1].replace(/<[^>]+>/g, "").trim());
  for (const title of ["Handbuch für Übergänge", "Über uns", "Erste Schritte", "100 % sicher", "Everything"]) assert.ok(titles.includes(title), `${title} in ${titles}`);
  assert.ok(titles.some((title) => title.includes("#1 Anfang &amp; &lt;Ende&gt;")), `${titles}`);
  assert.ok(titles.some((title) => title?.includes("🎈")), `${titles}`);
});

test("what looks like another tool's code stays text", () => {
  const { html } = pages(made).find((page) => page.html.includes("<h1>Erste Schritte</h1>"));
  assert.ok(html.includes("{{ anderswo }}") && html.includes("{% einem anderen %}"));
});

test("the Nu HTML checker finds no error and no warning in the folder's site", async () => assert.deepEqual(await faultsOfMarkup(made), []));

const browser = await browse();
const hosted = await serve(made, { prefix: "/team/a b/x/", headers: { "Content-Security-Policy": "default-src 'self'" } });
claims("a plain folder opened by double-click", { browser, folder: made, base: fileAddress(made) });
claims("a plain folder on a host, under default-src 'self', in a window of 320 px", { browser, folder: made, base: hosted, viewport: narrow });

for (const address of ["all of it.html", "2019/über/alles.html"]) {
  test(`an address of before leads on to the page: ${address}`, async () => {
    const page = await open(browser, { base: hosted });
    await page.goto(hosted + encoded(address));
    await page.waitForURL(/everything/);
    assert.equal(await page.locator("h1").innerText(), "Everything");
    assert.deepEqual(page.faults, []);
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on a page with everything that Markdown has (${colorScheme})`, async () => {
    const { path } = pages(made).find((page) => page.html.includes("<h1>Everything</h1>"));
    const page = await open(browser, { base: fileAddress(made), colorScheme });
    await page.goto(fileAddress(made) + encoded(path));
    await page.screenshot({ path: join(results, "pages", `everything ${colorScheme}.png`), fullPage: true });
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await window.axe.run()).violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`)));
    assert.deepEqual(found, []);
  });
}
