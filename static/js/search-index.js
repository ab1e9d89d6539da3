// Adds to window.partnerbookSearch: `index`, which fetches the files of the search index as scripts,
// each once and only when it is needed, and reads them. Touches nothing on the page but its head.
(function () {
  "use strict";
  var search = window.partnerbookSearch = window.partnerbookSearch || {};
  var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var value = {};
  Array.from(digits).forEach(function (letter, at) { value[letter] = at; });
  var most = 3; // Shards that one word may fetch.
  var index = search.index = {};
  var root = null;
  var reader = null;
  var shards = [];
  var texts = {};
  var arrived = new WeakMap();
  var loads = {};
  var titles = null;

  // ---- What the files of the index call.

  search.root = function (given) { arrived.set(document.currentScript, given); };
  search.words = function (number, text) { arrived.set(document.currentScript, text); };
  search.page = function (route, given) { arrived.set(document.currentScript, given); };

  // Each file is fetched once, but one that could not be had is asked for again.
  function fetched(name) {
    if (loads[name]) return loads[name];
    loads[name] = new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = search.base + "search/" + name;
      script.onload = function () {
        script.remove();
        if (arrived.has(script)) done(arrived.get(script)); else failed(new Error(name));
      };
      script.onerror = function () {
        script.remove();
        delete loads[name];
        failed(new Error(name));
      };
      document.head.appendChild(script);
    });
    return loads[name];
  }

  // Fetches the root, once. `search.base` leads to the root of the site.
  index.load = function () {
    return fetched("root.js").then(function (given) {
      if (root) return index;
      root = given;
      reader = search.reader(root.language, root.stems, root.stop);
      index.reader = reader;
      index.finder = root.finder;
      index.total = root.units.length;
      return index;
    });
  };

  // The text of a page, by its address; `null` when it cannot be had.
  index.text = function (address) {
    var name = "pages/" + address.replace(/#.*$/, "").replace(/\.html$/, ".js");
    if (texts[name]) return texts[name];
    texts[name] = fetched(name).catch(function () {
      delete texts[name];
      return null;
    });
    return texts[name];
  };

  // ---- Units: what can be found, by number.

  function kindOf(unit) {
    var left = unit;
    var found = root.kinds.find(function (kind) {
      left -= kind[1];
      return left < 0;
    });
    return found[0];
  }

  index.unit = function (number) {
    var row = root.units[number];
    var kind = kindOf(number);
    var found = { unit: number, kind: kind, title: row[0], address: row[1], within: "", text: "" };
    if (kind === "item") {
      var list = root.units[row[1]];
      found.address = list[1] + "#" + row[2];
      found.within = list[0];
    } else if (kind === "term") {
      found.text = row[2];
    }
    return found;
  };

  // The words of every title: their stems, and the words as they are written.
  index.titles = function () {
    if (titles) return titles;
    titles = { stems: [], written: new Map() };
    root.units.forEach(function (row, number) {
      var isItem = kindOf(number) === "item";
      titles.stems.push(reader.split(row[0]).map(function (word) {
        var stem = reader.stem(word.folded);
        if (!isItem && !word.isJoined && !reader.stop.has(word.folded) && !titles.written.has(stem)) titles.written.set(stem, word.text);
        return { stem: stem, folded: word.folded, isJoined: word.isJoined };
      }));
    });
    return titles;
  };

  // ---- Shards: ranges of the sorted words.

  function place(word) {
    var low = 0;
    var high = root.shards.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (root.shards[middle][0] <= word) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  function decoded(text) {
    var before = "";
    var terms = [];
    var postings = [];
    text.split("\n").forEach(function (line) {
      if (!line) return;
      var space = line.indexOf(" ");
      before = before.slice(0, value[line[0]]) + line.slice(1, space);
      terms.push(before);
      postings.push(line.slice(space + 1));
    });
    return { terms: terms, postings: postings };
  }

  function shard(number) {
    var name = "words-" + String(number).padStart(3, "0") + "." + root.shards[number][1] + ".js";
    return fetched(name).then(function (text) {
      if (!shards[number]) shards[number] = decoded(text);
      return shards[number];
    });
  }

  // All shards that may hold a word that begins with `start`, at most three.
  index.shards = function (start) {
    if (!root.shards.length) return Promise.resolve([]);
    var first = place(start);
    var last = Math.min(place(start + "\uffff"), first + most - 1);
    var wanted = [];
    for (var number = first; number <= last; number += 1) wanted.push(shard(number));
    return Promise.all(wanted);
  };

  // Whether more shards may hold words that begin with `start` than one word may fetch.
  index.isWide = function (start) { return place(start + "\uffff") - place(start) >= most; };

  // The units in which a word stands, with how much it says there, from 1 to 8.
  index.postings = function (text) {
    var found = [];
    var unit = 0;
    var number = 0;
    var scale = 1;
    for (var at = 0; at < text.length; at += 1) {
      var digit = value[text[at]];
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
