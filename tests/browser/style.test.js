// The scripts of a site, those of its preview and these tests keep to one style.

import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const eslint = new ESLint({ cwd: root, overrideConfigFile: "tests/browser/eslint.config.js" });
const site = "static/js/planted.js";
const preview = "src/serve/planted.js";

/** The rules that `script` breaks where it stands under `path`. */
async function broken(path, script) {
  const [result] = await eslint.lintText(script, { filePath: join(root, path) });
  return result.messages.map((message) => message.ruleId ?? message.message);
}

/** A script of a site around `lines`. */
function published(lines) {
  return `(() => {\n  "use strict";\n  ${lines}\n})();\n`;
}

test("every script keeps to the style", async () => {
  const results = await eslint.lintFiles(["static/js", "src/serve/*.js", "tests/browser"]);
  assert.ok(results.length > 60, `only ${results.length} scripts were read`);
  const formatter = await eslint.loadFormatter("stylish");
  assert.equal(await formatter.format(results), "");
});

test("a script that keeps to it is not told of", async () => {
  for (const path of [site, preview]) assert.deepEqual(await broken(path, published("window.Partnerbook = { name: window.name };")), []);
});

for (const [rule, lines] of [
  ["no-var", "var lines = 1; document.title = lines;"],
  ["prefer-const", "let lines = 1; document.title = lines;"],
  ["no-undef", "document.title = lines;"],
  ["no-restricted-globals", "document.title = name;"],
  ["no-unused-vars", "const lines = 1;"],
  ["eqeqeq", "if (document.title == 1) document.title = '';"],
  ["no-restricted-syntax", "document.title = `a`;"],
  ["no-restricted-syntax", "window.partnerbook = {};"],
  ["no-restricted-syntax", "globalThis.partnerbook ??= {};"],
  ["no-restricted-syntax", "document.onload = function () {};"],
]) {
  test(`${rule} is told of in ${lines}`, async () => {
    for (const path of [site, preview]) assert.ok((await broken(path, published(lines))).includes(rule), path);
  });
}

test("a script that leaves a name lying about is told of", async () => {
  assert.deepEqual(await broken(site, "const lines = 1;\n"), ["no-implicit-globals", "no-unused-vars"]);
});

test("a script that is not strict is told of", async () => {
  assert.deepEqual(await broken(site, "(() => {\n  document.title = '';\n})();\n"), ["strict"]);
});

test("a test is held to the style, too", async () => {
  assert.deepEqual(await broken("tests/browser/planted.test.js", "var one = two;\n"), ["no-var", "no-unused-vars", "no-undef"]);
});
