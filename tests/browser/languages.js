// One small playbook in four languages, to search in: what stands where is the same in each.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { program } from "./site.js";

/**
 * By language: the titles and texts, and what a reader types to find them.
 *
 * `typed` stands in the section `repair` of the chapter, in another form than it is written there,
 * and `marked` is what is marked of it. `begun` is the beginning of a word of the activity's title,
 * `item` a word of the checklist, `term` one of the glossary.
 */
export const languages = {
  en: {
    title: "Two houses", chapter: "Trust that lasts", first: "Before it breaks", early: "Ring early.",
    repair: "Repair after a quarrel", text: "Name what was broken, and mend the promises one by one.",
    activity: "Trading seats", step: "Describe the other side", does: "Each side tells what the other does.", good: "Good when", surprise: "Somebody is surprised.",
    list: "Ready to open", pause: "The day before", items: ["The invitations have gone out", "Both leads have said yes"],
    words: "Words", term: "safe room", means: "A meeting in which risky things may be said.",
    typed: "promise broken", marked: ["broken", "promises"], begun: "tradin", item: "invitation", termTyped: "safe", lost: "zebra",
  },
  de: {
    title: "Zwei Häuser", chapter: "Vertrauen, das hält", first: "Bevor es bricht", early: "Rufen Sie früh an.",
    repair: "Nach einem Streit", text: "Sagen Sie, was zerbrochen ist, und halten Sie die Versprechen der nächsten Tage.",
    activity: "Plätze tauschen", step: "Die andere Seite beschreiben", does: "Jede Seite erzählt, was die andere tut.", good: "Gut, wenn", surprise: "Jemand ist überrascht.",
    list: "Bereit für den Beginn", pause: "Am Tag davor", items: ["Die Einladungen sind verschickt", "Beide Leitungen haben zugesagt"],
    words: "Wörter", term: "geschützter Raum", means: "Ein Treffen, in dem Heikles gesagt werden darf.",
    typed: "STREIT zerbrochen", marked: ["Streit", "zerbrochen"], begun: "platz", item: "einladung", termTyped: "geschutzter", lost: "Zebra",
  },
  zh: {
    title: "两个团队", chapter: "建立信任", first: "防患未然", early: "尽早打电话。",
    repair: "争吵之后的修复", text: "说出什么被打破了，然后一个一个地履行承诺。合作伙伴需要时间。",
    activity: "交换座位", step: "描述对方", does: "每一方说明对方做什么工作。", good: "适用于", surprise: "有人感到惊讶。",
    list: "准备开始", pause: "前一天", items: ["邀请函已经发出", "双方负责人都同意了"],
    words: "词汇", term: "安全空间", means: "可以说出有风险的事情的会议。",
    typed: "承诺", marked: ["承诺"], begun: "座位", item: "邀请", termTyped: "安全", lost: "斑马",
  },
  ar: {
    title: "بيتان", chapter: "ثقة تدوم", first: "قبل أن تنكسر", early: "اتصل مبكرا.",
    repair: "الإصلاح بعد الخلاف", text: "قل ما الذي انكسر، ثم أوفِ بالوعود واحدا واحدا. الشراكة تحتاج إلى وقت.",
    activity: "تبادل المقاعد", step: "صف الطرف الآخر", does: "يصف كل طرف ما يفعله الآخر.", good: "مناسب عندما", surprise: "يتفاجأ أحدهم.",
    list: "مستعدون للبدء", pause: "في اليوم السابق", items: ["أرسلت الدعوات إلى الجميع", "وافق القائدان"],
    words: "كلمات", term: "غرفة آمنة", means: "اجتماع يمكن أن تقال فيه أمور محفوفة بالمخاطر.",
    typed: "وعود", marked: ["بالوعود"], begun: "مقاعد", item: "دعوات", termTyped: "امنه", lost: "زرافة",
  },
};

/** Builds the playbook in each language until the file's tests are over. Gives the folder of each site. */
export function buildLanguages() {
  const folder = mkdtempSync(join(tmpdir(), "partnerbook search "));
  after(() => rmSync(folder, { recursive: true }));
  return Object.fromEntries(Object.entries(languages).map(([language, words]) => {
    const sources = {
      "playbook.toml": `title = "${words.title}"\nlanguage = "${language}"\n`,
      "index.md": `# ${words.title}\n\n${words.early}\n`,
      "part/index.md": `# ${words.words} 1\n\n${words.early}\n`,
      "part/trust.md": `# ${words.chapter}\n\n## ${words.first} {#early}\n\n${words.early}\n\n## ${words.repair} {#repair}\n\n${words.text}\n`,
      "part/seats.md": `+++\nkind = "activity"\ntitle = "${words.activity}"\ntime = "15 min"\n+++\n\n## ${words.step} (15 min)\n\n${words.does}\n\n## ${words.good}\n\n${words.surprise}\n`,
      "part/ready.toml": `kind = "checklist"\ntitle = "${words.list}"\npause = "${words.pause}"\nitems = [\n${words.items.map((item) => `  "${item}",\n`).join("")}]\n`,
      "terms.toml": `kind = "terms"\ntitle = "${words.words}"\n\n[[term]]\nterm = "${words.term}"\nmeans = "${words.means}"\n`,
    };
    const source = join(folder, language, "playbook");
    for (const [path, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(source, path)), { recursive: true });
      writeFileSync(join(source, path), text);
    }
    const site = join(folder, language, "site");
    // Its warnings are about sheets that this playbook does without.
    execFileSync(program, ["build", source, "--out", site, "--quiet"], { stdio: "pipe" });
    return [language, site];
  }));
}
