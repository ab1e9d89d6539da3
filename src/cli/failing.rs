//! A failure of the program itself → a line that says over which file, before all that the developers need to know.

use std::panic;

use super::print;
use crate::at_work;

/// Lets every failure from now on begin with that line.
pub(super) fn announce() {
    let details = panic::take_hook();
    panic::set_hook(Box::new(move |failure| {
        let _ = print::to_people(&line(at_work::name().as_deref()));
        details(failure);
    }));
}

fn line(name: Option<&str>) -> String {
    let over = name.map(|name| format!(" over `{name}`")).unwrap_or_default();
    format!(
        "error: Partnerbook failed{over}, and the fault is its own: please report it with {} and the lines below\n",
        if name.is_some() { "that file" } else { "the playbook" }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_names_the_file_at_work() {
        assert_eq!(
            line(Some("trust/index.md")),
            "error: Partnerbook failed over `trust/index.md`, and the fault is its own: please report it with that file and the lines below\n"
        );
        assert_eq!(
            line(None),
            "error: Partnerbook failed, and the fault is its own: please report it with the playbook and the lines below\n"
        );
    }
}
