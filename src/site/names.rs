//! Names of files that every disk and every host takes.

/// The longest name of a file or a folder in bytes (ext4, NTFS and APFS agree, but for what they count).
pub(super) const LONGEST: usize = 255;
/// The longest path of a file from the root of the site in bytes: systems take from 1024 on for a whole path.
pub(super) const LONGEST_PATH: usize = 1024;

/// The longest name that a file keeps which is published as it is.
const LONGEST_KEPT: usize = 200;

/// Letters that are no part of a name on some system: of the disks of Windows, and those that end a path in an address.
const ODD: &[char] = &['<', '>', ':', '"', '/', '\\', '|', '?', '*', '#', '%'];

/// Whether Windows takes `stem`, in small letters, for a device and no file, whatever ending follows.
pub(super) fn is_device(stem: &str) -> bool {
    if matches!(stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") {
        return true;
    }
    let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    number.is_some_and(|number| {
        matches!(number, "\u{b9}" | "\u{b2}" | "\u{b3}")
            || matches!(number.as_bytes(), [b'1'..=b'9'])
    })
}

/// Whether a file can have this `name` everywhere.
pub(super) fn is_portable(name: &str) -> bool {
    let is_odd = |letter: char| ODD.contains(&letter) || letter.is_control();
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    !name.is_empty()
        && name.len() <= LONGEST
        && !name.contains(is_odd)
        && !name.ends_with(['.', ' '])
        && !is_device(&stem)
}

/// `name`, or the nearest one that a file can have everywhere: `a:b.png` is `a-b.png`, `con.png` is `con-file.png`.
pub(super) fn portable(name: &str) -> String {
    if is_portable(name) && name.len() <= LONGEST_KEPT {
        return name.to_owned();
    }
    let is_odd = |letter: char| ODD.contains(&letter) || letter.is_control();
    let plain: String = name.chars().map(|c| if is_odd(c) { '-' } else { c }).collect();
    let plain = plain.trim_end_matches(['.', ' ']);
    let (stem, ending) = plain.rsplit_once('.').unwrap_or((plain, ""));
    let first = stem.split('.').next().unwrap_or_default();
    let stem = if is_device(first.trim_end().to_lowercase().as_str()) {
        format!("{}-file{}", first.trim_end(), &stem[first.len()..])
    } else {
        stem.to_owned()
    };
    let ending: String = ending.chars().take(20).collect();
    let stem = cut(&stem, LONGEST_KEPT - ending.len().min(LONGEST_KEPT));
    match (stem.is_empty(), ending.is_empty()) {
        (true, true) => "file".to_owned(),
        (true, false) => format!("file.{ending}"),
        (false, true) => stem.to_owned(),
        (false, false) => format!("{stem}.{ending}"),
    }
}

/// The beginning of `text` that takes no more than so many bytes.
fn cut(text: &str, bytes: usize) -> &str {
    let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
    &text[..ends.take_while(|end| *end <= bytes).last().unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_everywhere_stays() {
        for name in ["plan.pdf", "Bericht (final) & Co.docx", "ä ö.png", "a.b.c", "_x", "icon.png"]
        {
            assert_eq!(portable(name), name);
        }
    }

    #[test]
    fn another_name_is_made_one_that_is_taken_everywhere() {
        let names = [
            ("a:b.png", "a-b.png"),
            ("con.png", "con-file.png"),
            ("Com1.tar.gz", "Com1-file.tar.gz"),
            ("what?.png", "what-.png"),
            ("100%#1.png", "100--1.png"),
            ("a.png.", "a.png"),
            ("a.png ", "a.png"),
            ("a\nb.png", "a-b.png"),
            ("...", "file"),
            ("aux", "aux-file"),
        ];
        for (name, wanted) in names {
            assert_eq!(portable(name), wanted, "{name:?}");
            assert!(is_portable(wanted), "{wanted}");
        }
        let long = portable(&format!("{}.png", "ä".repeat(120)));
        assert!(long.len() <= 220 && long.ends_with("ä.png"), "{long}");
    }
}
