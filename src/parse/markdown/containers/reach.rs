//! What the parser makes of the signs that stand for containers.

use std::collections::BTreeMap;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::container::{Container, MARKER, Placed, Shape};

/// A list that is open.
struct List {
    /// The container that it stands for.
    of: Option<usize>,
    points: usize,
}

/// What is known of containers while events are looked through.
struct Reach<'c> {
    text: &'c str,
    containers: &'c [Container],
    /// The number of each container, by where it opens.
    opens: BTreeMap<usize, usize>,
    /// The blocks around, each by a number of its own.
    around: Vec<usize>,
    blocks: usize,
    lists: Vec<List>,
    /// Where lines across stand, and in which block.
    rules: BTreeMap<usize, usize>,
    whole: Vec<bool>,
}

/// Which of the `containers` are whole: opened and closed by what stands for them, at one level of the text.
pub(super) fn reached(text: &str, events: &[Placed], containers: &[Container]) -> Vec<bool> {
    let place = |(number, container): (usize, &Container)| (container.open.start, number);
    let mut reach = Reach {
        text,
        containers,
        opens: containers.iter().enumerate().map(place).collect(),
        around: Vec::new(),
        blocks: 0,
        lists: Vec::new(),
        rules: BTreeMap::new(),
        whole: vec![false; containers.len()],
    };
    for (event, range) in events {
        if let Event::Start(tag) = event {
            reach.start(tag, range.start);
        } else if let Event::End(tag) = event {
            reach.end(*tag);
        } else if *event == Event::Rule {
            reach.rule(range.start);
        }
    }
    reach.finish()
}

impl Reach<'_> {
    /// The container of this shape that opens where a block begins at byte `at`.
    fn opened(&self, at: usize, shape: &Shape) -> Option<usize> {
        let (_, number) = self.opens.range(at..).next()?;
        let container = &self.containers[*number];
        (container.shape == *shape && container.is_led_by(self.text, at)).then_some(*number)
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        if let Tag::List(_) = tag {
            let of = self.opened(at, &Shape::Indented);
            self.lists.push(List { of, points: 0 });
        } else if let (Tag::Item, Some(list)) = (tag, self.lists.last_mut()) {
            list.points += 1;
        } else if let Tag::BlockQuote(Some(BlockQuoteKind::Tip)) = tag
            && let Some(number) = self.opened(at, &Shape::Quoted)
        {
            self.whole[number] = true;
        }
        self.blocks += 1;
        self.around.push(self.blocks);
    }

    fn end(&mut self, tag: TagEnd) {
        self.around.pop();
        if let TagEnd::List(_) = tag
            && let Some(List { of: Some(number), points }) = self.lists.pop()
        {
            // What follows has become a point of the same list.
            self.whole[number] &= points == 1;
        }
    }

    fn rule(&mut self, at: usize) {
        self.rules.insert(at, self.around.last().copied().unwrap_or_default());
        if let Some(List { of: Some(number), .. }) = self.lists.last()
            && at == self.containers[*number].open.start + MARKER
        {
            self.whole[*number] = true;
        }
    }

    fn finish(mut self) -> Vec<bool> {
        for (number, container) in self.containers.iter().enumerate() {
            if let Shape::Fenced(close) = &container.shape {
                let begins = self.rules.get(&container.open.start);
                self.whole[number] = begins.is_some() && begins == self.rules.get(&close.start);
            }
        }
        self.whole
    }
}
