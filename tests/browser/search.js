// The search of a finished site, run outside of a browser: the site's own scripts over its own index.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { files } from "./site.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** What the script `name` of the theme says: `search-words`. */
function script(name) {
  return readFileSync(join(root, "static/js", `${name}.js`), "utf8");
}

/** What a page's scripts find around them: here, the scripts that they ask for come from `folder`. */
function surroundings(folder) {
  const box = createContext({ Intl, console });
  const append = (element) => {
    const path = join(folder, decodeURIComponent(element.src));
    if (!existsSync(path)) return void queueMicrotask(() => element.onerror());
    box.document.currentScript = element;
    runInContext(readFileSync(path, "utf8"), box);
    box.document.currentScript = null;
    queueMicrotask(() => element.onload());
  };
  box.window = box;
  box.document = { currentScript: null, createElement: () => ({ remove() {} }), head: { appendChild: append } };
  return box;
}

/** Takes text apart as the index of a playbook in `language` does, with the tables of `index`, the root of one. */
export function reader({ language, stems, stop }) {
  const box = surroundings("");
  runInContext(script("search-words"), box);
  return box.Partnerbook.search.reader(language, stems, stop);
}

/** What `search/root.js` of the site in `folder` holds. */
export function rootOf(folder) {
  let held = null;
  runInContext(readFileSync(join(folder, "search/root.js"), "utf8"), createContext({ Partnerbook: { search: { root: (given) => (held = given) } } }));
  return held;
}

/** The texts of all pages of the site in `folder`: `{route, sections}`. */
export function texts(folder) {
  return files(join(folder, "search/pages"), ".js").map((name) => {
    let held = null;
    const page = (route, given) => (held = { route, sections: given.sections });
    runInContext(readFileSync(join(folder, "search/pages", name), "utf8"), createContext({ Partnerbook: { search: { page } } }));
    return held;
  });
}

/**
 * Searches the site in `folder` as its readers do. Gives the results with the best first, and as they
 * stand in the dialog, a few of each kind: `{kind, title, address}`.
 */
export function searcher(folder) {
  const box = surroundings(folder);
  box.Partnerbook = { search: { base: "" } };
  for (const name of ["search-words", "search-index", "search-find", "search-text", "search-view"]) runInContext(script(name), box);
  const { search } = box.Partnerbook;
  const unit = (result) => ({ ...search.index.unit(result.unit), score: result.score });
  return async (query) => {
    const { results } = await search.find(query);
    const seen = search.view.grouped(search.view.selected(results, 12, 3)).flatMap((group) => [...group.results]);
    return { best: results.map(unit), seen: seen.map(unit) };
  };
}
