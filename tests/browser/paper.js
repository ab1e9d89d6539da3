// A page as it comes out of the browser's print dialog, and what is on the sheets of paper.

import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { results } from "./site.js";

const run = promisify(execFile);

/**
 * Prints `page` on `paper` ("A4", "Letter") with colours and backgrounds, and keeps it under `name`.
 *
 * Returns for every sheet of paper its text and its mean lightness (0 black, 255 white), and the width
 * and height in points.
 */
export async function printed(page, paper, name) {
  const file = join(results, "paper", `${name} ${paper}.pdf`);
  mkdirSync(join(results, "paper"), { recursive: true });
  // The paper is the reader's choice; the page itself may turn it.
  writeFileSync(file, await page.pdf({ format: paper, printBackground: true, preferCSSPageSize: true }));
  const count = await pageCount(file);
  const facts = (await run("pdfinfo", [file])).stdout;
  const [, width, height] = facts.match(/Page size:\s+([\d.]+) x ([\d.]+)/).map(Number);
  const texts = (await run("pdftotext", ["-layout", file, "-"])).stdout.split("\f").slice(0, count);
  const drawing = await run("pdftoppm", ["-gray", "-r", "36", file], { encoding: "buffer", maxBuffer: 1 << 28 });
  return { count, width, height, texts, shades: shades(drawing.stdout), picture: drawing.stdout };
}

/** How many pages the PDF in `file` has. */
export async function pageCount(file) {
  return Number((await run("qpdf", ["--show-npages", file])).stdout);
}

/** The mean lightness of each picture in a row of grey PGM pictures. */
function shades(pictures) {
  const found = [];
  let at = 0;
  while (at < pictures.length) {
    const [head, width, height] = pictures.subarray(at, at + 40).toString("latin1").match(/^P5\s+(\d+)\s+(\d+)\s+\d+\s/);
    const dots = pictures.subarray(at + head.length, at + head.length + width * height);
    found.push(dots.reduce((sum, dot) => sum + dot, 0) / dots.length);
    at += head.length + width * height;
  }
  return found;
}
