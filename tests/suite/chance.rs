//! Numbers that look like chance and are the same each time, and texts that they damage.

/// Numbers that look like chance and are the same each time (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).expect("below a usize")
    }
}

/// What means something to one of the languages, to be strewn in.
pub(crate) const SIGNS: &[&str] = &[
    "\n",
    "\n\n",
    "+++\n",
    "---\n",
    "```",
    "```include\n",
    "[",
    "](",
    ")",
    "![",
    "#",
    "{#a}",
    "|",
    "> ",
    "- ",
    "1. ",
    "[ ] ",
    "[^1]",
    "[^1]: ",
    ": ",
    "*",
    "**",
    "~~",
    "`",
    "<",
    "<!--",
    "-->",
    "&amp;",
    "\\",
    "\"",
    "'",
    "\"\"\"",
    "=",
    "[[",
    "]]",
    "{ ",
    " }",
    ",",
    "\u{0}",
    "\u{FEFF}",
    "\r\n",
    "\t",
    "ä",
    "🎉",
    "\u{202E}",
    "e\u{301}",
    "https://a.b/c)",
    "www.a.b",
    "(15 min)",
    "2026-10-01",
    "> [!LEADER]\n",
    "(a.md#b)",
    "%",
    "%ZZ",
    "{{ x }}",
    "&a *a",
    "!!x ",
];

/// Strews something into `text`, cuts it off or leaves a part of it out, up to six times.
pub(crate) fn damage(text: &mut String, chance: &mut Chance) {
    for _ in 0..=chance.below(6) {
        let mut at = chance.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match chance.below(3) {
            0 => text.insert_str(at, SIGNS[chance.below(SIGNS.len())]),
            1 => drop(text.split_off(at)),
            _ => {
                let mut end = at + chance.below(text.len() - at + 1).min(40);
                while !text.is_char_boundary(end) {
                    end -= 1;
                }
                text.replace_range(at..end.max(at), "");
            }
        }
    }
}
