//! What is known of addresses → what an author is told.

use std::collections::{BTreeMap, BTreeSet};

use super::{Address, DeadReason, Failure, Inconclusive, Known, Links, Verdict};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::source::Location;

/// An address that leads nowhere.
const DEAD_LINK: Rule = Rule {
    code: "dead-link",
    severity: Severity::Warning,
    explanation: "A link leads to another host, and that host knows no such page, there is no such host, or the address is none \
        that a browser can open. Whoever follows it stands before a closed door. Correct the address; where the page has gone for good, link to another that says the same, or \
        take the link out.\n\n\
        `partnerbook check --external` looks for it, by asking each host; a build asks nobody.",
};

/// An address that has changed.
const MOVED_LINK: Rule = Rule {
    code: "moved-link",
    severity: Severity::Hint,
    explanation: "A link still leads to its page, but by a detour: its host says that the page has another address now, for \
        good. Detours are closed one day, so write the new address. Look at it first: some hosts send whatever they have \
        deleted to their first page. Where only `https` is new, or a slash at the end, `--fix` writes it for you.\n\n\
        `partnerbook check --external` looks for it, by asking each host; a build asks nobody.",
};

/// An address of which nobody knows.
const UNVERIFIED_LINK: Rule = Rule {
    code: "unverified-link",
    severity: Severity::Hint,
    explanation: "Whether a link to another host leads somewhere could not be found out: the host lets no programs in, wants a \
        name and a password, has a fault at the moment, or did not answer. For a reader it may well work, so it is no more \
        than a hint, with `--strict` as without. Follow it once yourself. Addresses that can never be asked from here, such as those of an \
        intranet, can be left out by how they begin: `external_skip = [\"https://intranet.example\"]` in `playbook.toml`.\n\n\
        `partnerbook check --external` looks for it, by asking each host; a build asks nobody.",
};

/// The rules that addresses of other hosts can break.
pub const RULES: &[&Rule] = &[&DEAD_LINK, &MOVED_LINK, &UNVERIFIED_LINK];

/// Tells what is wrong with `links`, as far as it is `known`. What was noted at `now` was found out by this run.
pub fn faults(links: &Links, known: &Known, now: u64) -> Vec<Diagnostic> {
    let verdicts: BTreeMap<Address, &Verdict> = links
        .keys()
        .filter_map(|href| Address::of(href))
        .filter_map(|address| known.verdict(&address).map(|verdict| (address, verdict)))
        .collect();
    // A host in the house may be there or not, and says nothing of the network either way.
    let is_of_this_run = |address: &Address| known.is_of(address, now) && !address.is_in_house();
    let alone = alone(verdicts.iter().filter(|(address, _)| is_of_this_run(address)));
    let is_alone = alone.is_some();
    let mut found: Vec<Diagnostic> = alone.into_iter().collect();
    let mut reasons: BTreeMap<Address, (&str, Vec<&Location>)> = BTreeMap::new();
    for (href, places) in links {
        let Some(address) = Address::of(href) else {
            let is_broken = Address::is_broken(href);
            found.extend(places.iter().filter(|_| is_broken).map(|place| broken(place, href)));
            continue;
        };
        if is_alone && is_of_this_run(&address) {
            continue;
        }
        match verdicts.get(&address) {
            Some(Verdict::Dead(death)) => {
                found.extend(places.iter().map(|place| dead(place, href, death)));
            }
            Some(Verdict::Moved(to)) => {
                found.extend(places.iter().map(|place| moved(place, (href, &address), to)));
            }
            Some(Verdict::Unverified(_)) => {
                reasons.entry(address).or_insert_with(|| (href, Vec::new())).1.extend(places);
            }
            Some(Verdict::Good) | None => {}
        }
    }
    found.extend(
        reasons.into_iter().filter_map(|(address, (href, places))| {
            unverified(href, verdicts.get(&address)?, places)
        }),
    );
    found
}

/// The one thing that is told when none of several hosts answered: that says more of this machine than of them.
fn alone<'v>(verdicts: impl Iterator<Item = (&'v Address, &'v &'v Verdict)>) -> Option<Diagnostic> {
    let (mut hosts, mut addresses, mut first) = (BTreeSet::new(), 0, None);
    for (address, verdict) in verdicts {
        let Verdict::Unverified(Inconclusive::Failed(failure)) = verdict else { return None };
        first = first.or(Some(*failure));
        hosts.insert(address.host());
        addresses += 1;
    }
    let first = first.filter(|_| hosts.len() > 1)?;
    let why = because(first);
    let message = format!(
        "none of {} other hosts could be reached, so their {addresses} addresses are not checked: {why}",
        hosts.len()
    );
    let help = if first == Failure::NotSafe {
        "look whether this machine knows the certificates that it should trust, and check again"
    } else {
        "look whether this machine has a network, and check again"
    };
    Some(Diagnostic::everywhere(&UNVERIFIED_LINK, message).help(help))
}

fn broken(place: &Location, href: &str) -> Diagnostic {
    dead_for(place, href, "it is no address that a browser can open")
}

fn dead(place: &Location, href: &str, death: &DeadReason) -> Diagnostic {
    let why = match death {
        DeadReason::NoPage(410) => "its host says that the page is gone for good (410)".to_owned(),
        DeadReason::NoPage(code) => format!("its host knows no such page ({code})"),
        DeadReason::NoHost(host) => format!("there is no host {}", quoted(&as_written(host, href))),
    };
    dead_for(place, page(href), &why)
}

fn dead_for(place: &Location, written: &str, why: &str) -> Diagnostic {
    let message = format!("{} leads nowhere: {why}", quoted(written));
    Diagnostic::new(&DEAD_LINK, &place.path, place.span, message)
        .help("correct the address, link to another page that says the same, or take the link out")
}

fn moved(place: &Location, (href, address): (&str, &Address), to: &Address) -> Diagnostic {
    let part = href.find('#').map_or("", |at| &href[at..]);
    let now = format!("{to}{part}");
    let message = format!("{} has moved", quoted(page(href)));
    let is_near = address.is_nearly(to);
    let help = if is_near {
        format!("write `{now}`")
    } else {
        format!("look whether it is what you mean, and write `{now}`")
    };
    let fix = is_near.then(|| Fix { was: href.to_owned(), now });
    Diagnostic::new(&MOVED_LINK, &place.path, place.span, message).help(help).maybe_fix(fix)
}

/// Told once for all places.
fn unverified(href: &str, verdict: &Verdict, mut places: Vec<&Location>) -> Option<Diagnostic> {
    let Verdict::Unverified(reason) = verdict else { return None };
    let why = match reason {
        Inconclusive::Status(code) => status(*code),
        Inconclusive::Failed(failure) => because(*failure).to_owned(),
        Inconclusive::NoEnd => "it leads on and on".to_owned(),
        Inconclusive::Astray => "it leads on to an address that is not to be asked".to_owned(),
    };
    places.sort();
    let (first, others) = places.split_first()?;
    let message = format!("could not verify {}: {why}", quoted(page(href)));
    let fault = Diagnostic::new(&UNVERIFIED_LINK, &first.path, first.span, message)
        .help("follow it in a browser; to have it left out, name its beginning in `external_skip` in `playbook.toml`");
    let again = |fault: Diagnostic, place: &&Location| fault.related((*place).clone(), "also here");
    Some(others.iter().fold(fault, again))
}

fn status(code: u16) -> String {
    match code {
        401 | 407 => format!("its host wants a name and a password ({code})"),
        429 => format!("its host wants to be asked more slowly ({code})"),
        408 | 504 => format!("its host did not answer in time ({code})"),
        500..=599 => format!("its host has a fault at the moment ({code})"),
        403 | 999 => format!("its host lets no programs in ({code})"),
        _ => format!("its host answers {code}, which says nothing of the page"),
    }
}

fn because(failure: Failure) -> &'static str {
    match failure {
        Failure::UnknownHost => "there is no host of that name",
        Failure::NotLookedUp => "it could not be found out where the host is",
        Failure::NotConnected => "the host could not be connected to",
        Failure::TimedOut => "the host did not answer in time",
        Failure::NotSafe => {
            "no safe connection came about; the host's certificate may be out of date"
        }
        Failure::Garbled => "the host broke off, or answered in a way no browser would understand",
    }
}

/// `href` without the part of the page.
fn page(href: &str) -> &str {
    href.split_once('#').map_or(href, |(page, _)| page)
}

/// The name of `host` as it stands in `href`, when it is the one of it.
fn as_written(host: &str, href: &str) -> String {
    let is_own = Address::of(href).is_some_and(|address| address.host() == host);
    let rest = href.split_once("//").map_or("", |(_, rest)| rest);
    let name = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    if is_own && !name.is_empty() { name.to_owned() } else { host.to_owned() }
}

fn quoted(text: &str) -> String {
    format!("`{}`", text.replace(char::is_control, " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourcePath, Span};

    const A: &str = "http://a.example/x#part";
    const B: &str = "https://b.example/";

    /// What is told of links to [`A`], twice, and [`B`] when that is known of them.
    fn told(a: Verdict, b: Verdict) -> Vec<Diagnostic> {
        let place = |start| Location::new(&SourcePath::new("a.md"), Span::new(start, start + 1));
        let links =
            Links::from([(A.to_owned(), vec![place(5), place(1)]), (B.to_owned(), vec![place(9)])]);
        let mut known = Known::default();
        for (href, verdict) in [(A, a), (B, b)] {
            known.note(Address::of(href).expect(href), verdict, 7);
        }
        faults(&links, &known, 7)
    }

    fn messages(faults: &[Diagnostic]) -> Vec<&str> {
        faults.iter().map(|fault| fault.message.as_str()).collect()
    }

    #[test]
    fn what_is_dead_is_told_at_each_place_and_what_is_unknown_once() {
        let dead = told(Verdict::Dead(DeadReason::NoHost("a.example".to_owned())), Verdict::Good);
        let message = "`http://a.example/x` leads nowhere: there is no host `a.example`";
        assert_eq!(messages(&dead), [message, message]);
        let unknown = told(Verdict::Unverified(Inconclusive::Status(403)), Verdict::Good);
        assert_eq!(
            messages(&unknown),
            ["could not verify `http://a.example/x`: its host lets no programs in (403)"]
        );
        assert_eq!(unknown[0].location.as_ref().map(|place| place.span.start), Some(1));
        assert_eq!(unknown[0].related.len(), 1);
    }

    #[test]
    fn a_host_is_named_as_its_author_wrote_it() {
        let death = DeadReason::NoHost("xn--bcher-kva.example".to_owned());
        let place = Location::new(&SourcePath::new("a.md"), Span::new(1, 2));
        assert_eq!(
            dead(&place, "https://bücher.example:8080/schön#da", &death).message,
            "`https://bücher.example:8080/schön` leads nowhere: there is no host `bücher.example`"
        );
        assert_eq!(
            dead(&place, "https://a.example/", &death).message,
            "`https://a.example/` leads nowhere: there is no host `xn--bcher-kva.example`"
        );
    }

    #[test]
    fn only_what_is_plainly_the_same_page_is_mended() {
        let moved = |to: &str| {
            let to = Address::of(to).expect(to);
            told(Verdict::Moved(to), Verdict::Good)[0].clone()
        };
        let now = "https://a.example/x/#part".to_owned();
        let fix = Fix { was: A.to_owned(), now };
        assert_eq!(moved("https://a.example/x/").mend.map(|mend| mend.fix), Some(fix));
        let elsewhere = moved("https://c.example/");
        assert_eq!(
            (elsewhere.mend, elsewhere.message),
            (None, "`http://a.example/x` has moved".to_owned())
        );
        assert_eq!(
            elsewhere.help.as_deref(),
            Some("look whether it is what you mean, and write `https://c.example/#part`")
        );
    }

    #[test]
    fn when_no_host_can_be_reached_it_is_told_once_with_what_to_do() {
        let failed = |failure| Verdict::Unverified(Inconclusive::Failed(failure));
        let away = |failure| told(failed(failure), failed(Failure::NotLookedUp));
        let helps = |failure| {
            away(failure).iter().filter_map(|fault| fault.help.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            helps(Failure::NotLookedUp),
            ["look whether this machine has a network, and check again"]
        );
        assert_eq!(
            helps(Failure::NotSafe),
            [
                "look whether this machine knows the certificates that it should trust, and check again"
            ]
        );
        let all = away(Failure::NotConnected).len();
        assert_eq!((all, told(failed(Failure::TimedOut), Verdict::Good).len()), (1, 1));
        assert_eq!(
            told(failed(Failure::TimedOut), Verdict::Dead(DeadReason::NoPage(404))).len(),
            2
        );
    }

    #[test]
    fn what_was_known_before_is_told_without_a_network_too() {
        let address = |href: &str| Address::of(href).expect(href);
        let failed = Verdict::Unverified(Inconclusive::Failed(Failure::NotConnected));
        let mut known = Known::default();
        known.note(address("https://c.example/"), Verdict::Moved(address(B)), 6);
        let at_home = "http://127.0.0.1:1/";
        for href in [A, B, at_home] {
            known.note(address(href), failed.clone(), 7);
        }
        let place = Location::new(&SourcePath::new("a.md"), Span::new(1, 2));
        let hrefs = [A, B, at_home, "https://c.example/"];
        let links = hrefs.map(|href| (href.to_owned(), vec![place.clone()])).into();
        assert_eq!(
            messages(&faults(&links, &known, 7)),
            [
                "none of 2 other hosts could be reached, so their 2 addresses are not checked: the host could not be connected to",
                "`https://c.example/` has moved",
                "could not verify `http://127.0.0.1:1/`: the host could not be connected to",
            ]
        );
    }
}
