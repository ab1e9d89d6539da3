// Adds to Partnerbook.search: `view`, which makes what is seen of results, in the dialog as
// options of a list and on the page of the search as links, and says how many there are.
(() => {
  "use strict";
  const search = (window.Partnerbook ??= {}).search ??= {};
  const view = search.view = {};
  // Which kinds stand together below one title.
  const groups = { chapter: "chapters", activity: "activities", worksheet: "sheets", checklist: "sheets", item: "items", term: "terms", path: "paths", pack: "packs" };

  view.element = (name, of, text) => {
    const made = document.createElement(name);
    if (of) made.className = of;
    if (text) made.textContent = text;
    return made;
  };

  function marked(name, of, pieces) {
    const made = view.element(name, of);
    pieces.forEach((piece) => {
      made.appendChild(piece.isMarked ? view.element("mark", "", piece.text) : document.createTextNode(piece.text));
    });
    return made;
  }

  // Fills the words of the interface into their places: `{n}` and `{query}`.
  view.filled = (from, name, values) => Object.keys(values)
    .reduce((text, key) => text.split("{" + key + "}").join(values[key]), from.getAttribute("data-" + name) || "");

  view.count = (from, number, query) => {
    if (!number) return view.filled(from, "none", { query });
    return view.filled(from, number === 1 ? "one" : "many", { n: number, query });
  };

  function groupOf(result) { return groups[search.index.unit(result.unit).kind]; }

  // Results by the title they stand below. The group with the best one is first.
  view.grouped = (results) => {
    const made = [];
    results.forEach((result) => {
      const name = groupOf(result);
      let group = made.find((one) => one.name === name);
      if (!group) made.push(group = { name, results: [] });
      group.results.push(result);
    });
    return made;
  };

  // At most `number` results: of each group the best `each`, then the best of all that are left.
  view.selected = (results, number, each) => {
    const counts = {};
    const left = [];
    const chosen = results.filter((result) => {
      const name = groupOf(result);
      counts[name] = (counts[name] || 0) + 1;
      if (counts[name] > each) left.push(result);
      return counts[name] <= each;
    }).slice(0, number);
    const all = chosen.concat(left.slice(0, number - chosen.length));
    return results.filter((result) => all.includes(result));
  };

  function part(name, of, pieces) {
    return pieces.length ? [document.createTextNode(" "), marked(name, of, pieces)] : [];
  }

  // Puts into a result what is known of it. The excerpt follows when the text of its page has come.
  function fill(row) {
    const shown = row.shown;
    const place = shown.heading.length ? shown.heading : shown.within ? [{ text: shown.within, isMarked: false }] : [];
    const excerpt = part(row.line ? "p" : "span", "search-excerpt", shown.excerpt);
    row.link.href = search.base + shown.address;
    row.link.textContent = "";
    row.link.appendChild(marked("span", "search-title", shown.title));
    part("span", "search-place", place).concat(row.line ? [] : excerpt).forEach((one) => { row.link.appendChild(one); });
    if (!row.line) return;
    row.line.textContent = "";
    row.line.appendChild(row.link);
    excerpt.forEach((one) => { row.line.appendChild(one); });
  }

  // One of the dialog's list: a link that is an option, with all that is said of it.
  view.option = (row, id) => {
    row.link = view.element("a", "search-result search-link");
    row.link.id = id;
    row.link.tabIndex = -1;
    row.link.setAttribute("role", "option");
    row.link.setAttribute("aria-selected", "false");
    fill(row);
    return row.link;
  };

  // One of the page's list: a line with a link, and the excerpt below it.
  view.line = (row) => {
    row.line = view.element("li", "search-result");
    row.link = view.element("a", "search-link");
    fill(row);
    return row.line;
  };

  // Reads what is shown of every result, but does not wait long for the texts: a result without its
  // excerpt is better than none, and the excerpt follows. One whose page cannot be had stays without.
  view.read = (results, found) => {
    const rows = results.map((result) => {
      const unit = search.index.unit(result.unit);
      return { result, unit, shown: search.text.first(unit, found), link: null, line: null };
    });
    const reading = rows.map((row) => search.text.whole(row.unit, found).then((shown) => {
      row.shown = shown;
      if (row.link) fill(row);
    }));
    const patience = new Promise((done) => { setTimeout(done, 150); });
    return Promise.race([Promise.all(reading), patience]).then(() => rows);
  };

  // Below "nothing found": words that are in the playbook and look alike, each a search of its own.
  view.near = (place, query, choose) => {
    const list = place.querySelector(".search-near-list");
    const words = search.near(query, 5);
    list.textContent = "";
    words.forEach((word) => {
      const line = view.element("li");
      const link = view.element("a", "", word);
      link.href = search.home + "?q=" + encodeURIComponent(word);
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        choose(word);
      });
      line.appendChild(link);
      list.appendChild(line);
    });
    place.querySelector(".search-near").hidden = words.length === 0;
  };

  // The way to the lists by what one hears, where the playbook has one.
  view.finder = (place) => {
    place.querySelectorAll(".search-finder").forEach((line) => {
      line.hidden = !search.index.finder;
      line.querySelector("a").href = search.base + search.index.finder;
    });
  };
})();
