// Adds to window.partnerbookSearch: `reader`, which takes text apart the way the index was made:
// into words, in lower case and without accents, cut to their stems. Touches nothing on the page.
(function () {
  "use strict";
  var search = window.partnerbookSearch = window.partnerbookSearch || {};
  var marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]/g;
  var apart = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"
  };
  var letters = /[ßæœøłđðþıأإآٱىة]/g;
  var others = /[^\p{L}\p{N}\p{M}]/gu;
  var between = /['’]/;
  var hyphens = /^[-‐‑]$/;
  // Scripts that put no space between words.
  var unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
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

  // What lies between apostrophes is a word of its own where it has two letters or more: `partner's`
  // is `partner`, and `l'accord` is `accord`.
  function parts(text, start) {
    var found = [];
    var at = start;
    text.split(between).forEach(function (part) {
      if (part) found.push({ text: part, start: at, end: at + part.length });
      at += part.length + 1;
    });
    var long = found.filter(function (part) { return count(part.text) > 1; });
    return long.length ? long : found.slice(0, 1);
  }

  function segmenter(language) {
    if (!window.Intl || !Intl.Segmenter) return null;
    try {
      return new Intl.Segmenter(language || "en", { granularity: "word" });
    } catch (unknown) {
      return new Intl.Segmenter("en", { granularity: "word" });
    }
  }

  // The pieces of a text that are words, with their places, and the hyphens between two of them.
  function pieces(text, cutter) {
    if (cutter) {
      return Array.from(cutter.segment(text), function (piece) {
        return { text: piece.segment, start: piece.index, isWord: piece.isWordLike };
      });
    }
    return Array.from(text.matchAll(/[\p{L}\p{N}\p{M}'’]+|[-‐‑]/gu), function (match) {
      return { text: match[0], start: match.index, isWord: !hyphens.test(match[0]) };
    });
  }

  // Every word of `text` as `{text, start, end, folded}`. A pair such as `check-up` is followed by the
  // whole of it with `isJoined`, folded to `checkup`.
  function split(text, cutter) {
    var found = [];
    var run = null;
    var hyphen = -1;
    pieces(text, cutter).forEach(function (piece) {
      if (!piece.isWord) {
        var last = found[found.length - 1];
        hyphen = last && hyphens.test(piece.text) && last.end === piece.start ? piece.start + 1 : -1;
        return;
      }
      var words = parts(piece.text, piece.start).map(function (word) {
        word.folded = fold(word.text);
        return word;
      }).filter(function (word) { return word.folded; });
      if (!words.length) return;
      var isNext = hyphen === words[0].start;
      hyphen = -1;
      var before = isNext && (run || found[found.length - 1]);
      found = found.concat(words);
      run = null;
      if (!before) return;
      run = { text: before.text + words[0].text, start: before.start, end: words[0].end, folded: before.folded + words[0].folded, isJoined: true };
      found.push(run);
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
