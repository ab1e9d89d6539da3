// The schemas that `partnerbook schema` writes, held against every TOML file there is by a validator and a TOML reader that
// know nothing of the program: what is right passes, and what the program refuses by its shape is refused.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import { parse, TomlDate } from "smol-toml";
import { files, program } from "./site.js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const cases = join(root, "tests/cases");
const folder = mkdtempSync(join(tmpdir(), "schemas-"));
after(() => rmSync(folder, { recursive: true }));
execFileSync(program, ["schema", "--out", folder]);

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, formats: { date: true } });
const schemas = new Map(
  readdirSync(folder).map((name) => [basename(name, ".schema.json"), ajv.compile(JSON.parse(readFileSync(join(folder, name), "utf8")))]),
);

/** A value of TOML as JSON holds it: a day is a text. */
function plain(value) {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** The schemas that are for a file: of its kind, and of any kind. */
function wanted(path, value) {
  if (basename(path) === "playbook.toml") return ["playbook"];
  if (basename(path) === ".addresses.toml") return ["addresses"];
  return schemas.has(value.kind) && !["any", "playbook", "addresses", "front-matter"].includes(value.kind) ? [value.kind, "any"] : ["any"];
}

function read(path) {
  return plain(parse(readFileSync(path, "utf8").replace(/^\uFEFF/, "")));
}

/** What the schemas have against a file; nothing when it is right. */
function objections(path, value = read(path)) {
  return wanted(path, value).flatMap((name) => {
    const check = schemas.get(name);
    return check(value) ? [] : [`${path}, ${name}: ${ajv.errorsText(check.errors)}`];
  });
}

/** What stands between `+++` lines at the head of a Markdown file. */
function frontMatter(path) {
  return readFileSync(path, "utf8").match(/^\+\+\+\r?\n([\s\S]*?)^\+\+\+/m)?.[1];
}

for (const name of ["playbook", "docs/playbook"]) {
  describe(`the files in ${name}/`, () => {
    test("are right by their schemas", () => {
      const paths = files(join(root, name), ".toml").map((path) => join(root, name, path));
      assert.ok(paths.length > 10);
      assert.deepEqual(paths.flatMap((path) => objections(path)), []);
    });

    test("are wrong with a key or a kind that nobody knows, and without any key", () => {
      const paths = files(join(root, name), ".toml").map((path) => join(root, name, path));
      const spoiled = [{ nobodys: "key" }, { kind: "nobodys" }, { title: { of: "no use" } }, { aliases: 3 }];
      const passed = paths.flatMap((path) => {
        const passes = (value) => objections(path, value).length === 0;
        const kinds = spoiled.filter((change) => passes({ ...read(path), ...change }));
        return [...kinds.map((change) => [path, change]), ...(basename(path) !== "playbook.toml" && passes({}) ? [[path, {}]] : [])];
      });
      assert.deepEqual(passed, []);
    });

    test("have front matter that is right by its schema", () => {
      const check = schemas.get("front-matter");
      const paths = files(join(root, name), ".md").map((path) => join(root, name, path));
      const found = paths.filter(frontMatter);
      assert.ok(found.length > 5);
      assert.deepEqual(found.filter((path) => !check(plain(parse(frontMatter(path))))), []);
    });
  });
}

describe("the sessions of the manual", () => {
  // What the program says of each file: `error[unknown-key]: …` and, on the next line, ` --> playbook/a.toml:3:1`.
  const told = new Map();
  for (const page of files(cases, ".md").filter((path) => !path.includes("/"))) {
    const text = readFileSync(join(cases, page), "utf8");
    for (const [, code, path] of text.matchAll(/^(?:error|warning)\[([a-z-]+)\].*\n\s*--> ([^\n]*?\.toml):\d+/gm)) {
      const file = join(cases, page.replace(/\.md$/, ".in"), path);
      told.set(file, [...(told.get(file) ?? []), code]);
    }
  }
  const shapes = ["unknown-key", "missing-key", "wrong-type", "wrong-value", "unknown-kind", "missing-kind"];
  const unread = ["toml-syntax", "not-utf8", "nul-byte"];
  const all = files(cases, ".toml").filter((path) => !/[.]out\/|\/templates\/|\/[.]/.test(path)).map((path) => join(cases, path));
  const codes = (path) => told.get(path) ?? [];
  const readable = all.filter((path) => !codes(path).some((code) => unread.includes(code)));

  test("are faulty by their schemas where the program says so", () => {
    const faulty = readable.filter((path) => codes(path).some((code) => shapes.includes(code)));
    assert.ok(faulty.length > 10, `${faulty.length}`);
    assert.deepEqual(faulty.filter((path) => objections(path).length === 0), []);
  });

  test("are right by their schemas where the program has nothing against their shape", () => {
    const right = readable.filter((path) => !codes(path).some((code) => shapes.includes(code)));
    assert.ok(right.length > 50, `${right.length}`);
    assert.deepEqual(right.flatMap((path) => objections(path)), []);
  });
});
