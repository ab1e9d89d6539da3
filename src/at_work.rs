//! What a thread works on, for the line that is printed when the program fails over it. Nothing else depends on it.

use std::cell::RefCell;

thread_local! {
    /// The files and pages at work on this thread, the innermost last: while it waits for others, a thread takes on more.
    static NAMES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Does `work` on the file or page called `name`.
pub fn on<T>(name: &str, work: impl FnOnce() -> T) -> T {
    NAMES.with_borrow_mut(|names| names.push(name.to_owned()));
    let _end = End;
    work()
}

/// What this thread works on. `None` when that is no file.
pub fn name() -> Option<String> {
    NAMES.try_with(|names| names.try_borrow().ok()?.last().cloned()).ok().flatten()
}

/// Ends work when it is dropped, so that a failure that is caught ends it, too.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        NAMES.with_borrow_mut(Vec::pop);
    }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn the_innermost_work_is_named_until_it_ends_or_fails() {
        let within = on("a.md", || {
            assert!(catch_unwind(|| on("b.md", || panic!("for the test"))).is_err());
            (on("c.md", name), name())
        });
        assert_eq!(within, (Some("c.md".to_owned()), Some("a.md".to_owned())));
        assert_eq!(name(), None);
    }
}
