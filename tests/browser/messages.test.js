// What other programs read of the messages keeps to its schema: JSON to the manual's, SARIF to that of its standard.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { program } from "./site.js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const read = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
const ofMessage = new Ajv2020({ strict: false }).compile(read("docs/playbook/message.schema.json"));
// One pattern of the standard is written for expressions of the older kind.
const ofLog = addFormats(new Ajv({ strict: false, unicodeRegExp: false })).compile(read("tests/browser/schemas/sarif-2.1.0.json"));

/** Every playbook of the cases: the folders that are built there. */
const playbooks = readdirSync(join(root, "tests/cases"))
  .filter((name) => name.endsWith(".in"))
  .flatMap((name) => {
    const folder = join(root, "tests/cases", name);
    const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [folder, ...inner.map((entry) => join(folder, entry.name))];
  })
  .filter((folder) => existsSync(join(folder, "playbook")) || readdirSync(folder).some((name) => /\.(md|toml)$/.test(name)));

function checked(folder, format) {
  const { status, stdout, stderr } = spawnSync(program, ["check", ".", "--format", format], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  assert.ok(status === 0 || status === 1, `${folder}: ${status} ${stderr}`);
  return stdout;
}

test("every message of every case keeps to the schema in the manual", () => {
  let told = 0;
  for (const folder of playbooks) {
    for (const line of checked(folder, "json").split("\n").filter(Boolean)) {
      assert.ok(ofMessage(JSON.parse(line)), `${folder}: ${line} ${JSON.stringify(ofMessage.errors)}`);
      told += 1;
    }
  }
  assert.ok(told > 300, `only ${told} messages`);
});

test("every log keeps to the schema of SARIF 2.1.0, and its results name their rules", () => {
  let told = 0;
  for (const folder of playbooks) {
    const log = JSON.parse(checked(folder, "sarif"));
    assert.ok(ofLog(log), `${folder}: ${JSON.stringify(ofLog.errors)}`);
    const [{ tool, results }] = log.runs;
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    told += results.length;
  }
  assert.ok(told > 300, `only ${told} results`);
});

test("the schemas do refuse", () => {
  assert.ok(!ofMessage({ code: "broken-link" }));
  const log = JSON.parse(checked(join(root, "tests/cases/json.in"), "sarif"));
  assert.ok(ofLog(log));
  log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = "a b.md";
  assert.ok(!ofLog(log), "a path with a space is no address");
  log.runs[0].results = [{ ruleId: "broken-link" }];
  assert.ok(!ofLog(log), "a result has a message");
});
