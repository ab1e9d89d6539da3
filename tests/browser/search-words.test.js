// Scripts and program take text apart alike: the same words, folded and cut to the same stems. The table
// of stems is read by a test of the program, too.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { reader, rootOf } from "./search.js";
import { program } from "./site.js";

const table = JSON.parse(readFileSync(new URL("../search/words.json", import.meta.url), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "partnerbook words "));
after(() => rmSync(folder, { recursive: true }));

/** The root of the index of a playbook in `language`, which holds the tables of its stems. */
function tables(language) {
  const source = join(folder, language);
  mkdirSync(source);
  writeFileSync(join(source, "playbook.toml"), `title = "A"\nlanguage = "${language}"\n`);
  writeFileSync(join(source, "index.md"), "# A\n");
  const site = join(folder, `${language} site`);
  execFileSync(program, ["build", source, "--out", site, "--quiet"], { stdio: "pipe" });
  return rootOf(site);
}

test("the table has several hundred words", () => assert.ok(table.length > 300));

for (const language of new Set(table.map((row) => row.language))) {
  test(`the stems of ${language} are those of the table`, () => {
    const read = reader(tables(language));
    const rows = table.filter((row) => row.language === language);
    assert.deepEqual(rows.map(({ word }) => `${word} ${read.stem(read.fold(word))}`), rows.map(({ word, stem }) => `${word} ${stem}`));
  });
}

describe("a text is cut into words", () => {
  const read = reader({ language: "en", stems: {}, stop: ["the", "of"] });
  const words = (text) => [...read.split(text)].map(({ folded }) => folded);

  test("an accent of its own moves no end of a word", () => {
    for (const text of ["\u00e9ไทย", "e\u0301ไทย"]) assert.deepEqual(words(text), ["e", "ไทย"]);
    assert.deepEqual(words("ไทยe\u0301 3年"), ["ไทย", "e", "3", "年"]);
  });

  test("which are runs of letters, marks and numbers", () => {
    assert.deepEqual(words("Äpfel, 3.5 & snake_case."), ["apfel", "3", "5", "snake", "case"]);
    assert.deepEqual(words("हिन्दी है"), ["हिन्दी", "है"]);
  });

  test("of what apostrophes join, each part of two letters or more", () => {
    assert.deepEqual(words("the partner's l’accord dell'accordo j'y"), ["the", "partner", "accord", "dell", "accordo", "j"]);
  });

  test("and what hyphens join, at most three, once more as a whole", () => {
    assert.deepEqual(words("check-up"), ["check", "up", "checkup"]);
    assert.deepEqual(words("one-to-one - so"), ["one", "to", "oneto", "one", "onetoone", "so"]);
    assert.deepEqual(words("a--b"), ["a", "b"]);
  });

  test("in scripts without spaces by a dictionary", () => {
    assert.deepEqual(words("我们信任伙伴。"), ["我们", "信任", "伙伴"]);
    assert.deepEqual(words("関係を築く"), ["関係", "を", "築く"]);
    assert.deepEqual(words("ความร่วมมือ"), ["ความ", "ร่วม", "มือ"]);
  });

  test("with their places, so that they can be marked", () => {
    const text = "A partner's check-up";
    assert.deepEqual([...read.split(text)].map(({ start, end }) => text.slice(start, end)), ["A", "partner", "check", "up", "check-up"]);
  });

  test("without case, accents and forms of letters", () => {
    const folded = { TRUST: "trust", Équipe: "equipe", Größe: "grosse", ŁÓDŹ: "lodz", İstanbul: "istanbul", ﬁne: "fine", "½": "12", Ελλάς: "ελλασ", "ａｂｃ": "abc", がく: "がく", الثِّقة: "الثقه", שָׁלוֹם: "שלום" };
    for (const [word, plain] of Object.entries(folded)) assert.equal(read.fold(word), plain);
    assert.equal(read.fold("Á".repeat(50)), "a".repeat(40));
  });
});

describe("a question", () => {
  const read = reader({ language: "en", stems: {}, stop: ["the", "of", "what"] });
  const asked = (text) => {
    const { words, phrases } = read.ask(text);
    return { words: [...words].map(({ folded, isOpen }) => folded + (isOpen ? "…" : "")), phrases: [...phrases].map((phrase) => phrase.join(" ")) };
  };

  test("is asked without the commonest words, and its last word may go on", () => {
    assert.deepEqual(asked("the role of gr"), { words: ["role", "gr…"], phrases: [] });
    assert.deepEqual(asked("the role "), { words: ["role"], phrases: [] });
    assert.deepEqual(asked("what of the"), { words: ["the…"], phrases: [] });
  });

  test("keeps together what stands in quotation marks of any kind", () => {
    assert.deepEqual(asked("“double gain” now ").phrases, ["double gain"]);
    assert.deepEqual(asked("«double gain").phrases, ["double gain"], "while it is being typed");
    assert.deepEqual(asked('"gain"').phrases, [], "a single word is no phrase");
  });
});

test("mistakes are letters put in, left out, changed, and changed over", () => {
  const { mistakes } = reader({ language: "en" });
  for (const [one, other, count] of [["trust", "trust", 0], ["trst", "trust", 1], ["truust", "trust", 1], ["trast", "trust", 1], ["turst", "trust", 1], ["tsurt", "trust", 2], ["trust", "zebra", 3]]) {
    assert.equal(mistakes(one, other, 2), count, `${one} ${other}`);
  }
});
