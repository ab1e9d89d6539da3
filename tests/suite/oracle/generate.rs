//! Markdown that nobody would write, from a number: the same number gives the same text on every machine.

/// Numbers that look like chance (xorshift64*).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(mixed).unwrap() % end
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

/// What lines are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alphabet {
    /// Everything but HTML and footnotes.
    Signs,
    /// HTML, too.
    Html,
    /// Words and quotation marks, without addresses: what real punctuation is made of.
    Punctuation,
}

/// Chinese stands between letters that are not: where it meets a line end, the space goes, which is told apart elsewhere.
const WORDS: &[&str] = &[
    "team",
    "Zoë",
    "cafe\u{301}",
    "x信任x",
    "हिन्दी",
    "naïve",
    "R",
    "km",
    "a",
    "🎉",
    "Ελλάς",
    "x1",
    "ไทย",
    "שלום",
];
const SIGNS: &[&str] = &[
    " ",
    " ",
    " ",
    "  ",
    "_",
    "__",
    "*",
    "**",
    "***",
    "~",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "](b.md)",
    "](b%20c.md)",
    "![",
    "][label]",
    "[label]",
    "[]",
    "(",
    ")",
    "< ",
    " > ",
    "\\",
    "\\*",
    "\\_",
    "\\[",
    "\\&",
    "&amp;",
    "&copy;",
    "&nbsp;",
    "&#39;",
    "&#x2026;",
    "&ldquo;",
    "&lt;",
    "&notanentity;",
    "&",
    "\"",
    "'",
    "--",
    "---",
    "-----",
    "...",
    ".",
    ",",
    ":",
    ";",
    "!",
    "?",
    "|",
    "\\|",
    "#",
    "+",
    "=",
    "$",
    "^",
    "@",
    "/",
    "//",
    "\n",
    "\\\n",
    "  \n",
    "\u{a0}",
    "{",
    "}",
    "{#own}",
    "1. ",
    "- ",
    "“",
    "’",
    "%20",
    "\t",
];
const ADDRESSES: &[&str] = &[
    "https://example.org/wiki/Team_(group)",
    "https://example.org/a--b",
    "http://example.org/ann's-room",
    "www.example.org/~user",
    "www.example.org",
    "https://example.org/_x/y_z",
    "https://example.org/?a=b&amp;c=d",
    "https://example.org/a*b*c",
    "https://example.org/a...b",
    "https://example.org/`x`",
    "https://",
    "www.",
    "ftp://a.org",
    "ann.b@example.org",
    "mailto:ann@example.org",
    "a_b-c@mail.example.org",
    "@example.org",
    "http://localhost:4000/a",
    "<https://example.org/a_b>",
    "<ann@example.org>",
    "HTTPS://EXAMPLE.ORG/A",
    "https://example.org/\\_x",
];
const HTML: &[&str] = &[
    "<b>",
    "</b>",
    "<i class=\"x\">",
    "</i>",
    "<br>",
    "<kbd>",
    "</kbd>",
    "<!-- unseen -->",
    "<span title='a > b'>",
    "</span>",
    "<sup>3</sup>",
    "<a href=\"b.md\">",
    "</a>",
];

/// A line of up to a dozen pieces. It may hold line ends, but no empty line.
pub(crate) fn inlines(chance: &mut Chance, alphabet: Alphabet) -> String {
    let mut line = String::new();
    for _ in 0..=chance.below(12) {
        let piece = match (chance.below(10), alphabet) {
            (0..=3, _) => chance.one(WORDS),
            (4 | 5, Alphabet::Signs) => chance.one(ADDRESSES),
            // In a block of HTML, an address between angles is no link but shown as typed.
            (4 | 5, Alphabet::Html) => chance.one(ADDRESSES).trim_matches(['<', '>']),
            (6, Alphabet::Html) => chance.one(HTML),
            (4..=6, Alphabet::Punctuation) => chance.one(&["\"", "'", "--", "...", " "]),
            _ => chance.one(SIGNS),
        };
        line.push_str(piece);
    }
    while line.contains("\n\n") {
        line = line.replace("\n\n", "\n");
    }
    line
}

/// A block of one kind or another, without an empty line at its end.
pub(crate) fn block(chance: &mut Chance, alphabet: Alphabet) -> String {
    let kind = chance.below(14);
    let mut line = || inlines(chance, alphabet);
    let mut flat = || line().replace('\n', " ");
    match kind {
        0 => format!("## {}", flat()),
        1 => format!("{}\n===", flat().trim()),
        2 => format!("- {}\n- {}\n  - {}", flat(), flat(), flat()),
        3 => format!("3. {}\n\n   {}\n4. {}", flat(), flat(), flat()),
        4 => format!("> {}\n> {}\n{}", flat(), flat(), flat()),
        5 => format!("| {} | {} |\n|---|:-:|\n| {} | {} |", flat(), flat(), flat(), flat()),
        6 => format!("```\n{}\n```", flat()),
        7 => format!("    {}", flat()),
        8 => format!("{}\n: {}\n: {}", flat().trim(), flat(), flat()),
        9 => format!("> [!TIP]\n> {}", flat()),
        10 => format!("- [ ] {}\n- [x] {}", flat(), flat()),
        11 => format!("[label]: b.md\n\n{}", flat()),
        _ => line(),
    }
}

/// A text of `count` blocks. Those of a few are notes, each pointed at right before it.
pub(crate) fn document(chance: &mut Chance, alphabet: Alphabet, count: usize) -> String {
    let mut text = "Begin.\n\n".to_owned();
    for number in 0..count {
        text.push_str(&block(chance, alphabet));
        text.push_str("\n\n");
        if alphabet == Alphabet::Signs && chance.below(20) == 0 {
            // A fence or the like may be open.
            text.push_str("Begin.\n\n");
            let note = inlines(chance, Alphabet::Punctuation).replace('\n', " ");
            let (label, called) = match chance.below(2) {
                0 => (format!("n{number}"), format!("N{number}")),
                _ => (format!("n{number}"), format!("n{number}")),
            };
            text.extend(["Word[^", &called, "] word.\n\n[^", &label, "]: ", &note, "\n\n"]);
        }
    }
    text
}
