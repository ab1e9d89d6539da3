// Where the site under test lies, and which pages are in it.
//
// `SITE` names the folder of a finished site, `PARTNERBOOK` the program; without them it is what
// `cargo run --release -- build` leaves behind.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");

export const site = resolve(process.env.SITE ?? join(root, "site"));
export const program = resolve(process.env.PARTNERBOOK ?? join(root, "target/release/partnerbook"));

/** Pictures and printed pages for people to look at. */
export const results = join(here, "results");

/** What a page may hold that is worth a look of its own, and how it is known in the markup. */
const features = {
  callout: /class="callout/,
  code: /<pre/,
  contents: /class="contents"/,
  definition: /class="prose[\s\S]*<dl>/,
  filters: /class="filters"/,
  footnote: /footnote/,
  group: /class="group-title"/,
  image: /<img/,
  leader: /callout-leader/,
  ribbon: /class="ribbon"/,
  table: /<table/,
  term: /class="term"/,
};

/** The files of a finished site that end in `ending`, from its root, `/`-separated, sorted. */
export function files(folder, ending = "") {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).split(sep).join("/"))
    .sort();
}

/** Every page but those at an old address that only lead on: its path, its text, its kind (`chapter`) and the kinds of sheet on it (`matrix`). */
export function pages(folder = site) {
  const found = files(folder, ".html").map((path) => {
    const html = readFileSync(join(folder, path), "utf8");
    const sheets = [...html.matchAll(/class="sheet sheet-([a-z-]+)( is-example)?"/g)];
    return {
      path,
      html,
      kind: html.match(/<body class="kind-([a-z-]+)/)?.[1] ?? "unknown",
      sheets: sheets.map((sheet) => sheet[1]),
      isExample: sheets.length > 0 && sheets.every((sheet) => Boolean(sheet[2])),
    };
  });
  if (found.length < 3) throw new Error(`there are no pages in ${folder}`);
  return found.filter((page) => page.kind !== "moved");
}

/** As few pages as show every kind of page, every kind of sheet, and everything a page may hold. */
export function specimens(folder = site) {
  const seen = new Set();
  return pages(folder)
    .sort((a, b) => b.html.length - a.html.length)
    .filter((page) => {
      const shows = [page.kind, ...page.sheets.map((sheet) => `${sheet} on ${page.kind} ${page.isExample}`)];
      for (const [name, pattern] of Object.entries(features)) if (pattern.test(page.html)) shows.push(`${name} on ${page.kind}`);
      const fresh = shows.filter((thing) => !seen.has(thing));
      fresh.forEach((thing) => seen.add(thing));
      return fresh.length > 0;
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The page of that kind with the longest text. */
export function longest(kind, folder = site) {
  const found = pages(folder).filter((page) => page.kind === kind).sort((a, b) => b.html.length - a.html.length)[0];
  if (!found) throw new Error(`the site has no page of kind ${kind}`);
  return found.path;
}

/** The path of a blank sheet of that kind, on a page of its own. */
export function sheet(kind, folder = site) {
  const found = pages(folder).find((page) => !page.isExample && ["checklist", "worksheet"].includes(page.kind) && page.sheets.includes(kind));
  if (!found) throw new Error(`the site has no sheet of kind ${kind}`);
  return found.path;
}

/** One page of every kind, and of every kind of sheet, blank. */
export function onePageOfEachKind(folder = site) {
  const seen = new Set();
  return specimens(folder).filter((page) => {
    const kind = [page.kind, ...page.sheets].join();
    return !page.isExample && !seen.has(kind) && seen.add(kind);
  });
}

/** What a page is, in words: `chapter with matrix`. */
export function title({ kind, sheets }) {
  return [kind, ...new Set(sheets)].join(" with ");
}

/** The path of the longest page that holds `markup`, but for those that print many others. */
export function pageWith(markup, folder = site) {
  const found = pages(folder).filter((page) => !["print", "pack"].includes(page.kind) && page.html.includes(markup)).sort((a, b) => b.html.length - a.html.length)[0];
  if (!found) throw new Error(`no page of the site holds ${markup}`);
  return found.path;
}

/** The address that a double-click gives: `file:///…/site/`. */
export function fileAddress(folder = site) {
  return pathToFileURL(folder).href.replace(/\/?$/, "/");
}

/** `path` of a page as the rest of an address: `%23` for `#`. */
export function encoded(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}
