// Adds to Partnerbook.search: `reader`, which takes text apart the way the index was made:
// into words, in lower case and without accents, cut to their stems. Touches nothing on the page.
(() => {
  "use strict";
  const search = (window.Partnerbook ??= {}).search ??= {};
  const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]/g;
  const apart = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"
  };
  const letters = /[ßæœøłđðþıςأإآٱىة]/g;
  const others = /[^\p{L}\p{M}\p{N}]/gu;
  // The letter that is an apostrophe belongs to no run.
  const runs = /(?:(?!\u02bc)[\p{L}\p{M}\p{N}])+/gu;
  const apostrophe = /^['’\u02bc]$/;
  const hyphen = /^[-\u2010\u2011]$/;
  // Letters of scripts that put no space between words.
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]/u;
  // In turn what is of such a script, with its marks, and what is not.
  const stretches = new RegExp("UNSPACED(?:UNSPACED|\\p{M})*|(?:(?!UNSPACED)[^])+".replaceAll("UNSPACED", unspaced.source), "gu");
  const longest = 40;

  function fold(word) {
    let plain = word.toLowerCase().normalize("NFKD").replace(marks, "").normalize("NFC");
    plain = plain.replace(letters, (letter) => apart[letter]).replace(others, "");
    return plain.length > longest ? Array.from(plain).slice(0, longest).join("") : plain;
  }

  function count(text) { return Array.from(text).length; }

  function withoutPrefix(word, rules) {
    const rule = rules.find((rule) => word.startsWith(rule[0]) && count(word) - count(rule[0]) >= rule[1]);
    return rule ? word.slice(rule[0].length) : word;
  }

  function withoutSuffix(word, rules) {
    const rule = rules.find((rule) => word.endsWith(rule[0]) && count(word) - count(rule[0]) >= rule[2]);
    return rule ? word.slice(0, word.length - rule[0].length) + rule[1] : word;
  }

  function stem(word, tables) {
    const cut = (tables.prefixes || []).reduce(withoutPrefix, word);
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
    const pieces = cutter ? Array.from(cutter.segment(run))
      : Array.from(run.matchAll(/./gsu), (letter) => ({ segment: letter[0], index: letter.index, isWordLike: true }));
    return pieces.filter((piece) => piece.isWordLike)
      .map((piece) => ({ text: piece.segment, start: start + piece.index, end: start + piece.index + piece.segment.length }));
  }

  // What apostrophes join is a chain, of which each part of two letters or more is a word: `partner's`
  // is `partner`, `l'accord` is `accord`. Where there is none, the first part is.
  function kept(chain) {
    const long = chain.filter((run) => count(run[0]) > 1);
    return chain.length > 1 && long.length ? long : chain.slice(0, 1);
  }

  // Runs of letters, marks and numbers, in chains.
  function chains(text) {
    const found = [];
    let end = -1;
    Array.from(text.matchAll(runs)).forEach((run) => {
      if (end >= 0 && run.index === end + 1 && apostrophe.test(text[end])) found[found.length - 1].push(run);
      else found.push([run]);
      end = run.index + run[0].length;
    });
    return found;
  }

  // Every word of `text` as `{text, start, end, folded}`. Words with a hyphen between them, three at most,
  // are followed by the whole of them with `isJoined`: `check-up` by `checkup`.
  function split(text, cutter) {
    const found = [];
    let before = null;
    function add(word) {
      word.folded = fold(word.text);
      if (word.folded) found.push(word);
      const joins = before && before.words < 3 && word.start === before.end + 1 && hyphen.test(text[before.end]);
      before = { start: joins ? before.start : word.start, end: word.end, words: joins ? before.words + 1 : 1 };
      if (!joins) return;
      const whole = text.slice(before.start, before.end);
      found.push({ text: whole, start: before.start, end: before.end, folded: fold(whole), isJoined: true });
    }
    chains(text).forEach((chain) => {
      kept(chain).forEach((run) => {
        (unspaced.test(run[0]) ? Array.from(run[0].matchAll(stretches)) : [[run[0]]]).forEach((part) => {
          const start = run.index + (part.index || 0);
          if (unspaced.test(part[0])) cut(part[0], start, cutter).forEach(add);
          else add({ text: part[0], start, end: start + part[0].length });
        });
      });
    });
    return found;
  }

  // Text in quotation marks of any kind, or the rest of the text after an opening one.
  const quoted = /["“”„«»「」]([^"“”„«»「」]*)(?:["“”„«»「」]|$)/g;

  // What a reader asks for: its words without those too common to help, each once, and its phrases.
  function ask(text, reader) {
    const phrases = [];
    text.replace(quoted, (whole, inside) => {
      const words = reader.split(inside).filter((word) => !word.isJoined);
      if (words.length > 1) phrases.push(words.map((word) => word.folded));
      return whole;
    });
    const seen = new Set();
    const all = reader.split(text).filter((word) => !word.isJoined);
    const open = all.length && /[\p{L}\p{N}\p{M}]$/u.test(text) ? all[all.length - 1] : null;
    const kept = all.filter((word) => word === open || !reader.stop.has(word.folded));
    // The last word may be the beginning of one: `the` of `therefore`. On its own it counts as written.
    if (kept.length > 1 && open && reader.stop.has(open.folded)) kept.pop();
    const words = kept.filter((word) => !seen.has(word.folded) && seen.add(word.folded)).map((word) => {
      const isUnspaced = unspaced.test(word.folded);
      return { text: word.text, folded: word.folded, stem: reader.stem(word.folded), isOpen: word === open || isUnspaced, isUnspaced };
    });
    return { text, words, phrases };
  }

  // How many letters were mistyped: put in, left out, changed, or two in a row changed over. Gives
  // `most + 1` as soon as it is known to be more than `most`.
  function mistakes(one, other, most) {
    const a = Array.from(one);
    const b = Array.from(other);
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let last = b.map((_, at) => at + 1);
    last.unshift(0);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const cost = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  // Reads text in `language`, with the tables of stems and the words too common to be in the index.
  search.reader = (language, tables, stop) => {
    const cutter = segmenter(language);
    const reader = {
      stop: new Set(stop || []),
      fold,
      mistakes,
      split: (text) => split(text, cutter),
      stem: (folded) => stem(folded, tables || {}),
      ask: (text) => ask(text, reader)
    };
    return reader;
  };
})();
