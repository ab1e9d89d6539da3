// Adds to Partnerbook.search: `text`, which picks the section of a page that answers best, cuts
// an excerpt from it, and finds the words to mark. Touches nothing on the page.
(() => {
  "use strict";
  const search = (window.Partnerbook ??= {}).search ??= {};
  const index = search.index;
  const longest = 170; // Letters of an excerpt, more or less.
  const lead = 50; // Letters before the first marked word.
  const text = search.text = {};

  function isWanted(word, found) {
    const stem = index.reader.stem(word.folded);
    return found.terms.includes(stem) || found.terms.includes(word.folded);
  }

  function wanted(line, found) {
    return index.reader.split(line).filter((word) => isWanted(word, found));
  }

  // How much a section says about what was asked: each word counts once, in a heading twice, and
  // closeness decides between sections with the same words.
  function worth(section, found) {
    const distinct = {};
    wanted(section[1], found).forEach((word) => { distinct[index.reader.stem(word.folded)] = 2.5; });
    const hits = wanted(section[2], found);
    hits.forEach((word) => {
      const stem = index.reader.stem(word.folded);
      distinct[stem] = Math.max(distinct[stem] || 0, 1);
    });
    const sum = Object.keys(distinct).reduce((all, stem) => all + distinct[stem], 0);
    const phrased = found.phrases.some((phrase) => findPhrase(section[2], phrase) >= 0);
    return sum + best(hits).has * 0.4 + Math.min(hits.length, 6) * 0.02 + (phrased ? 20 : 0);
  }

  // Where a phrase begins in a text, or -1.
  function findPhrase(line, phrase) {
    const words = index.reader.split(line).filter((word) => !word.isJoined);
    for (let at = 0; at + phrase.length <= words.length; at += 1) {
      if (phrase.every((folded, step) => words[at + step].folded === folded)) return words[at].start;
    }
    return -1;
  }

  // The stretch of `longest` letters with the most different words in it.
  function best(hits) {
    let top = { start: hits.length ? hits[0].start : 0, has: 0 };
    hits.forEach((first, at) => {
      const seen = {};
      for (let next = at; next < hits.length && hits[next].end - first.start < longest - lead; next += 1) {
        seen[index.reader.stem(hits[next].folded)] = true;
      }
      const has = Object.keys(seen).length;
      if (has > top.has) top = { start: first.start, has };
    });
    return top;
  }

  // Cuts at a space, or anywhere in a script without spaces. A sentence that begins near is begun with.
  function cut(line, from) {
    let start = Math.max(0, from - lead);
    if (start > 0) {
      const sentence = line.slice(start, from).search(/[.!?…”"] \S/);
      if (sentence >= 0) start += sentence + 2;
      else if (start < 15) start = 0;
      else {
        const space = line.slice(start, from).indexOf(" ");
        if (space >= 0) start += space + 1;
      }
    }
    let end = Math.min(line.length, start + longest);
    if (end < line.length) {
      const last = line.lastIndexOf(" ", end);
      if (last > start + longest / 2) end = last;
    }
    return { start, end };
  }

  // Pieces of `line` as `{text, isMarked}`, the words asked for being marked.
  text.marked = (line, found) => {
    const pieces = [];
    let at = 0;
    wanted(line, found).forEach((word) => {
      if (word.start < at) {
        // The whole of a pair after its parts: `check-up`, of which `up` was marked before.
        while (pieces.length && at > word.start) at -= pieces.pop().text.length;
      }
      if (word.start > at) pieces.push({ text: line.slice(at, word.start), isMarked: false });
      pieces.push({ text: line.slice(word.start, word.end), isMarked: true });
      at = word.end;
    });
    if (at < line.length) pieces.push({ text: line.slice(at), isMarked: false });
    return pieces;
  };

  function excerpt(section, found) {
    const line = section[2];
    const phrase = found.phrases.map((words) => findPhrase(line, words)).find((at) => at >= 0);
    const place = cut(line, phrase === undefined ? best(wanted(line, found)).start : phrase);
    const pieces = text.marked(line.slice(place.start, place.end), found);
    if (place.start > 0) pieces.unshift({ text: "… ", isMarked: false });
    if (place.end < line.length) pieces.push({ text: " …", isMarked: false });
    return pieces;
  }

  function hasAll(line, found) {
    const words = wanted(line, found).map((word) => index.reader.stem(word.folded));
    return found.words.length > 0 && found.words.every((word) => words.includes(word.stem));
  }

  // What is shown of a unit as long as its page is not read: `title` and `excerpt` in pieces.
  text.first = (unit, found) => ({
    within: unit.within, address: unit.address, title: text.marked(unit.title, found), heading: [], excerpt: text.marked(unit.text, found)
  });

  // The same with an excerpt and the `heading` it stands below, to which `address` leads. A page whose
  // title says it all is led to at its beginning.
  text.whole = (unit, found) => {
    const shown = text.first(unit, found);
    if (unit.kind === "item" || unit.kind === "term") return Promise.resolve(shown);
    return index.text(unit.address).then((page) => {
      if (!page || !page.sections.length) return shown;
      const section = page.sections.map((section) => ({ section, worth: worth(section, found) }))
        .reduce((top, one) => one.worth > top.worth ? one : top).section;
      shown.excerpt = excerpt(section, found);
      if (!section[0] || (hasAll(unit.title, found) && !found.phrases.length)) return shown;
      shown.heading = text.marked(section[1], found);
      shown.address = unit.address + "#" + encodeURIComponent(section[0]);
      return shown;
    });
  };
})();
