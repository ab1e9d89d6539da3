// Every page and every style sheet is valid.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { site } from "./site.js";
import { faultsOfMarkup } from "./validity.js";

test("the Nu HTML checker finds no error and no warning in the pages, styles and drawings", async () => {
  assert.deepEqual(await faultsOfMarkup(site), []);
});

test("the Nu HTML checker does look at the pages, styles and drawings", async () => {
  const folder = mkdtempSync(join(tmpdir(), "partnerbook-validity-"));
  try {
    cpSync(join(site, "404.html"), join(folder, "404.html"));
    writeFileSync(join(folder, "a.html"), "<!DOCTYPE html><html lang=en><title>A</title><p id=b><p id=b><img src=c>");
    writeFileSync(join(folder, "a.css"), "p { colour: red }");
    writeFileSync(join(folder, "a.svg"), '<svg xmlns="http://www.w3.org/2000/svg"><circle colour="red"/></svg>');
    const said = await faultsOfMarkup(folder);
    for (const path of ["a.html", "a.css", "a.svg"]) assert.ok(said.some((line) => line.includes(` ${path}:`)), `nothing about ${path}: ${said}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
