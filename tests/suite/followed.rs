//! A text → the same after somebody did what each help says, to the letter, who knows how help is worded and nothing else.

use partnerbook::diag::{Diagnostic, Diagnostics};
use partnerbook::source::Sources;

/// The line that `fault` is told at, from 1.
pub(crate) fn line_of(fault: &Diagnostic, sources: &Sources) -> usize {
    let Some(location) = fault.location.as_ref() else { return 1 };
    sources.texts[&location.path][..location.span.range().start].matches('\n').count() + 1
}

/// `text` after somebody did what each help says, from the last line to the first. `None` where it cannot be done to the letter.
pub(crate) fn followed(text: &str, diagnostics: &Diagnostics, sources: &Sources) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (_, fault) in diagnostics.sorted().into_iter().rev() {
        let number = line_of(fault, sources) - 1;
        let help = fault.help.as_deref()?;
        if moved(&mut lines, number, help).is_some() || added(&mut lines, number, help).is_some() {
            continue;
        }
        if let Some(at) = taken_out(fault, sources, help) {
            let line = &lines[number];
            match at {
                Out::Line => drop(lines.remove(number)),
                Out::Sign(sign) => lines[number] = line.replacen(sign, "", 1),
                Out::Blank(sign) => lines[number] = line.replacen(sign, " ", 1),
            }
            continue;
        }
        written(&mut lines, (number, fault), sources, help)?;
    }
    Some(lines.join("\n") + "\n")
}

/// Lines that help wants elsewhere.
fn moved(lines: &mut Vec<String>, number: usize, help: &str) -> Option<()> {
    if let Some(place) = help.strip_prefix("move it above line ") {
        let line = lines.remove(number);
        lines.insert(place.parse::<usize>().ok()? - 1, line);
        return Some(());
    }
    if let Some(line) = help.strip_prefix("begin a new line before `") {
        let line = line.strip_suffix('`')?;
        let before = lines[number].strip_suffix(line)?.trim_end_matches([' ', ',', ';']).to_owned();
        lines[number] = before;
        lines.insert(number + 1, line.to_owned());
        return Some(());
    }
    if help.starts_with("take out what stands before it") {
        lines.drain(..number);
        lines[0] = lines[0].trim_start().to_owned();
        return Some(());
    }
    None
}

/// Lines and signs that help wants besides.
fn added(lines: &mut Vec<String>, number: usize, help: &str) -> Option<()> {
    let at = |text: &str| Some(text.parse::<usize>().ok()? - 1);
    let begun = help.strip_prefix("write `").or_else(|| help.strip_prefix("add a line `"));
    let begun = begun.or_else(|| help.strip_prefix("put a line `"));
    let (sign, rest) = begun?.split_once('`')?;
    let line = || sign.to_owned();
    if rest == " below it" {
        lines.insert(number + 1, line());
    } else if let Some(place) = rest.strip_prefix(" at the end of line ") {
        lines[at(place)?].push_str(sign);
    } else if let Some(places) = rest.strip_prefix(" in place of lines ") {
        let (first, last) = places.split_once(" to ")?;
        lines.splice(at(first)?..=at(last)?, [line()]);
    } else if let Some(place) = rest.strip_prefix(" here and in line ") {
        lines[at(place)?] = line();
        lines[number] = line();
    } else if let Some(places) = rest.strip_prefix(" above line ") {
        let (above, below) = match places.split_once(" and below line ") {
            Some((above, below)) => (above, Some(below)),
            None => (places, None),
        };
        if let Some(below) = below {
            lines.insert(at(below)? + 1, line());
        }
        lines.insert(at(above)?, line());
    } else if let Some(place) = rest.strip_prefix(" below line ") {
        lines.insert(at(place)? + 1, line());
    } else if let Some(place) =
        rest.strip_prefix(&*format!(" here, and add a line `{sign}` below line "))
    {
        lines.insert(at(place)? + 1, line());
        lines[number] = line();
    } else if let Some(below) = rest.strip_prefix(", and below it `") {
        lines[number] = line();
        lines.insert(number + 1, below.strip_suffix('`')?.to_owned());
    } else if rest == " on a line of its own" {
        let is_quoted = sign.starts_with('>');
        let end = lines[number].find([']', ')'])?;
        let after = lines[number][end..].trim_start_matches([']', ')', ':', ' ']).to_owned();
        lines[number] = line();
        if !after.is_empty() {
            lines.insert(number + 1, if is_quoted { format!("> {after}") } else { after });
        }
    } else {
        return None;
    }
    Some(())
}

/// What is taken out of a line.
enum Out<'t> {
    /// All of it.
    Line,
    /// What is underlined.
    Sign(&'t str),
    /// What is underlined, and a blank comes in its place.
    Blank(&'t str),
}

fn taken_out<'s>(fault: &Diagnostic, sources: &'s Sources, help: &str) -> Option<Out<'s>> {
    let location = fault.location.as_ref()?;
    let underlined = &sources.texts[&location.path][location.span.range()];
    match help {
        "take the line out" | "take it out" => Some(Out::Line),
        "delete it" => Some(Out::Sign(underlined)),
        "delete it and type the blank again" => Some(Out::Blank(underlined)),
        _ => None,
    }
}

/// What help wants in the place of a line, or of what is underlined in it.
fn written(
    lines: &mut [String],
    (number, fault): (usize, &Diagnostic),
    sources: &Sources,
    help: &str,
) -> Option<()> {
    let help = help.strip_suffix(" each time").unwrap_or(help);
    let is_named = !help.starts_with("write `");
    let from = if is_named { help.rfind(": `")? + 3 } else { "write `".len() };
    let now = &help[from..];
    let now = now.strip_suffix('`').or_else(|| Some(now.split_once("`, or ")?.0))?;
    let now = now.split_once("`: ").map_or(now, |(now, _)| now);
    let location = fault.location.as_ref()?;
    let underlined = &sources.texts[&location.path][location.span.range()];
    let line = lines[number].clone();
    let is_line = now.contains(" = ")
        || now.contains(": ")
        || now.starts_with('#')
        || now.starts_with('[') && location.path.is_toml()
        || fault.rule.code.ends_with("-syntax") && !line.contains('=');
    let is_each = lines.iter().filter(|line| **line == lines[number]).count() > 1;
    let indent = &line[..line.len() - line.trim_start().len()];
    let now = if is_line { format!("{indent}{now}") } else { line.replacen(underlined, now, 1) };
    if is_each && now.starts_with('[') {
        for other in lines.iter_mut().filter(|other| **other == line) {
            other.clone_from(&now);
        }
    }
    lines[number] = now;
    Some(())
}
