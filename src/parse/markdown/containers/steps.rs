//! Events with the signs that stand for containers → steps that build a document.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag, TagEnd};

use super::container::{Container, MARKER, Placed, Shape, Title};
use super::lines::capitalised;
use crate::prose::Callout;

/// What builds a document, one after the other.
#[derive(Debug)]
pub(in crate::parse) enum Step {
    /// An event of the parser.
    Event(Placed),
    /// A callout opens, which stands at these bytes.
    Callout(Callout, Range<usize>),
    /// Blocks open that a reader unfolds, or that are unfolded at first. What comes until [`Step::Summary`] stays in sight.
    Fold(bool, Range<usize>),
    /// What stays in sight ends.
    Summary,
    /// What was opened last by one of these closes.
    Close,
}

/// The steps of `events`, in which `containers` of `text` are whole.
pub(super) fn steps(
    text: &str,
    events: Vec<Placed>,
    containers: &[Container],
    parse: &impl Fn(&str) -> Vec<Placed>,
) -> Vec<Step> {
    let opens: BTreeMap<usize, &Container> =
        containers.iter().map(|container| (container.open.start, container)).collect();
    let closes: BTreeMap<usize, &Container> = containers
        .iter()
        .filter_map(|container| match &container.shape {
            Shape::Fenced(close) => Some((close.start, container)),
            Shape::Indented | Shape::Quoted => None,
        })
        .collect();
    let opened = |at: usize| opens.range(at..).next().map(|(_, container)| *container);
    let mut steps = Vec::with_capacity(events.len());
    // For each open list or quotation the container that it stands for.
    let (mut lists, mut quotes) = (Vec::new(), Vec::new());
    for (event, range) in events {
        let in_ours = lists.last().copied().flatten();
        match &event {
            Event::Start(Tag::List(_)) => {
                let of = opened(range.start)
                    .filter(|of| of.shape == Shape::Indented && of.is_led_by(text, range.start));
                lists.push(of);
                match of {
                    Some(of) => open(text, of, range, &mut steps, parse),
                    None => steps.push(Step::Event((event, range))),
                }
            }
            Event::End(TagEnd::List(_)) => match lists.pop().flatten() {
                Some(of) => close(of, &mut steps),
                None => steps.push(Step::Event((event, range))),
            },
            Event::Start(Tag::Item) | Event::End(TagEnd::Item) if in_ours.is_some() => {}
            Event::Start(Tag::BlockQuote(kind)) => {
                let of = opened(range.start)
                    .filter(|of| of.shape == Shape::Quoted && of.is_led_by(text, range.start))
                    .filter(|_| *kind == Some(BlockQuoteKind::Tip));
                quotes.push(of);
                match of {
                    Some(of) => open(text, of, range, &mut steps, parse),
                    None => steps.push(Step::Event((event, range))),
                }
            }
            Event::End(TagEnd::BlockQuote(_)) => match quotes.pop().flatten() {
                Some(of) => close(of, &mut steps),
                None => steps.push(Step::Event((event, range))),
            },
            Event::Rule => {
                let is_of_list = in_ours.is_some_and(|of| range.start == of.open.start + MARKER);
                match (opens.get(&range.start), closes.get(&range.start)) {
                    _ if is_of_list => {}
                    (Some(of), _) => open(text, of, range, &mut steps, parse),
                    (None, Some(of)) => close(of, &mut steps),
                    (None, None) => steps.push(Step::Event((event, range))),
                }
            }
            Event::Start(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::TaskListMarker(_) => steps.push(Step::Event((event, range))),
        }
    }
    steps
}

fn open(
    text: &str,
    of: &Container,
    range: Range<usize>,
    steps: &mut Vec<Step>,
    parse: &impl Fn(&str) -> Vec<Placed>,
) {
    let title = title(text, of, parse);
    if let Some(is_open) = of.folds {
        steps.push(Step::Fold(is_open, range.clone()));
        steps.extend(title.into_iter().map(Step::Event));
        steps.push(Step::Summary);
        if let Some(callout) = of.callout.filter(|callout| *callout != Callout::Note) {
            steps.push(Step::Callout(callout, range));
        }
        return;
    }
    steps.push(Step::Callout(of.callout.unwrap_or(Callout::Note), range));
    if !title.is_empty() {
        let around = of.open.clone();
        let tags = [Tag::Paragraph, Tag::Strong];
        let starts = tags.clone().map(|tag| (Event::Start(tag), around.clone()));
        let ends = tags.map(|tag| (Event::End(tag.to_end()), around.clone()));
        let all = starts.into_iter().chain(title).chain(ends.into_iter().rev());
        steps.extend(all.map(Step::Event));
    }
}

fn close(of: &Container, steps: &mut Vec<Step>) {
    steps.push(Step::Close);
    if of.folds.is_some() && of.callout.is_some_and(|callout| callout != Callout::Note) {
        steps.push(Step::Close);
    }
}

/// The events of its title: what is written in it may be emphasised and lead somewhere.
fn title(text: &str, of: &Container, parse: &impl Fn(&str) -> Vec<Placed>) -> Vec<Placed> {
    let own = |word: &str| vec![(Event::Text(CowStr::from(word.to_owned())), of.open.clone())];
    let written = match &of.title {
        Title::Kind if of.folds.is_some() => {
            return own(&capitalised(of.callout.map_or("details", Callout::name)));
        }
        Title::Kind => return Vec::new(),
        Title::Word(word) => return own(word),
        Title::Written(range) => range.clone(),
    };
    let mut events = parse(&text[written.clone()]);
    let is_line = matches!(events.first(), Some((Event::Start(Tag::Paragraph), _)))
        && events.iter().filter(|(event, _)| *event == Event::End(TagEnd::Paragraph)).count() == 1
        && matches!(events.last(), Some((Event::End(TagEnd::Paragraph), _)));
    if !is_line {
        return vec![(Event::Text(CowStr::from(text[written.clone()].to_owned())), written)];
    }
    events.pop();
    events.remove(0);
    let shifted =
        |(event, range): Placed| (event, range.start + written.start..range.end + written.start);
    events.into_iter().map(shifted).collect()
}
