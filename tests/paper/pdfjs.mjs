// Forms in PDFs, filled in and read back by PDF.js.
//
//   node pdfjs.mjs fill JOBS   JOBS is JSON: [{ from, to, values }, …]
//   node pdfjs.mjs read FILES  FILES is JSON: [path, …]
//
// Both print JSON: what is in the fields of each PDF afterwards, by its path. A file that PDF.js cannot
// take has a sentence in place of the values.

import { readFileSync, writeFileSync } from "node:fs";
import { getDocument, VerbosityLevel } from "../browser/node_modules/pdfjs-dist/legacy/build/pdf.mjs";

/** Opens the PDF at `path` and hands it with all its fields to `use`. */
async function opened(path, use) {
  const task = getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: VerbosityLevel.ERRORS, isEvalSupported: false });
  try {
    const document = await task.promise;
    const pages = Array.from({ length: document.numPages }, (_, number) => document.getPage(number + 1));
    const annotations = await Promise.all(pages.map(async (page) => (await page).getAnnotations()));
    return await use(document, annotations.flat().filter((annotation) => annotation.subtype === "Widget"));
  } finally {
    await task.destroy();
  }
}

/** What people would tell of the fields: texts, states, choices. */
function values(fields) {
  const found = {};
  for (const field of fields) {
    const value = [field.fieldValue ?? ""].flat().join();
    if (field.checkBox) found[field.fieldName] = value === "Off" ? "" : value;
    else if (field.radioButton) found[field.fieldName] = value === "Off" ? "" : value;
    else found[field.fieldName] = value.replace(/\r\n?/g, "\n");
  }
  return found;
}

function entered(field, value) {
  if (field.checkBox) return { value: field.exportValue === value };
  if (field.radioButton) return { value: field.buttonValue === value };
  return { value };
}

function fill({ from, to, values }) {
  return opened(from, async (document, fields) => {
    for (const field of fields) document.annotationStorage.setValue(field.id, entered(field, values[field.fieldName]));
    writeFileSync(to, await document.saveDocument());
  });
}

function read(path) {
  return opened(path, (_, fields) => values(fields));
}

async function told(path, work) {
  try {
    return [path, await work()];
  } catch (error) {
    return [path, `${error.name}: ${error.message}`];
  }
}

const [task, list] = process.argv.slice(2);
const found = [];
for (const job of JSON.parse(readFileSync(list, "utf8"))) {
  const path = job.to ?? job;
  found.push(await told(path, async () => {
    if (task === "fill") await fill(job);
    return read(path);
  }));
}
console.log(JSON.stringify(Object.fromEntries(found)));
