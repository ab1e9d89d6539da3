// Adds to Partnerbook.search: `find`, which puts what fits a question in order, and `near`, which
// names words close to one that was not found. Touches nothing on the page.
(() => {
  "use strict";
  const search = (window.Partnerbook ??= {}).search ??= {};
  const index = search.index;
  const enough = 3; // With fewer than this that have every word, those with most of them follow.
  const checked = 40; // Pages that are read for a phrase.
  const weights = { exact: 1, begun: 0.8, cut: 0.6, mistaken: 0.5 };
  const boosts = { title: 1.6, whole: 3, missing: 0.35 };

  // ---- One word: which words of the index it stands for, each with a weight.

  function each(parts, take) {
    parts.forEach((part) => {
      part.terms.forEach((term, at) => { take(term, part.postings[at]); });
    });
  }

  function exactly(word, parts) {
    const found = [];
    each(parts, (term, text) => {
      if (term === word.stem || term === word.folded) found.push([term, text, weights.exact]);
      else if (word.isOpen && term.startsWith(word.folded) && word.folded.length >= (word.isUnspaced ? 1 : 3)) {
        found.push([term, text, weights.begun / (1 + (term.length - word.folded.length) / 12)]);
      }
    });
    return found;
  }

  // `meeti` on the way to `meeting`, which is in the index as `meet`; a Chinese word of two words.
  function beginnings(word, parts) {
    let found = [];
    if (word.isUnspaced) {
      let rest = word.folded;
      while (rest) {
        let best = null;
        each(parts, (term, text) => {
          if (rest.startsWith(term) && (!best || term.length > best[0].length)) best = [term, text, weights.exact];
        });
        if (best) found.push(best);
        rest = best ? rest.slice(best[0].length) : "";
      }
      return found.slice(0, 1);
    }
    if (!word.isOpen) return found;
    each(parts, (term, text) => {
      if (term.length >= 4 && word.folded.startsWith(term) && word.folded.length - term.length <= 4) found = [[term, text, weights.cut]];
    });
    return found;
  }

  function mistaken(word, parts) {
    const length = Array.from(word.folded).length;
    if (length < 4) return [];
    const allowed = length >= 8 ? 2 : 1;
    const found = [];
    each(parts, (term, text) => {
      const count = Math.min(index.reader.mistakes(word.stem, term, allowed), index.reader.mistakes(word.folded, term, allowed));
      if (count <= allowed) found.push([term, text, weights.mistaken / count]);
    });
    const best = found.reduce((high, one) => Math.max(high, one[2]), 0);
    return found.filter((one) => one[2] === best);
  }

  // Words of titles like `word`, which may begin with another letter than what was typed.
  function alike(word, least) {
    const length = Array.from(word.folded).length;
    const allowed = length >= 8 ? 2 : length >= least ? 1 : 0;
    if (!allowed) return [];
    return Array.from(index.titles().written.keys()).filter((stem) =>
      Math.min(index.reader.mistakes(word.stem, stem, allowed), index.reader.mistakes(word.folded, stem, allowed)) <= allowed);
  }

  function guesses(word) {
    const start = Array.from(word.folded);
    const near = alike(word, 4).map((stem) => index.shards(stem).then((parts) => parts.slice(0, 1)));
    near.push(index.shards(index.isWide(start[0]) ? start.slice(0, 2).join("") : start[0]));
    return Promise.all(near).then((found) => {
      const parts = Array.from(new Set(found.flat()));
      return mistaken(word, parts);
    });
  }

  function terms(word) {
    const start = word.stem.length < word.folded.length ? word.stem : word.folded;
    return index.shards(word.isUnspaced ? Array.from(word.folded)[0] : start).then((parts) => {
      let found = exactly(word, parts);
      if (!found.length) found = beginnings(word, parts);
      return found.length || word.isUnspaced ? found : guesses(word);
    });
  }

  // ---- All words together.

  // Adds for each unit what one word gives it: the best of the terms that stand for it.
  function weigh(word, found) {
    const gains = new Map();
    const units = new Set();
    const lists = found.map((term) => [index.postings(term[1]), term[2]]);
    lists.forEach((list) => { list[0].forEach((one) => { units.add(one[0]); }); });
    const frequency = units.size;
    const rarity = Math.log(1 + (index.total - frequency + 0.5) / (frequency + 0.5));
    lists.forEach((list) => {
      list[0].forEach((one) => {
        const gain = rarity * one[1] * list[1];
        if (gain > (gains.get(one[0]) || 0)) gains.set(one[0], gain);
      });
    });
    return { gains, rarity, terms: found.map((term) => term[0]) };
  }

  // A word of one or two letters, still being written, only chooses among titles: `role gr`.
  function isShort(word) { return word.isOpen && !word.isUnspaced && Array.from(word.folded).length < 3; }

  function weighTitles(word) {
    const gains = new Map();
    index.titles().stems.forEach((title, unit) => {
      if (title.some((other) => other.folded.startsWith(word.folded))) gains.set(unit, 4);
    });
    return { gains, rarity: 0, terms: [] };
  }

  function stands(word, weighed, other) {
    if (isShort(word)) return other.folded.startsWith(word.folded);
    return weighed.terms.includes(other.stem) || weighed.terms.includes(other.folded) || word.stem === other.stem;
  }

  function titleBoost(unit, words, weighed) {
    const title = index.titles().stems[unit];
    const has = words.every((word, at) => title.some((other) => stands(word, weighed[at], other)));
    if (!has) return 1;
    const rest = title.filter((other) => !other.isJoined && !index.reader.stop.has(other.folded));
    return rest.length <= words.length ? boosts.whole : boosts.title;
  }

  function ordered(words, weighed) {
    const all = weighed.reduce((sum, one) => sum + one.rarity, 0) || 1;
    const scores = new Map();
    weighed.forEach((one) => {
      one.gains.forEach((gain, unit) => {
        const score = scores.get(unit) || { unit, score: 0, has: 0, share: 0 };
        score.score += gain;
        score.has += one.rarity > 0 ? 1 : 0;
        score.share += one.rarity / all;
        scores.set(unit, score);
      });
    });
    let list = Array.from(scores.values());
    const wanted = words.filter((word) => !isShort(word)).length;
    list = list.filter((one) => one.has > 0);
    let whole = list.filter((one) => one.has === wanted);
    if (whole.length < enough) whole = list;
    whole.forEach((one) => {
      if (one.has === wanted) one.score *= titleBoost(one.unit, words, weighed);
      else one.score *= boosts.missing * one.share;
    });
    return whole.sort((a, b) => b.score - a.score || a.unit - b.unit);
  }

  // Titles that hold every word as a beginning: all there is for `a` and `of us`.
  function byTitle(asked) {
    const words = asked.words.length ? asked.words : index.reader.split(asked.text);
    if (!words.length) return [];
    return index.titles().stems.map((title, unit) => ({ unit, title }))
      .filter((one) => words.every((word) => one.title.some((other) => other.folded.startsWith(word.folded))))
      .map((one) => ({ unit: one.unit, score: 1 / one.title.length }))
      .sort((a, b) => b.score - a.score || a.unit - b.unit);
  }

  // Keeps those that hold every phrase word for word. Reads the text of the best `checked` pages.
  function withPhrases(found, phrases) {
    if (!phrases.length) return Promise.resolve(found);
    return Promise.all(found.slice(0, checked).map((one) => {
      const unit = index.unit(one.unit);
      const own = unit.title + " \n " + unit.text;
      if (unit.kind === "item" || unit.kind === "term") return holds(one, own, phrases);
      return index.text(unit.address).then((page) => {
        const text = page ? page.sections.map((section) => section[1] + " \n " + section[2]).join(" \n ") : "";
        return holds(one, own + " \n " + text, phrases);
      });
    })).then((list) => list.filter(Boolean));
  }

  function holds(one, text, phrases) {
    const line = " " + index.reader.split(text).filter((word) => !word.isJoined).map((word) => word.folded).join(" ") + " ";
    return phrases.every((phrase) => line.includes(" " + phrase.join(" ") + " ")) ? one : null;
  }

  function distinct(words) {
    return words.reduce((list, one) => list.concat(one.terms), []);
  }

  // Finds what fits `text`. Gives `{words, terms, results}`: the words asked for, the words of the index
  // that stand for them, and the units with the best first.
  search.find = (text) => index.load().then(() => {
      const asked = index.reader.ask(text);
      if (asked.words.every(isShort)) {
        return { text, words: asked.words, phrases: [], terms: [], results: byTitle(asked), isPartial: false };
      }
      let isPartial = false;
      return Promise.all(asked.words.map((word) => isShort(word) ? [] : terms(word).catch(() => { isPartial = true; return []; }))).then((found) => {
        const weighed = asked.words.map((word, at) => isShort(word) ? weighTitles(word) : weigh(word, found[at]));
        return withPhrases(ordered(asked.words, weighed), asked.phrases).then((results) => ({
          text, words: asked.words, phrases: asked.phrases, terms: distinct(weighed), results, isPartial
        }));
      });
    });

  // Words of titles close to those asked for, as they are written, at most `limit`.
  search.near = (text, limit) => {
    const asked = index.reader.ask(text);
    const found = [];
    asked.words.forEach((word) => {
      const start = Array.from(word.folded).slice(0, 3).join("");
      index.titles().written.forEach((written, stem) => {
        const length = Array.from(word.folded).length;
        const count = index.reader.mistakes(word.folded, index.reader.fold(written), 3);
        const isBegun = length >= 4 && Array.from(start).length === 3 && stem.startsWith(start);
        if (count <= Math.min(3, Math.floor(length / 2)) || isBegun) found.push({ written, count: isBegun ? Math.min(count, 3) : count });
      });
    });
    return found.sort((a, b) => a.count - b.count).slice(0, limit).map((one) => one.written);
  };
})();
