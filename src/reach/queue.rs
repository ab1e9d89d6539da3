//! What is still to be asked → what may be asked now, so that no host is pressed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use super::judge::{Inconclusive, Step};
use super::{Address, Failure, RetryPolicy};

/// What a host answers that was asked too often.
pub(super) const TOO_MANY: u16 = 429;

/// What is still to be asked. Times are from the beginning of the asking.
#[derive(Debug, Default)]
pub(super) struct Queue {
    hosts: BTreeMap<String, Host>,
    running: usize,
    /// The origins that have answered.
    answer: BTreeSet<String>,
    /// The origins that are not asked again, and why.
    silent: BTreeMap<String, Inconclusive>,
}

/// A step for one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Job {
    /// The number of the address.
    pub(super) number: usize,
    /// What is to be asked.
    pub(super) step: Step,
}

/// What is known of a host.
#[derive(Debug, Default)]
struct Host {
    waiting: VecDeque<Job>,
    running: usize,
    /// When it may be asked again.
    from: Duration,
    /// Until when it is left alone because it could not answer.
    alone: Duration,
    /// How often it wanted to be asked more slowly.
    pressed: usize,
}

/// What to do now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// To ask this, and to tell the queue of it after that.
    Ask(Job),
    /// To leave it: its host does not answer, or wants no more questions.
    Skip(Job, Inconclusive),
    /// To wait, at most so long when it is known.
    Wait(Option<Duration>),
    /// To go home.
    Over,
}

impl Queue {
    /// The first steps of all addresses, in their order.
    pub(super) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let mut queue = Self::default();
        for (number, step) in steps.into_iter().enumerate() {
            let host = queue.host(&step.request.address);
            host.waiting.push_back(Job { number, step });
        }
        queue
    }

    /// What to do at `now`.
    pub(super) fn turn(&mut self, now: Duration, policy: &RetryPolicy) -> Turn {
        let mut soonest: Option<Duration> = None;
        for host in self.hosts.values_mut() {
            let Some(job) = host.waiting.pop_front() else { continue };
            if let Some(reason) = self.silent.get(&job.step.request.address.origin()) {
                return Turn::Skip(job, *reason);
            }
            if host.running < policy.per_host {
                if host.from <= now {
                    host.running += 1;
                    host.from = now + policy.pause;
                    self.running += 1;
                    return Turn::Ask(job);
                }
                soonest = Some(soonest.map_or(host.from, |soonest| soonest.min(host.from)));
            }
            host.waiting.push_front(job);
        }
        let is_empty = self.hosts.values().all(|host| host.waiting.is_empty());
        if is_empty && self.running == 0 {
            return Turn::Over;
        }
        Turn::Wait(soonest.map(|soonest| soonest.saturating_sub(now)))
    }

    /// Takes note that `address` was asked for, and of why there was no answer.
    pub(super) fn asked(&mut self, address: &Address, failure: Option<Failure>) {
        self.host(address).running -= 1;
        self.running = self.running.saturating_sub(1);
        if failure.is_none() {
            self.answer.insert(address.origin());
        }
    }

    /// Takes note that the host of `address` wants to be asked more slowly. Whether it said so before, and was left alone
    /// for that in the meantime: waits that add up are worth no link.
    pub(super) fn is_pressed_again(&mut self, address: &Address, now: Duration) -> bool {
        let host = self.host(address);
        // What was under way when it said so is no second time.
        if host.pressed == 0 || host.alone <= now {
            host.pressed += 1;
        }
        host.pressed > 1
    }

    /// Takes note that `address` was given up for `reason`.
    pub(super) fn gave_up(&mut self, address: &Address, reason: Inconclusive) {
        let origin = address.origin();
        let is_silent = match reason {
            Inconclusive::Failed(Failure::TimedOut) => true,
            Inconclusive::Failed(failure) => {
                failure.is_of_the_host() && !self.answer.contains(&origin)
            }
            Inconclusive::Status(code) => code == TOO_MANY,
            Inconclusive::NoEnd | Inconclusive::Astray => false,
        };
        if is_silent {
            self.silent.insert(origin, reason);
        }
    }

    /// Drops all that waits, and waits for nobody.
    pub(super) fn close(&mut self) {
        self.hosts.values_mut().for_each(|host| host.waiting.clear());
        self.running = 0;
    }

    /// Takes a step in, to be asked `wait` after `now`. Until then the whole host is left alone.
    pub(super) fn add(&mut self, number: usize, step: Step, (now, wait): (Duration, Duration)) {
        let host = self.host(&step.request.address);
        if wait > Duration::ZERO {
            host.alone = host.alone.max(now + wait);
            host.from = host.from.max(host.alone);
        }
        host.waiting.push_front(Job { number, step });
    }

    fn host(&mut self, address: &Address) -> &mut Host {
        self.hosts.entry(address.house()).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: RetryPolicy = RetryPolicy {
        at_once: 8,
        per_host: 2,
        pause: Duration::from_millis(100),
        waits: [Duration::from_secs(1), Duration::from_secs(2)],
        longest: Duration::from_secs(5),
        hops: 5,
    };

    fn address(href: &str) -> Address {
        Address::of(href).expect(href)
    }

    fn step(href: &str) -> Step {
        Step::first(&address(href))
    }

    fn queue(hrefs: &[&str]) -> Queue {
        Queue::new(hrefs.iter().map(|href| step(href)))
    }

    /// What is asked at the times `at`, and `-` where nothing may be.
    fn asked(queue: &mut Queue, at: &[u64]) -> Vec<String> {
        let turn = |millis: &u64| match queue.turn(Duration::from_millis(*millis), &PATIENCE) {
            Turn::Ask(job) => job.step.request.address.as_str().replace("https://", ""),
            Turn::Skip(job, reason) => format!("{reason:?} {}", job.number),
            Turn::Wait(wait) => format!("- {}", wait.map_or(0, |wait| wait.as_millis())),
            Turn::Over => "over".to_owned(),
        };
        at.iter().map(turn).collect()
    }

    #[test]
    fn a_host_is_asked_twice_at_once_at_most_and_with_a_pause() {
        let mut queue = queue(&["https://a/1", "https://a/2", "https://a/3", "https://b/4"]);
        assert_eq!(asked(&mut queue, &[0, 0, 0, 100, 200]), ["a/1", "b/4", "- 100", "a/2", "- 0"]);
        queue.asked(&address("https://a"), None);
        assert_eq!(asked(&mut queue, &[200]), ["a/3"]);
    }

    #[test]
    fn a_host_that_wants_to_be_left_alone_is() {
        let mut queue = queue(&["https://a/1", "https://a/2"]);
        assert_eq!(asked(&mut queue, &[0]), ["a/1"]);
        queue.asked(&address("https://a"), None);
        let later = (Duration::from_millis(50), Duration::from_secs(1));
        queue.add(0, step("https://a/1"), later);
        assert_eq!(asked(&mut queue, &[100, 1050, 1050, 1150]), ["- 950", "a/1", "- 100", "a/2"]);
        assert_eq!(asked(&mut queue, &[1150]), ["- 0"]);
    }

    #[test]
    fn a_host_is_the_same_by_a_safe_connection_and_another_at_another_port() {
        let mut queue = queue(&["https://a/1", "http://a/2", "https://a:8443/3"]);
        assert_eq!(asked(&mut queue, &[0, 0, 0]), ["a/1", "a:8443/3", "- 100"]);
        queue.asked(&address("https://a"), Some(Failure::NotSafe));
        queue.gave_up(&address("https://a"), Inconclusive::Failed(Failure::NotSafe));
        assert_eq!(asked(&mut queue, &[100]), ["http://a/2"]);
    }

    #[test]
    fn a_host_that_never_answers_is_asked_no_more() {
        let mut queue = queue(&["https://a/1", "https://a/2", "https://b/1", "https://b/2"]);
        assert_eq!(asked(&mut queue, &[0, 0]), ["a/1", "b/1"]);
        queue.asked(&address("https://a"), Some(Failure::NotConnected));
        queue.gave_up(&address("https://a"), Inconclusive::Failed(Failure::NotConnected));
        queue.asked(&address("https://b"), Some(Failure::Garbled));
        queue.gave_up(&address("https://b"), Inconclusive::Failed(Failure::Garbled));
        assert_eq!(asked(&mut queue, &[100, 100]), ["Failed(NotConnected) 1", "b/2"]);
        queue.asked(&address("https://b"), None);
        assert_eq!(asked(&mut queue, &[100]), ["over"]);
    }

    #[test]
    fn a_host_that_tires_is_left_even_if_it_answered() {
        for reason in [Inconclusive::Status(429), Inconclusive::Failed(Failure::TimedOut)] {
            let mut queue = queue(&["https://a/1", "https://a/2", "https://a/3"]);
            assert_eq!(asked(&mut queue, &[0, 100]), ["a/1", "a/2"]);
            queue.asked(&address("https://a"), None);
            queue.asked(&address("https://a"), None);
            queue.gave_up(&address("https://a"), reason);
            assert_eq!(
                asked(&mut queue, &[200, 200]),
                [format!("{reason:?} 2"), "over".to_owned()]
            );
        }
    }

    #[test]
    fn only_what_follows_a_wait_is_a_second_wish() {
        let (mut queue, at) = (queue(&["https://a/1"]), Duration::from_millis);
        assert!(!queue.is_pressed_again(&address("https://a"), at(10)));
        queue.add(0, step("https://a/1"), (at(10), at(1000)));
        assert!(!queue.is_pressed_again(&address("https://a"), at(20)));
        assert!(queue.is_pressed_again(&address("https://a"), at(1020)));
    }
}
