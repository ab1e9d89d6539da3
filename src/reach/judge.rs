//! An answer → what is known of an address, or what to ask next.

use std::time::Duration;

use super::answer::{Answer, Failure, Method, Request};
use super::{Address, RetryPolicy};

/// What is known of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It leads somewhere.
    Good,
    /// It leads somewhere, and its host asks everybody to use another address from now on.
    Moved(Address),
    /// It leads nowhere.
    Dead(DeadReason),
    /// Nobody knows: a reader may well get an answer.
    Unverified(Inconclusive),
}

impl Verdict {
    /// Whether it leads somewhere, moved or not.
    pub(super) fn is_good(&self) -> bool {
        match self {
            Verdict::Good | Verdict::Moved(_) => true,
            Verdict::Dead(_) | Verdict::Unverified(_) => false,
        }
    }

    /// Why nobody knows, if so.
    pub(super) fn reason(&self) -> Option<Inconclusive> {
        match self {
            Verdict::Unverified(reason) => Some(*reason),
            Verdict::Good | Verdict::Moved(_) | Verdict::Dead(_) => None,
        }
    }

    /// What is known of an address when `left` is not asked, to which it led, for `reason` about its host.
    pub(super) fn left(reason: Inconclusive, left: &Address) -> Self {
        match reason {
            Inconclusive::Failed(failure) => Self::of(failure, left),
            Inconclusive::Status(_) | Inconclusive::NoEnd | Inconclusive::Astray => {
                Verdict::Unverified(reason)
            }
        }
    }

    /// What is known of an address when there was no answer for `asked`, to which it led.
    pub(super) fn of(failure: Failure, asked: &Address) -> Self {
        match failure {
            Failure::UnknownHost => Verdict::Dead(DeadReason::NoHost(asked.host().to_owned())),
            Failure::NotLookedUp
            | Failure::NotConnected
            | Failure::TimedOut
            | Failure::NotSafe
            | Failure::Garbled => Verdict::Unverified(Inconclusive::Failed(failure)),
        }
    }
}

/// Why an address leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadReason {
    /// Its host knows no such page: 404, or 410 when it was there once.
    NoPage(u16),
    /// There is no host of this name, which is its own or that of a host it leads on to.
    NoHost(String),
}

/// Why nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inconclusive {
    /// The host answered this, which says nothing of the page.
    Status(u16),
    /// It did not answer.
    Failed(Failure),
    /// It leads on and on.
    NoEnd,
    /// It leads on to what is no address, or to one that is not to be asked.
    Astray,
}

/// How far the asking for one address has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// What is asked next.
    pub(super) request: Request,
    /// How often it was asked again because the answer said nothing.
    again: usize,
    /// How often it led on.
    hops: usize,
    /// Whether each time it did for good.
    for_good: bool,
}

/// What follows from an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// That is it.
    Settled(Verdict),
    /// To be asked after a while.
    Ask(Step, Duration),
}

impl Step {
    /// The first one for an address.
    pub(super) fn first(address: &Address) -> Self {
        let request = Request { address: address.clone(), method: Method::Head };
        Self { request, again: 0, hops: 0, for_good: true }
    }

    /// What follows from `answer`.
    pub(super) fn after(self, answer: Answer, policy: &RetryPolicy) -> Next {
        match answer {
            Answer::Failed(failure) => self.after_failure(failure, policy),
            Answer::Status { code, location, retry_after } => match (code, location) {
                (300..=399, Some(location)) => self.on_to(code, &location, policy),
                (200..=399, _) => Next::Settled(self.good()),
                (501, _) => self.refused(code),
                (408 | 429 | 500..=599, _) => self.later(code, retry_after, policy),
                _ => self.refused(code),
            },
        }
    }

    fn good(self) -> Verdict {
        if self.hops > 0 && self.for_good {
            Verdict::Moved(self.request.address)
        } else {
            Verdict::Good
        }
    }

    fn on_to(self, code: u16, location: &str, policy: &RetryPolicy) -> Next {
        let from = &self.request.address;
        // A host outside must not send this machine on to a name or number of those inside. What number a full name has
        // is not looked at.
        let to = from.join(location).filter(|to| from.is_in_house() || !to.is_in_house());
        let Some(to) = to else { return Next::Settled(Verdict::Unverified(Inconclusive::Astray)) };
        if self.hops == policy.hops {
            return Next::Settled(Verdict::Unverified(Inconclusive::NoEnd));
        }
        let for_good = self.for_good && matches!(code, 301 | 308);
        let request = Request { address: to, method: self.request.method };
        Next::Ask(Self { request, hops: self.hops + 1, for_good, ..self }, Duration::ZERO)
    }

    /// Many hosts refuse what asks for no page, or say that there is none. Asked for the page, they give it.
    fn refused(self, code: u16) -> Next {
        match (self.request.method, code) {
            (Method::Head, _) => self.asking(Method::Get, Duration::ZERO),
            (Method::Get, 404 | 410) => Next::Settled(Verdict::Dead(DeadReason::NoPage(code))),
            (Method::Get, _) => Next::Settled(Verdict::Unverified(Inconclusive::Status(code))),
        }
    }

    fn after_failure(self, failure: Failure, policy: &RetryPolicy) -> Next {
        let given_up = Next::Settled(Verdict::of(failure, &self.request.address));
        match failure {
            Failure::Garbled if self.request.method == Method::Head => {
                self.asking(Method::Get, Duration::ZERO)
            }
            Failure::TimedOut => match policy.waits.get(self.again) {
                Some(wait) => self.once_more(Method::Get, *wait),
                None => given_up,
            },
            Failure::UnknownHost
            | Failure::NotLookedUp
            | Failure::NotConnected
            | Failure::NotSafe
            | Failure::Garbled => given_up,
        }
    }

    /// Asks again, unless that was done often enough or the host wants to be left alone for long.
    fn later(self, code: u16, wish: Option<Duration>, policy: &RetryPolicy) -> Next {
        // Some hosts break down at a question for no page. Too many questions are too many of either kind.
        let method = if matches!(code, 429 | 503) { self.request.method } else { Method::Get };
        let wait = policy.waits.get(self.again).map(|wait| wish.unwrap_or_default().max(*wait));
        match wait.filter(|wait| *wait <= policy.longest) {
            Some(wait) => self.once_more(method, wait),
            None => Next::Settled(Verdict::Unverified(Inconclusive::Status(code))),
        }
    }

    fn once_more(self, method: Method, wait: Duration) -> Next {
        Self { again: self.again + 1, ..self }.asking(method, wait)
    }

    fn asking(self, method: Method, wait: Duration) -> Next {
        let request = Request { method, ..self.request };
        Next::Ask(Self { request, ..self }, wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is asked and known when a host answers one after the other of `answers`: `HEAD /a, GET /a after 1: Good`.
    fn told(answers: &[(u16, &str)]) -> String {
        let address = Address::of("https://example.org/a").expect("it is one");
        let mut step = Step::first(&address);
        let mut told = "HEAD /a".to_owned();
        for (code, rest) in answers {
            let answer = Answer::Status {
                code: *code,
                location: (!rest.is_empty() && rest.parse::<u64>().is_err())
                    .then(|| (*rest).to_owned()),
                retry_after: rest.parse().ok().map(Duration::from_secs),
            };
            match step.after(answer, &RetryPolicy::default()) {
                Next::Settled(verdict) => return format!("{told}: {verdict:?}"),
                Next::Ask(next, wait) => {
                    let Request { address, method } = &next.request;
                    let (method, path) = (format!("{method:?}").to_uppercase(), address.as_str());
                    let path = path.trim_start_matches("https://example.org");
                    let later =
                        if wait.is_zero() { String::new() } else { format!(" after {wait:?}") };
                    told = format!("{told}, {method} {path}{later}");
                    step = next;
                }
            }
        }
        told
    }

    #[test]
    fn a_page_is_there_when_the_host_says_so() {
        assert_eq!(told(&[(200, "")]), "HEAD /a: Good");
        assert_eq!(told(&[(304, "")]), "HEAD /a: Good");
        assert_eq!(told(&[(405, ""), (200, "")]), "HEAD /a, GET /a: Good");
    }

    #[test]
    fn a_page_is_missing_only_when_it_was_asked_for_itself() {
        assert_eq!(told(&[(404, ""), (404, "")]), "HEAD /a, GET /a: Dead(NoPage(404))");
        assert_eq!(told(&[(404, ""), (410, "")]), "HEAD /a, GET /a: Dead(NoPage(410))");
        assert_eq!(told(&[(404, ""), (200, "")]), "HEAD /a, GET /a: Good");
    }

    #[test]
    fn a_refusal_says_nothing_of_the_page() {
        for code in [400, 401, 403, 405, 451, 999] {
            let wanted = format!("HEAD /a, GET /a: Unverified(Status({code}))");
            assert_eq!(told(&[(code, ""), (code, "")]), wanted);
        }
    }

    #[test]
    fn a_host_that_cannot_answer_is_asked_twice_more() {
        assert_eq!(
            told(&[(500, ""), (502, ""), (500, "")]),
            "HEAD /a, GET /a after 1s, GET /a after 4s: Unverified(Status(500))"
        );
        assert_eq!(told(&[(429, "7"), (200, "")]), "HEAD /a, HEAD /a after 7s: Good");
        assert_eq!(told(&[(429, "31")]), "HEAD /a: Unverified(Status(429))");
        assert_eq!(
            told(&[(503, "0"), (404, ""), (404, "")]),
            "HEAD /a, HEAD /a after 1s, GET /a: Dead(NoPage(404))"
        );
    }

    #[test]
    fn an_address_that_leads_on_is_followed() {
        assert_eq!(told(&[(302, "/b"), (200, "")]), "HEAD /a, HEAD /b: Good");
        assert_eq!(told(&[(301, "/b"), (302, "/c"), (200, "")]), "HEAD /a, HEAD /b, HEAD /c: Good");
        let moved = told(&[(301, "/b"), (308, "/c#d"), (200, "")]);
        assert!(moved.starts_with("HEAD /a, HEAD /b, HEAD /c: Moved("), "{moved}");
        assert_eq!(
            told(&[(301, "/b"), (404, ""), (404, "")]),
            "HEAD /a, HEAD /b, GET /b: Dead(NoPage(404))"
        );
        let round = told(&[(302, "/a"); 6]);
        assert!(round.ends_with(": Unverified(NoEnd)"), "{round}");
    }

    #[test]
    fn a_host_cannot_send_us_into_the_house() {
        for location in [
            "http://127.0.0.1/",
            "http://10.0.0.1/",
            "http://169.254.169.254/",
            "file:///etc/passwd",
        ] {
            assert_eq!(told(&[(302, location)]), "HEAD /a: Unverified(Astray)");
        }
    }
}
