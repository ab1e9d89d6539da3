use std::sync::Arc;

use crate::parse::markdown::parse;
use crate::prose::Block;
use crate::source::SourcePath;

/// The blocks of `text`, each in a word or two.
fn blocks(text: &str) -> Vec<String> {
    let source: Arc<str> = Arc::from(text);
    let document = parse(&SourcePath::new("a.md"), &source, 0, &mut Vec::new());
    document.blocks.iter().map(|block| shown(block, &document)).collect()
}

fn shown(block: &Block, document: &crate::prose::Document) -> String {
    let all = |blocks: &[Block]| {
        blocks.iter().map(|block| shown(block, document)).collect::<Vec<_>>().join(", ")
    };
    match block {
        Block::Paragraph(line) => document.plain(line).replace('\n', " "),
        Block::Callout(callout, blocks) => format!("{}({})", callout.name(), all(blocks)),
        Block::Details(details) => {
            let sign = if details.is_open { "+" } else { "-" };
            format!("{sign}[{}]({})", document.plain(&details.summary), all(&details.blocks))
        }
        Block::List(_, items) => {
            let items: Vec<String> = items.iter().map(|item| all(&item.blocks)).collect();
            format!("list({})", items.join("; "))
        }
        Block::Quote(blocks) => format!("quote({})", all(blocks)),
        Block::Code(code) => format!("code({})", code.text.trim_end()),
        Block::Heading(_, line) => format!("heading({})", document.plain(line)),
        Block::Rule => "rule".to_owned(),
        Block::Table(_)
        | Block::Definitions(_)
        | Block::Element(_)
        | Block::Html(_)
        | Block::Include(_)
        | Block::Footnote(_) => "other".to_owned(),
    }
}

#[test]
fn what_is_indented_below_its_line_is_a_callout() {
    let text = "Before\n\n!!! warning \"Mind the *gap*\"\n    Step over.\n\n    - One\n    - Two\n\nAfter\n";
    let right = ["Before", "warning(Mind the gap, Step over., list(One; Two))", "After"];
    assert_eq!(blocks(text), right);
    assert_eq!(blocks("!!! info\n    So it is.\n"), ["note(Info, So it is.)"]);
    assert_eq!(blocks("!!! note \"\"\n    No title.\n"), ["note(No title.)"]);
    assert_eq!(blocks("!!! danger highlight\n\n    Stay back.\n"), ["caution(Danger, Stay back.)"]);
    let two = "!!! note\n    One.\n\n!!! tip\n    Two.\n\n!!! tip\n    Three.\n";
    assert_eq!(blocks(two), ["note(One.)", "tip(Two.)", "tip(Three.)"]);
    let nested = "!!! note\n    One.\n\n    !!! tip\n        Two.\n";
    assert_eq!(blocks(nested), ["note(One., tip(Two.))"]);
    let in_list = "- A point\n\n    !!! tip\n        Two.\n";
    assert_eq!(blocks(in_list), ["list(A point, tip(Two.))"]);
}

#[test]
fn what_folds_becomes_what_a_reader_unfolds() {
    assert_eq!(blocks("??? note \"More\"\n    Words.\n"), ["-[More](Words.)"]);
    assert_eq!(blocks("???+ bug\n    Words.\n"), ["+[Bug](caution(Words.))"]);
    assert_eq!(blocks("::: details Click\nWords.\n:::\n"), ["-[Click](Words.)"]);
    assert_eq!(blocks("> [!faq]- Does it *fold*?\n> It does.\n"), ["-[Does it fold?](It does.)"]);
}

#[test]
fn the_first_heading_in_a_callout_of_quarto_is_its_title() {
    let folded =
        "::: {.callout-tip collapse=\"true\"}\n\n## How we *know* {.x}\n\nLook.\n\n## More\n:::\n";
    assert_eq!(blocks(folded), ["-[How we know](tip(Look., heading(More)))"]);
    assert_eq!(blocks("::: {.callout-note}\n# A #\nB\n:::\n"), ["note(A, B)"]);
    let titled = "::: {.callout-note title=\"A\"}\n## B\n:::\n";
    assert_eq!(blocks(titled), ["note(A, heading(B))"]);
    assert_eq!(blocks(":::note\n\n## B\n\n:::\n"), ["note(heading(B))"]);
}

#[test]
fn what_stands_between_colons_is_a_callout() {
    for text in ["::: tip\nRest.\n:::\n", ":::tip\n\nRest.\n\n:::\n", "Rest"] {
        let right = if text == "Rest" { "Rest" } else { "tip(Rest.)" };
        assert_eq!(blocks(text), [right], "{text}");
    }
    assert_eq!(blocks(":::note[A *title*]{.x}\n\nRest.\n\n:::\n"), ["note(A title, Rest.)"]);
    assert_eq!(blocks("::: danger STOP\nRest.\n:::"), ["caution(STOP, Rest.)"]);
    let quarto = "::: {.callout-tip title=\"With a title\"}\nRest.\n:::\n";
    assert_eq!(blocks(quarto), ["tip(With a title, Rest.)"]);
    let nested = "::::warning\nOne.\n\n:::tip\nTwo.\n:::\n\n::::\n";
    assert_eq!(blocks(nested), ["warning(One., tip(Two.))"]);
    let hint = "{% hint style=\"success\" %}\nDone.\n{% endhint %}\n";
    assert_eq!(blocks(hint), ["tip(Done.)"]);
    let headed = ":::info\n## What\n\nWords\n:::\n";
    assert_eq!(blocks(headed), ["note(Info, heading(What), Words)"]);
}

#[test]
fn a_mark_of_another_program_makes_a_callout() {
    assert_eq!(blocks("> [!INFO]\n> So.\n"), ["note(Info, So.)"]);
    assert_eq!(blocks("> [!success] Done\n> So.\n>\n> - One\n"), ["tip(Done, So., list(One))"]);
    assert_eq!(blocks("> [!NOTE]\n> So.\n"), ["note(So.)"]);
    assert_eq!(blocks("1. > [!tip] Rest.\n   > Now.\n"), ["list(tip(Rest., Now.))"]);
}

#[test]
fn what_is_written_otherwise_stays_as_it_is() {
    for (text, right) in [
        ("```text\n!!! note\n    x\n```\n", "code(!!! note\n    x)"),
        ("Words\n\n    ::: tip\n    x\n    :::\n", "code(::: tip\nx\n:::)"),
        ("::: tip\nnever closed\n", "::: tip never closed"),
        ("!!! This is great, isn't it?\n", "!!! This is great, isn’t it?"),
        ("> [!LEADER]\n> Hush.\n", "leader(Hush.)"),
        ("> [!LEADERS]\n> Hush.\n", "quote([!LEADERS] Hush.)"),
        ("::: grid\nCell\n:::\n", "::: grid Cell :::"),
        ("- ::: tip\n  x\n\n:::\n", "list(::: tip x)"),
    ] {
        assert_eq!(
            blocks(text).iter().find(|block| *block == right).map(String::as_str),
            Some(right),
            "{text}: {:?}",
            blocks(text)
        );
    }
}
