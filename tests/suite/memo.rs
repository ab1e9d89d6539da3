//! What is kept to save work changes nothing: a page is the same alone, among others, and the second time.

use partnerbook::source::Sources;

use crate::compiled::compiled;

const RUST: &str = "```rust\nfn main() { println!(\"{}\", 1 + 1); }\n```\n";
const PYTHON: &str = "```python\nprint(1 + 1)  # two\n```\n";

/// The part of a page that its author wrote.
fn prose(bytes: &[u8]) -> String {
    let html = String::from_utf8_lossy(bytes);
    let (_, rest) = html.split_once("<pre").expect("there is code on the page");
    rest.split_once("</pre>").expect("the code ends").0.to_owned()
}

#[test]
fn code_is_coloured_alike_alone_among_others_and_again() {
    let many: Vec<(String, String)> = (0..40)
        .map(|number| {
            (format!("c{number}.md"), format!("# C{number}\n\n{}", [RUST, PYTHON][number % 2]))
        })
        .collect();
    let files: Vec<(&str, &str)> =
        many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let first = compiled(&Sources::in_memory(&files));
    assert!(first == compiled(&Sources::in_memory(&files)), "the second time is another");
    for number in [0, 1, 38, 39] {
        let alone = compiled(&Sources::in_memory(&files[number..=number]));
        let page = format!("c{number}.html");
        assert_eq!(prose(&alone.files[&page]), prose(&first.files[&page]));
        assert!(prose(&alone.files[&page]).contains("<span"), "code is coloured");
    }
}
