//! What is still to be asked → what may be asked now, so that no host is pressed.

use std::collections::BTreeMap;
use std::time::Duration;

use super::Patience;
use super::answer::Failure;
use super::judge::Step;

/// What is still to be asked. Times are from the beginning of the asking.
#[derive(Debug)]
pub(super) struct Queue {
    waiting: Vec<Job>,
    running: usize,
    hosts: BTreeMap<String, Host>,
}

/// A step for one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Job {
    /// The number of the address.
    pub(super) number: usize,
    /// What is to be asked.
    pub(super) step: Step,
    /// When, at the earliest.
    pub(super) from: Duration,
}

/// What is known of a host.
#[derive(Debug, Default)]
struct Host {
    running: usize,
    /// When it may be asked again.
    from: Duration,
    /// Whether it has answered.
    answers: bool,
    /// Why it does not, when it never has.
    silent: Option<Failure>,
}

/// What to do now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// To ask this, and to tell the queue of it after that.
    Ask(Job),
    /// To take it as failed: its host does not answer.
    Skip(Job, Failure),
    /// To wait, at most so long when it is known.
    Wait(Option<Duration>),
    /// To go home.
    Over,
}

impl Queue {
    /// The first steps of all addresses, in their order.
    pub(super) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let job = |(number, step)| Job { number, step, from: Duration::ZERO };
        let waiting = steps.into_iter().enumerate().map(job).collect();
        Self { waiting, running: 0, hosts: BTreeMap::new() }
    }

    /// What to do at `now`.
    pub(super) fn turn(&mut self, now: Duration, patience: &Patience) -> Turn {
        let mut soonest: Option<Duration> = None;
        for at in 0..self.waiting.len() {
            let job = &self.waiting[at];
            let host = self.hosts.entry(job.step.request.address.origin()).or_default();
            if let Some(failure) = host.silent {
                return Turn::Skip(self.waiting.remove(at), failure);
            }
            let from = job.from.max(host.from);
            if host.running >= patience.per_host {
                continue;
            }
            if from <= now {
                host.running += 1;
                host.from = now + patience.pause;
                self.running += 1;
                return Turn::Ask(self.waiting.remove(at));
            }
            soonest = Some(soonest.map_or(from, |soonest| soonest.min(from)));
        }
        if self.waiting.is_empty() && self.running == 0 {
            return Turn::Over;
        }
        Turn::Wait(soonest.map(|soonest| soonest.saturating_sub(now)))
    }

    /// Takes note that `origin` was asked, and of why it gave no answer.
    pub(super) fn asked(&mut self, origin: &str, failure: Option<Failure>) {
        let host = self.hosts.entry(origin.to_owned()).or_default();
        host.running -= 1;
        host.answers |= failure.is_none();
        self.running -= 1;
    }

    /// Takes note that an address of `origin` was given up for `failure`.
    pub(super) fn gave_up(&mut self, origin: &str, failure: Failure) {
        let host = self.hosts.entry(origin.to_owned()).or_default();
        if !host.answers && failure.is_of_the_host() {
            host.silent = Some(failure);
        }
    }

    /// Takes a step in, to be asked `wait` after `now`. Whoever has to wait, the whole host is left alone.
    pub(super) fn add(&mut self, number: usize, step: Step, (now, wait): (Duration, Duration)) {
        let from = now + wait;
        if wait > Duration::ZERO {
            let host = self.hosts.entry(step.request.address.origin()).or_default();
            host.from = host.from.max(from);
        }
        self.waiting.insert(0, Job { number, step, from });
    }
}

#[cfg(test)]
mod tests {
    use super::super::Address;
    use super::*;

    const PATIENCE: Patience = Patience {
        at_once: 8,
        per_host: 2,
        pause: Duration::from_millis(100),
        waits: [Duration::from_secs(1), Duration::from_secs(2)],
        longest: Duration::from_secs(5),
        hops: 5,
    };

    fn step(href: &str) -> Step {
        Step::first(&Address::of(href).expect(href))
    }

    fn queue(hrefs: &[&str]) -> Queue {
        Queue::new(hrefs.iter().map(|href| step(href)))
    }

    /// What is asked at the times `at`, and `-` where nothing may be.
    fn asked(queue: &mut Queue, at: &[u64]) -> Vec<String> {
        let turn = |millis: &u64| match queue.turn(Duration::from_millis(*millis), &PATIENCE) {
            Turn::Ask(job) => job.step.request.address.as_str().replace("https://", ""),
            Turn::Skip(job, failure) => format!("{failure:?} {}", job.number),
            Turn::Wait(wait) => format!("- {}", wait.map_or(0, |wait| wait.as_millis())),
            Turn::Over => "over".to_owned(),
        };
        at.iter().map(turn).collect()
    }

    #[test]
    fn a_host_is_asked_twice_at_once_at_most_and_with_a_pause() {
        let mut queue = queue(&["https://a/1", "https://a/2", "https://a/3", "https://b/4"]);
        assert_eq!(asked(&mut queue, &[0, 0, 0, 100, 200]), ["a/1", "b/4", "- 100", "a/2", "- 0"]);
        queue.asked("https://a", None);
        assert_eq!(asked(&mut queue, &[200]), ["a/3"]);
    }

    #[test]
    fn a_host_that_wants_to_be_left_alone_is() {
        let mut queue = queue(&["https://a/1", "https://a/2"]);
        assert_eq!(asked(&mut queue, &[0]), ["a/1"]);
        queue.asked("https://a", None);
        let later = (Duration::from_millis(50), Duration::from_secs(1));
        queue.add(0, step("https://a/1"), later);
        assert_eq!(asked(&mut queue, &[100, 1050, 1050, 1150]), ["- 950", "a/1", "- 100", "a/2"]);
        assert_eq!(asked(&mut queue, &[1150]), ["- 0"]);
    }

    #[test]
    fn a_host_that_never_answers_is_asked_no_more() {
        let mut queue = queue(&["https://a/1", "https://a/2", "https://b/1", "https://b/2"]);
        assert_eq!(asked(&mut queue, &[0, 0]), ["a/1", "b/1"]);
        queue.asked("https://a", Some(Failure::NotConnected));
        queue.gave_up("https://a", Failure::NotConnected);
        queue.asked("https://b", Some(Failure::Garbled));
        queue.gave_up("https://b", Failure::Garbled);
        assert_eq!(asked(&mut queue, &[100, 100]), ["NotConnected 1", "b/2"]);
        queue.asked("https://b", None);
        assert_eq!(asked(&mut queue, &[100]), ["over"]);
    }
}
