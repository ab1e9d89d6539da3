//! What a folder can get wrong before a word of it is understood.

use crate::diag::{Rule, Severity};

/// A file or a name that is not UTF-8.
pub(super) const NOT_UTF8: Rule = Rule {
    code: "not-utf8",
    severity: Severity::Error,
    explanation: "A file, or the name of one, is not written in UTF-8, the way of writing letters that browsers and other \
        computers agree on. Umlauts and accents would come out as other signs on somebody's screen. Open the file in your \
        editor, choose “Save as” or “Encoding”, and save it as UTF-8. A file name is mended by renaming the file.",
};
/// A byte that no text holds.
pub(super) const NUL_BYTE: Rule = Rule {
    code: "nul-byte",
    severity: Severity::Error,
    explanation: "A text holds a NUL byte: a sign that nobody can type and that programs take for the end of a text. It comes \
        from a damaged disk, from a broken copy, or from a file that is no text although its name ends in `.md` or \
        `.toml`. Take the file from a backup, or delete the place that the message points at and type it again.",
};
/// A text that cannot be meant as one.
pub(super) const TOO_LARGE: Rule = Rule {
    code: "too-large",
    severity: Severity::Error,
    explanation: "A Markdown or TOML file is larger than 64 MiB, which is more than thirty thousand pages of prose. Most often \
        it is a picture or a recording whose name was changed by mistake, or a picture pasted into the text as letters. \
        Keep pictures as files of their own, and split long texts into chapters. A font in `fonts/` may be as large, too.",
};
/// A symbolic link to something that is not in the folder.
pub(super) const LINK_OUTSIDE: Rule = Rule {
    code: "link-outside",
    severity: Severity::Error,
    explanation: "A symbolic link in the folder (called an alias on some systems) points to a file or folder outside of it. It is not read: \
        whoever gets a copy of the playbook would miss what it points to, and private files could end up on the site \
        without anybody meaning it. Copy the file into the playbook, or delete the link.",
};
/// A symbolic link that comes back to where it is.
pub(super) const LINK_CIRCLE: Rule = Rule {
    code: "link-circle",
    severity: Severity::Error,
    explanation: "A symbolic link points to a folder that the link itself lies in. Followed to its end, it would go round for \
        ever. Delete the link, or let it point to another folder.",
};
/// A symbolic link to nothing.
pub(super) const LINK_DEAD: Rule = Rule {
    code: "link-dead",
    severity: Severity::Error,
    explanation: "A symbolic link points to a file or folder that is not there, most often because that was renamed or moved. \
        Delete the link, or make it anew.",
};

/// Something that has a name and is no file.
pub(super) const SPECIAL_FILE: Rule = Rule {
    code: "special-file",
    severity: Severity::Warning,
    explanation: "Something in the folder has a name and is neither a file nor a folder: a pipe or a socket, by which programs \
        talk to each other, or a device. There is nothing in it to read. Most often a program left it behind; delete it, or \
        move it out of the playbook.",
};

/// The rules that reading can find broken.
pub const RULES: &[&Rule] =
    &[&NOT_UTF8, &NUL_BYTE, &TOO_LARGE, &LINK_OUTSIDE, &LINK_CIRCLE, &LINK_DEAD, &SPECIAL_FILE];
