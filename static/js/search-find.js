// Adds to window.partnerbookSearch: `find`, which puts what fits a question in order, and `near`, which
// names words close to one that was not found. Touches nothing on the page.
(function () {
  "use strict";
  var search = window.partnerbookSearch = window.partnerbookSearch || {};
  var index = search.index;
  var enough = 3; // With fewer than this that have every word, those with most of them follow.
  var checked = 40; // Pages that are read for a phrase.
  var weights = { exact: 1, begun: 0.8, cut: 0.6, mistaken: 0.5 };
  var boosts = { title: 1.6, whole: 3, missing: 0.35 };

  // ---- One word: which words of the index it stands for, each with a weight.

  function each(parts, take) {
    parts.forEach(function (part) {
      part.terms.forEach(function (term, at) { take(term, part.postings[at]); });
    });
  }

  function exactly(word, parts) {
    var found = [];
    each(parts, function (term, text) {
      if (term === word.stem || term === word.folded) found.push([term, text, weights.exact]);
      else if (word.isOpen && term.startsWith(word.folded) && word.folded.length >= (word.isUnspaced ? 1 : 3)) {
        found.push([term, text, weights.begun / (1 + (term.length - word.folded.length) / 12)]);
      }
    });
    return found;
  }

  // `meeti` on the way to `meeting`, which is in the index as `meet`; a Chinese word of two words.
  function beginnings(word, parts) {
    var found = [];
    if (word.isUnspaced) {
      var rest = word.folded;
      while (rest) {
        var best = null;
        each(parts, function (term, text) {
          if (rest.startsWith(term) && (!best || term.length > best[0].length)) best = [term, text, weights.exact];
        });
        if (best) found.push(best);
        rest = best ? rest.slice(best[0].length) : "";
      }
      return found.slice(0, 1);
    }
    if (!word.isOpen) return found;
    each(parts, function (term, text) {
      if (term.length >= 4 && word.folded.startsWith(term) && word.folded.length - term.length <= 4) found = [[term, text, weights.cut]];
    });
    return found;
  }

  function mistaken(word, parts) {
    var length = Array.from(word.folded).length;
    if (length < 4) return [];
    var allowed = length >= 8 ? 2 : 1;
    var found = [];
    each(parts, function (term, text) {
      var count = Math.min(index.reader.mistakes(word.stem, term, allowed), index.reader.mistakes(word.folded, term, allowed));
      if (count <= allowed) found.push([term, text, weights.mistaken / count]);
    });
    var best = found.reduce(function (high, one) { return Math.max(high, one[2]); }, 0);
    return found.filter(function (one) { return one[2] === best; });
  }

  // Words of titles like `word`, which may begin with another letter than what was typed.
  function alike(word, least) {
    var length = Array.from(word.folded).length;
    var allowed = length >= 8 ? 2 : length >= least ? 1 : 0;
    return Array.from(index.titles().written.keys()).filter(function (stem) {
      return allowed && Math.min(index.reader.mistakes(word.stem, stem, allowed), index.reader.mistakes(word.folded, stem, allowed)) <= allowed;
    });
  }

  function guesses(word) {
    var start = Array.from(word.folded);
    var near = alike(word, 4).map(function (stem) { return index.shards(stem).then(function (parts) { return parts.slice(0, 1); }); });
    near.push(index.shards(index.isWide(start[0]) ? start.slice(0, 2).join("") : start[0]));
    return Promise.all(near).then(function (found) {
      var parts = Array.from(new Set([].concat.apply([], found)));
      return mistaken(word, parts);
    });
  }

  function terms(word) {
    var start = word.stem.length < word.folded.length ? word.stem : word.folded;
    return index.shards(word.isUnspaced ? Array.from(word.folded)[0] : start).then(function (parts) {
      var found = exactly(word, parts);
      if (!found.length) found = beginnings(word, parts);
      return found.length || word.isUnspaced ? found : guesses(word);
    });
  }

  // ---- All words together.

  // Adds for each unit what one word gives it: the best of the terms that stand for it.
  function weigh(word, found) {
    var gains = new Map();
    var units = new Set();
    var lists = found.map(function (term) { return [index.postings(term[1]), term[2]]; });
    lists.forEach(function (list) { list[0].forEach(function (one) { units.add(one[0]); }); });
    var frequency = units.size;
    var rarity = Math.log(1 + (index.total - frequency + 0.5) / (frequency + 0.5));
    lists.forEach(function (list) {
      list[0].forEach(function (one) {
        var gain = rarity * one[1] * list[1];
        if (gain > (gains.get(one[0]) || 0)) gains.set(one[0], gain);
      });
    });
    return { gains: gains, rarity: rarity, terms: found.map(function (term) { return term[0]; }) };
  }

  // A word of one or two letters, still being written, only chooses among titles: `role gr`.
  function isShort(word) { return word.isOpen && !word.isUnspaced && Array.from(word.folded).length < 3; }

  function weighTitles(word) {
    var gains = new Map();
    index.titles().stems.forEach(function (title, unit) {
      if (title.some(function (other) { return other.folded.startsWith(word.folded); })) gains.set(unit, 4);
    });
    return { gains: gains, rarity: 0, terms: [] };
  }

  function stands(word, weighed, other) {
    if (isShort(word)) return other.folded.startsWith(word.folded);
    return weighed.terms.indexOf(other.stem) >= 0 || weighed.terms.indexOf(other.folded) >= 0 || word.stem === other.stem;
  }

  function titleBoost(unit, words, weighed) {
    var title = index.titles().stems[unit];
    var has = words.every(function (word, at) {
      return title.some(function (other) { return stands(word, weighed[at], other); });
    });
    if (!has) return 1;
    var rest = title.filter(function (other) { return !other.isJoined && !index.reader.stop.has(other.folded); });
    return rest.length <= words.length ? boosts.whole : boosts.title;
  }

  function ordered(words, weighed) {
    var all = weighed.reduce(function (sum, one) { return sum + one.rarity; }, 0) || 1;
    var scores = new Map();
    weighed.forEach(function (one) {
      one.gains.forEach(function (gain, unit) {
        var score = scores.get(unit) || { unit: unit, score: 0, has: 0, share: 0 };
        score.score += gain;
        score.has += one.rarity > 0 ? 1 : 0;
        score.share += one.rarity / all;
        scores.set(unit, score);
      });
    });
    var list = Array.from(scores.values());
    var wanted = words.filter(function (word) { return !isShort(word); }).length;
    list = list.filter(function (one) { return one.has > 0; });
    var whole = list.filter(function (one) { return one.has === wanted; });
    if (whole.length < enough) whole = list;
    whole.forEach(function (one) {
      if (one.has === wanted) one.score *= titleBoost(one.unit, words, weighed);
      else one.score *= boosts.missing * one.share;
    });
    return whole.sort(function (a, b) { return b.score - a.score || a.unit - b.unit; });
  }

  // Titles that hold every word as a beginning: all there is for `a` and `of us`.
  function byTitle(asked) {
    var words = asked.words.length ? asked.words : index.reader.split(asked.text);
    if (!words.length) return [];
    return index.titles().stems.map(function (title, unit) { return { unit: unit, title: title }; }).filter(function (one) {
      return words.every(function (word) {
        return one.title.some(function (other) { return other.folded.startsWith(word.folded); });
      });
    }).map(function (one) { return { unit: one.unit, score: 1 / one.title.length }; }).sort(function (a, b) { return b.score - a.score || a.unit - b.unit; });
  }

  // Keeps those that hold every phrase word for word. Reads the text of the best `checked` pages.
  function withPhrases(found, phrases) {
    if (!phrases.length) return Promise.resolve(found);
    return Promise.all(found.slice(0, checked).map(function (one) {
      var unit = index.unit(one.unit);
      var own = unit.title + " \n " + unit.text;
      if (unit.kind === "item" || unit.kind === "term") return holds(one, own, phrases);
      return index.text(unit.address).then(function (page) {
        var text = page ? page.sections.map(function (section) { return section[1] + " \n " + section[2]; }).join(" \n ") : "";
        return holds(one, own + " \n " + text, phrases);
      });
    })).then(function (list) { return list.filter(Boolean); });
  }

  function holds(one, text, phrases) {
    var line = " " + index.reader.split(text).filter(function (word) { return !word.isJoined; }).map(function (word) { return word.folded; }).join(" ") + " ";
    return phrases.every(function (phrase) { return line.indexOf(" " + phrase.join(" ") + " ") >= 0; }) ? one : null;
  }

  function distinct(words) {
    return words.reduce(function (list, one) { return list.concat(one.terms); }, []);
  }

  // Finds what fits `text`. Gives `{words, terms, results}`: the words asked for, the words of the index
  // that stand for them, and the units with the best first.
  search.find = function (text) {
    return index.load().then(function () {
      var asked = index.reader.ask(text);
      if (asked.words.every(isShort)) {
        return { text: text, words: asked.words, phrases: [], terms: [], results: byTitle(asked), isPartial: false };
      }
      var isPartial = false;
      return Promise.all(asked.words.map(function (word) {
        return isShort(word) ? [] : terms(word).catch(function () { isPartial = true; return []; });
      })).then(function (found) {
        var weighed = asked.words.map(function (word, at) { return isShort(word) ? weighTitles(word) : weigh(word, found[at]); });
        return withPhrases(ordered(asked.words, weighed), asked.phrases).then(function (results) {
          return { text: text, words: asked.words, phrases: asked.phrases, terms: distinct(weighed), results: results, isPartial: isPartial };
        });
      });
    });
  };

  // Words of titles close to those asked for, as they are written, at most `limit`.
  search.near = function (text, limit) {
    var asked = index.reader.ask(text);
    var found = [];
    asked.words.forEach(function (word) {
      var start = Array.from(word.folded).slice(0, 3).join("");
      index.titles().written.forEach(function (written, stem) {
        var length = Array.from(word.folded).length;
        var count = index.reader.mistakes(word.folded, index.reader.fold(written), 3);
        var isBegun = length >= 4 && Array.from(start).length === 3 && stem.startsWith(start);
        if (count <= Math.min(3, Math.floor(length / 2)) || isBegun) found.push({ written: written, count: isBegun ? Math.min(count, 3) : count });
      });
    });
    return found.sort(function (a, b) { return a.count - b.count; }).slice(0, limit).map(function (one) { return one.written; });
  };
})();
