// Adds to window.partnerbookSearch: `reader`, which takes text apart the way the index was made:
// into words, in lower case and without accents, cut to their stems. Touches nothing on the page.
(function () {
  "use strict";
  var search = window.partnerbookSearch = window.partnerbookSearch || {};
  var marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]/g;
  var apart = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"
  };
  var letters = /[ßæœøłđðþıςأإآٱىة]/g;
  var others = /[^\p{L}\p{M}\p{N}]/gu;
  // The letter that is an apostrophe belongs to no run.
  var runs = /(?:(?!\u02bc)[\p{L}\p{M}\p{N}])+/gu;
  var apostrophe = /^['’\u02bc]$/;
  var hyphen = /^[-\u2010\u2011]$/;
  // Letters of scripts that put no space between words.
  var unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]/u;
  // In turn what is of such a script, with its marks, and what is not.
  var stretches = new RegExp("UNSPACED(?:UNSPACED|\\p{M})*|(?:(?!UNSPACED)[^])+".replaceAll("UNSPACED", unspaced.source), "gu");
  var longest = 40;

  function fold(word) {
    var plain = word.toLowerCase().normalize("NFKD").replace(marks, "").normalize("NFC");
    plain = plain.replace(letters, function (letter) { return apart[letter]; }).replace(others, "");
    return plain.length > longest ? Array.from(plain).slice(0, longest).join("") : plain;
  }

  function count(text) { return Array.from(text).length; }

  function withoutPrefix(word, rules) {
    var rule = rules.find(function (rule) {
      return word.startsWith(rule[0]) && count(word) - count(rule[0]) >= rule[1];
    });
    return rule ? word.slice(rule[0].length) : word;
  }

  function withoutSuffix(word, rules) {
    var rule = rules.find(function (rule) {
      return word.endsWith(rule[0]) && count(word) - count(rule[0]) >= rule[2];
    });
    return rule ? word.slice(0, word.length - rule[0].length) + rule[1] : word;
  }

  function stem(word, tables) {
    var cut = (tables.prefixes || []).reduce(withoutPrefix, word);
    return (tables.suffixes || []).reduce(withoutSuffix, cut);
  }

  function segmenter(language) {
    if (!window.Intl || !Intl.Segmenter) return null;
    try {
      return new Intl.Segmenter(language || "en", { granularity: "word" });
    } catch (unknown) {
      return new Intl.Segmenter("en", { granularity: "word" });
    }
  }

  // What a script without spaces says in one go, cut into words with the browser's dictionary, or else
  // into letters.
  function cut(run, start, cutter) {
    var pieces = cutter ? Array.from(cutter.segment(run)) : Array.from(run.matchAll(/./gsu), function (letter) {
      return { segment: letter[0], index: letter.index, isWordLike: true };
    });
    return pieces.filter(function (piece) { return piece.isWordLike; }).map(function (piece) {
      return { text: piece.segment, start: start + piece.index, end: start + piece.index + piece.segment.length };
    });
  }

  // What apostrophes join is a chain, of which each part of two letters or more is a word: `partner's`
  // is `partner`, `l'accord` is `accord`. Where there is none, the first part is.
  function kept(chain) {
    var long = chain.filter(function (run) { return count(run[0]) > 1; });
    return chain.length > 1 && long.length ? long : chain.slice(0, 1);
  }

  // Runs of letters, marks and numbers, in chains.
  function chains(text) {
    var found = [];
    var end = -1;
    Array.from(text.matchAll(runs)).forEach(function (run) {
      if (end >= 0 && run.index === end + 1 && apostrophe.test(text[end])) found[found.length - 1].push(run);
      else found.push([run]);
      end = run.index + run[0].length;
    });
    return found;
  }

  // Every word of `text` as `{text, start, end, folded}`. Words with a hyphen between them, three at most,
  // are followed by the whole of them with `isJoined`: `check-up` by `checkup`.
  function split(text, cutter) {
    var found = [];
    var before = null;
    function add(word) {
      word.folded = fold(word.text);
      if (word.folded) found.push(word);
      var joins = before && before.words < 3 && word.start === before.end + 1 && hyphen.test(text[before.end]);
      before = { start: joins ? before.start : word.start, end: word.end, words: joins ? before.words + 1 : 1 };
      if (!joins) return;
      var whole = text.slice(before.start, before.end);
      found.push({ text: whole, start: before.start, end: before.end, folded: fold(whole), isJoined: true });
    }
    chains(text).forEach(function (chain) {
      kept(chain).forEach(function (run) {
        (unspaced.test(run[0]) ? Array.from(run[0].matchAll(stretches)) : [[run[0]]]).forEach(function (part) {
          var start = run.index + (part.index || 0);
          if (unspaced.test(part[0])) cut(part[0], start, cutter).forEach(add);
          else add({ text: part[0], start: start, end: start + part[0].length });
        });
      });
    });
    return found;
  }

  // Text in quotation marks of any kind, or the rest of the text after an opening one.
  var quoted = /["“”„«»「」]([^"“”„«»「」]*)(?:["“”„«»「」]|$)/g;

  // What a reader asks for: its words without those too common to help, each once, and its phrases.
  function ask(text, reader) {
    var phrases = [];
    text.replace(quoted, function (whole, inside) {
      var words = reader.split(inside).filter(function (word) { return !word.isJoined; });
      if (words.length > 1) phrases.push(words.map(function (word) { return word.folded; }));
      return whole;
    });
    var seen = new Set();
    var all = reader.split(text).filter(function (word) { return !word.isJoined; });
    var open = all.length && /[\p{L}\p{N}\p{M}]$/u.test(text) ? all[all.length - 1] : null;
    var kept = all.filter(function (word) { return word === open || !reader.stop.has(word.folded); });
    // The last word may be the beginning of one: `the` of `therefore`. On its own it counts as written.
    if (kept.length > 1 && open && reader.stop.has(open.folded)) kept.pop();
    var words = kept.filter(function (word) {
      return !seen.has(word.folded) && seen.add(word.folded);
    }).map(function (word) {
      return { text: word.text, folded: word.folded, stem: reader.stem(word.folded), isOpen: word === open || unspaced.test(word.folded), isUnspaced: unspaced.test(word.folded) };
    });
    return { text: text, words: words, phrases: phrases };
  }

  // How many letters were mistyped: put in, left out, changed, or two in a row changed over. Gives
  // `most + 1` as soon as it is known to be more than `most`.
  function mistakes(one, other, most) {
    var a = Array.from(one);
    var b = Array.from(other);
    if (Math.abs(a.length - b.length) > most) return most + 1;
    var before = [];
    var last = b.map(function (_, at) { return at + 1; });
    last.unshift(0);
    for (var i = 1; i <= a.length; i += 1) {
      var row = [i];
      for (var j = 1; j <= b.length; j += 1) {
        var cost = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min.apply(null, row) > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  // Reads text in `language`, with the tables of stems and the words too common to be in the index.
  search.reader = function (language, tables, stop) {
    var cutter = segmenter(language);
    var reader = {
      stop: new Set(stop || []),
      fold: fold,
      mistakes: mistakes,
      split: function (text) { return split(text, cutter); },
      stem: function (folded) { return stem(folded, tables || {}); },
      ask: function (text) { return ask(text, reader); }
    };
    return reader;
  };
})();
