//! Sources → the addresses of other hosts in them.

use crate::diag::Diagnostics;
use crate::inspect;
use crate::parse::parse;
use crate::reach::{Address, Links};
use crate::source::Sources;

/// What a playbook links to on other hosts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Every address that can be asked for, and those that no browser can open.
    pub links: Links,
    /// How many addresses are left out, because the settings say so or because nobody should ask for them.
    pub left_out: usize,
}

/// Finds what `sources` link to on other hosts. What is wrong with the sources is reported by [`check`](super::check()).
pub fn outside(sources: &Sources) -> Outside {
    let playbook = parse(sources, &mut Diagnostics::new());
    let skipped = &playbook.settings.external_skip;
    let mut links = inspect::outside(sources, &playbook);
    let all = links.len();
    links.retain(|href, _| {
        Address::of(href).map_or_else(
            || Address::is_broken(href),
            |address| !address.begins_with_one_of(skipped),
        )
    });
    Outside { left_out: all - links.len(), links }
}
