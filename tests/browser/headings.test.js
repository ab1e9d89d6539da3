// The ids of headings, held against the package that follows GitHub's rule: two hundred headings in twenty scripts.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import GithubSlugger from "github-slugger";
import { program } from "./site.js";

// A few words of each script: "When it is good", and two more, some of which hold marks, digits or signs of their own.
const scripts = {
  latin: ["Wenn es gut ist", "Größe", "Łódź"],
  decomposed: ["Quand c'est bon".normalize("NFD"), "Cafe\u0301 cre\u0300me", "N\u0303andu\u0301"],
  vietnamese: ["Khi nào thì tốt", "Đường", "Thế giới"],
  turkish: ["Ne zaman iyidir", "İstanbul", "IŞIK"],
  greek: ["Πότε είναι καλό", "ΟΔΟΣ", "Ἀθῆναι"],
  cyrillic: ["Когда это хорошо", "Ёлка", "Й"],
  armenian: ["Երբ է լավ", "Հայաստան", "և"],
  georgian: ["როდის არის კარგი", "საქართველო", "თბილისი"],
  hebrew: ["מתי זה טוב", "שָׁלוֹם", "צה״ל"],
  arabic: ["متى يكون جيدا", "مُحَمَّد", "١٢٣"],
  persian: ["چه وقت خوب است", "می‌خواهم", "۴۵۶"],
  devanagari: ["यह कब अच्छा है", "हिन्दी", "क्षेत्र १२"],
  bengali: ["কখন ভালো", "বাংলা", "১২৩"],
  tamil: ["எப்போது நல்லது", "தமிழ்", "கூட்டம்"],
  telugu: ["ఎప్పుడు మంచిది", "తెలుగు", "౧౨"],
  thai: ["เมื่อไหร่ดี", "ภาษาไทย", "น้ำ"],
  khmer: ["ពេលណាល្អ", "ភាសាខ្មែរ", "១២"],
  chinese: ["什么时候好", "信任、合作", "第一步：开始"],
  japanese: ["いつ良いか", "ガイド「案内」", "カタカナ・テスト"],
  korean: ["언제 좋은가", "한국어", "한국어".normalize("NFD")],
};

// A heading as it is written, and its words without markup.
const shapes = [
  (one) => [`${one}`, `${one}`],
  (one, two) => [`${one} -- ${two}`, `${one} -- ${two}`],
  (one, two, three) => [`*${two}* & **${three}**: ${one}?`, `${two} & ${three}: ${one}?`],
  (one, two) => [`"${two}" ... ${one}!`, `"${two}" ... ${one}!`],
  (one, two, three) => [`\`${two}_${three}\` (15 min)`, `${two}_${three} (15 min)`],
  (one, two) => [`🎉 ${two} ⚡`, `🎉 ${two} ⚡`],
  (one, two, three) => [`[${three}](index.md) / ${two}'s`, `${three} / ${two}'s`],
  (one, two) => [`${two} &amp; ${one} &copy; 5&nbsp;m²`, `${two} & ${one} © 5\u00a0m²`],
  (one, two, three) => [`${three} — ${two} – 1\\. \\_x\\_`, `${three} — ${two} – 1. _x_`],
  (one) => [`${one}`, `${one}`],
];

const folder = mkdtempSync(join(tmpdir(), "headings-"));
after(() => rmSync(folder, { recursive: true }));

/** The text of an attribute. */
function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

test("a heading has the id that it has on GitHub", () => {
  mkdirSync(join(folder, "playbook"));
  const write = (name, text) => writeFileSync(join(folder, "playbook", name), text);
  write("playbook.toml", 'title = "T"\n');
  write("index.md", '+++\nsummary = "S."\n+++\nHome.\n');
  let count = 0;
  const right = new Map();
  for (const [script, words] of Object.entries(scripts)) {
    const headings = shapes.map((shape) => shape(...words));
    const slugger = new GithubSlugger();
    right.set(script, headings.map(([, text]) => slugger.slug(text)));
    write(`${script}.md`, ["+++", `title = "${script}"`, 'summary = "S."', "+++", "", ...headings.map(([written]) => `## ${written}\n`)].join("\n"));
    count += headings.length;
  }
  assert.equal(count, 200);
  execFileSync(program, ["build", folder, "--out", join(folder, "site"), "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
  for (const [script, ids] of right) {
    const page = readFileSync(join(folder, "site", `${script}.html`), "utf8");
    const found = [...page.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => unescaped(id));
    assert.deepEqual(found.filter((id) => !id.startsWith("pb-")), ids, script);
    // What it was called before is still there, once.
    const all = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(new Set(all).size, all.length, script);
  }
  // The id before: without marks that are no letters by themselves.
  const before = [...scripts.tamil[0]].map((letter) => (letter === " " ? "-" : letter)).filter((letter) => /[\p{Alphabetic}-]/u.test(letter)).join("");
  const tamil = readFileSync(join(folder, "site", "tamil.html"), "utf8");
  assert.ok(tamil.includes(`<h2 id="${right.get("tamil")[0]}"><span id="${before}"></span>`), before);
});
