//! Addresses of other hosts → which of them lead nowhere.
//!
//! Hosts are asked politely: without the page where that is enough, never more than twice at once, with a pause, and not again
//! within a day. Who asks is a function that the caller brings, see [`World`]; [`network`] has the one that really does.

mod address;
mod answer;
mod judge;
mod known;
#[cfg(feature = "external")]
pub mod network;
mod queue;
mod told;

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

pub use address::Address;
pub use answer::{Answer, Failure, Method, Request};
pub use judge::{Death, Doubt, Verdict};
pub use known::Known;
pub use told::{Links, RULES, faults};

use judge::{Next, Step};
use queue::{Job, Queue, Turn};

/// How hosts are treated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How many questions are under way at once.
    pub at_once: usize,
    /// How many of them to one host.
    pub per_host: usize,
    /// How long one host is left alone between two questions.
    pub pause: Duration,
    /// How long to wait before a host is asked again that did not answer or could not, the first time and the second.
    pub waits: [Duration; 2],
    /// How long a host may want to be left alone. One that wants more is not asked again.
    pub longest: Duration,
    /// How often an address may lead on.
    pub hops: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            at_once: 8,
            per_host: 2,
            pause: Duration::from_millis(250),
            waits: [Duration::from_secs(1), Duration::from_secs(4)],
            longest: Duration::from_secs(30),
            hops: 5,
        }
    }
}

/// What asks a host. Is called from several threads at once.
pub type Ask<'a> = dyn Fn(&Request) -> Answer + Sync + 'a;

/// Who is asked, and who hears how far it is.
#[derive(Clone, Copy)]
pub struct World<'w> {
    /// Asks a host.
    pub ask: &'w Ask<'w>,
    /// Is called whenever one more address is settled.
    pub settled: &'w (dyn Fn() + Sync),
}

/// The addresses in `links` of which nothing is known yet, each once.
pub fn unknown(links: &Links, known: &Known) -> Vec<Address> {
    let addresses: BTreeSet<Address> = links.keys().filter_map(|href| Address::of(href)).collect();
    addresses.into_iter().filter(|address| known.verdict(address).is_none()).collect()
}

/// Asks for each of `addresses`, and returns what is known of each, in their order.
///
/// When no host at all has answered, it is not known of any whether it exists.
pub fn reach(addresses: &[Address], patience: &Patience, world: World<'_>) -> Vec<Verdict> {
    let asking = Asking {
        patience,
        world,
        begun: Instant::now(),
        state: Mutex::new(State {
            queue: Queue::new(addresses.iter().map(Step::first)),
            verdicts: vec![None; addresses.len()],
            answered: false,
        }),
        changed: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 0..patience.at_once.min(addresses.len()) {
            scope.spawn(|| asking.work());
        }
    });
    let state = asking.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    let certain = |verdict: Verdict| match verdict {
        Verdict::Dead(Death::NoHost(_)) if !state.answered => {
            Verdict::Unverified(Doubt::Failed(Failure::NotLookedUp))
        }
        Verdict::Dead(_) | Verdict::Good | Verdict::Moved(_) | Verdict::Unverified(_) => verdict,
    };
    let settled = state.verdicts.into_iter();
    settled
        .map(|verdict| certain(verdict.expect("each was settled before all went home")))
        .collect()
}

/// What those who ask share.
struct Asking<'a> {
    patience: &'a Patience,
    world: World<'a>,
    begun: Instant,
    state: Mutex<State>,
    changed: Condvar,
}

/// Of one who asks. When a fault of our own ends the asking, the others must not wait for the answer.
struct Presence<'a>(&'a Asking<'a>);

impl Drop for Presence<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.state().queue.close();
            self.0.changed.notify_all();
        }
    }
}

struct State {
    queue: Queue,
    verdicts: Vec<Option<Verdict>>,
    /// Whether any host has answered.
    answered: bool,
}

impl Asking<'_> {
    /// Asks until nothing is left.
    fn work(&self) {
        let _presence = Presence(self);
        let mut state = self.state();
        loop {
            match state.queue.turn(self.begun.elapsed(), self.patience) {
                Turn::Ask(job) => {
                    drop(state);
                    let answer = (self.world.ask)(&job.step.request);
                    state = self.state();
                    self.note(&mut state, job, answer);
                }
                Turn::Skip(job, failure) => {
                    let verdict = Verdict::of(failure, &job.step.request.address);
                    self.settle(&mut state, job.number, verdict);
                }
                Turn::Wait(wait) => state = self.wait(state, wait),
                Turn::Over => return,
            }
        }
    }

    /// Takes note of what a host answered.
    fn note(&self, state: &mut State, Job { number, step }: Job, answer: Answer) {
        let address = step.request.address.clone();
        let failure = match &answer {
            Answer::Status { .. } => None,
            Answer::Failed(failure) => Some(*failure),
        };
        state.answered |= failure.is_none();
        state.queue.asked(&address, failure);
        match step.after(answer, self.patience) {
            Next::Ask(step, wait) => {
                state.queue.add(number, step, (self.begun.elapsed(), wait));
                self.changed.notify_all();
            }
            Next::Settled(verdict) => {
                if let Some(failure) = failure {
                    state.queue.gave_up(&address, failure);
                }
                self.settle(state, number, verdict);
            }
        }
    }

    fn settle(&self, state: &mut State, number: usize, verdict: Verdict) {
        state.verdicts[number] = Some(verdict);
        (self.world.settled)();
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until something changes, or for as long as `wait` says.
    fn wait<'s>(
        &self,
        state: MutexGuard<'s, State>,
        wait: Option<Duration>,
    ) -> MutexGuard<'s, State> {
        match wait {
            None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            Some(wait) => {
                let waited = self.changed.wait_timeout(state, wait);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_that_does_not_exist_is_the_one_that_is_named() {
        let addresses: Vec<Address> = ["https://a.example/", "https://b.example/"]
            .iter()
            .filter_map(|href| Address::of(href))
            .collect();
        let ask = |request: &Request| match request.address.host() {
            "a.example" => {
                let location = Some("https://gone.example/".to_owned());
                Answer::Status { code: 301, location, retry_after: None }
            }
            _ => Answer::Failed(Failure::UnknownHost),
        };
        let world = World { ask: &ask, settled: &|| () };
        let dead = |host: &str| Verdict::Dead(Death::NoHost(host.to_owned()));
        assert_eq!(
            reach(&addresses, &Patience::default(), world),
            [dead("gone.example"), dead("b.example")]
        );
        let unknown = Verdict::Unverified(Doubt::Failed(Failure::NotLookedUp));
        assert_eq!(reach(&addresses[1..], &Patience::default(), world), [unknown]);
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_fault_of_our_own_lets_nobody_wait_for_an_answer() {
        let hrefs = ["https://a.example", "https://b.example", "https://c.example/1"];
        let addresses: Vec<Address> = hrefs.iter().filter_map(|href| Address::of(href)).collect();
        let ask = |request: &Request| {
            assert_ne!(request.address.host(), "b.example");
            Answer::Status { code: 429, location: None, retry_after: None }
        };
        reach(&addresses, &Patience::default(), World { ask: &ask, settled: &|| () });
    }
}
