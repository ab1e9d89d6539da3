// Adds to Partnerbook.search: `index`, which fetches the files of the search index as scripts,
// each once and only when it is needed, and reads them. Touches nothing on the page but its head.
(() => {
  "use strict";
  const search = (window.Partnerbook ??= {}).search ??= {};
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const value = {};
  Array.from(digits).forEach((letter, at) => { value[letter] = at; });
  const most = 3; // Shards that one word may fetch.
  const index = search.index = {};
  let root = null;
  let reader = null;
  const shards = [];
  const texts = {};
  const arrived = new WeakMap();
  const loads = {};
  let titles = null;

  // ---- What the files of the index call.

  search.root = (given) => { arrived.set(document.currentScript, given); };
  search.words = (number, text) => { arrived.set(document.currentScript, text); };
  search.page = (route, given) => { arrived.set(document.currentScript, given); };

  // Each file is fetched once, but one that could not be had is asked for again.
  function fetched(name) {
    if (loads[name]) return loads[name];
    loads[name] = new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = search.base + "search/" + name;
      script.onload = () => {
        script.remove();
        if (arrived.has(script)) done(arrived.get(script)); else failed(new Error(name));
      };
      script.onerror = () => {
        script.remove();
        delete loads[name];
        failed(new Error(name));
      };
      document.head.appendChild(script);
    });
    return loads[name];
  }

  // Fetches the root, once. `search.base` leads to the root of the site.
  index.load = () => fetched("root.js").then((given) => {
      if (root) return index;
      root = given;
      reader = search.reader(root.language, root.stems, root.stop);
      index.reader = reader;
      index.finder = root.finder;
      index.total = root.units.length;
      return index;
    });

  // The text of a page, by its address; `null` when it cannot be had.
  index.text = (address) => {
    const name = "pages/" + address.replace(/#.*$/, "").replace(/\.html$/, ".js");
    if (texts[name]) return texts[name];
    texts[name] = fetched(name).catch(() => {
      delete texts[name];
      return null;
    });
    return texts[name];
  };

  // ---- Units: what can be found, by number.

  function kindOf(unit) {
    let left = unit;
    const found = root.kinds.find((kind) => {
      left -= kind[1];
      return left < 0;
    });
    return found[0];
  }

  index.unit = (number) => {
    const row = root.units[number];
    const kind = kindOf(number);
    const found = { unit: number, kind, title: row[0], address: row[1], within: "", text: "" };
    if (kind === "item") {
      const list = root.units[row[1]];
      found.address = list[1] + "#" + row[2];
      found.within = list[0];
    } else if (kind === "term") {
      found.text = row[2];
    }
    return found;
  };

  // The words of every title: their stems, and the words as they are written.
  index.titles = () => {
    if (titles) return titles;
    titles = { stems: [], written: new Map() };
    root.units.forEach((row, number) => {
      const isItem = kindOf(number) === "item";
      titles.stems.push(reader.split(row[0]).map((word) => {
        const stem = reader.stem(word.folded);
        if (!isItem && !word.isJoined && !reader.stop.has(word.folded) && !titles.written.has(stem)) titles.written.set(stem, word.text);
        return { stem, folded: word.folded, isJoined: word.isJoined };
      }));
    });
    return titles;
  };

  // ---- Shards: ranges of the sorted words.

  function place(word) {
    let low = 0;
    let high = root.shards.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (root.shards[middle][0] <= word) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  function decoded(text) {
    let before = "";
    const terms = [];
    const postings = [];
    text.split("\n").forEach((line) => {
      if (!line) return;
      const space = line.indexOf(" ");
      before = before.slice(0, value[line[0]]) + line.slice(1, space);
      terms.push(before);
      postings.push(line.slice(space + 1));
    });
    return { terms, postings };
  }

  function shard(number) {
    const name = "words-" + String(number).padStart(3, "0") + "." + root.shards[number][1] + ".js";
    return fetched(name).then((text) => {
      if (!shards[number]) shards[number] = decoded(text);
      return shards[number];
    });
  }

  // All shards that may hold a word that begins with `start`, at most three.
  index.shards = (start) => {
    if (!root.shards.length) return Promise.resolve([]);
    const first = place(start);
    const last = Math.min(place(start + "\uffff"), first + most - 1);
    const wanted = [];
    for (let number = first; number <= last; number += 1) wanted.push(shard(number));
    return Promise.all(wanted);
  };

  // Whether more shards may hold words that begin with `start` than one word may fetch.
  index.isWide = (start) => place(start + "\uffff") - place(start) >= most;

  // The units in which a word stands, with how much it says there, from 1 to 8.
  index.postings = (text) => {
    const found = [];
    let unit = 0;
    let number = 0;
    let scale = 1;
    for (let at = 0; at < text.length; at += 1) {
      const digit = value[text[at]];
      number += (digit % 32) * scale;
      scale *= 32;
      if (digit >= 32) continue;
      unit += Math.floor(number / 8);
      found.push([unit, number % 8 + 1]);
      number = 0;
      scale = 1;
    }
    return found;
  };
})();
