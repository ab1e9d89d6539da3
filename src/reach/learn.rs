//! Links → what is known of their addresses, by asking hosts from several threads.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::answer::{Answer, Failure};
use super::judge::{Next, Step};
use super::queue::{Job, Queue, TOO_MANY, Turn};
use super::{Address, Client, DeadReason, Inconclusive, Known, Links, RetryPolicy, Verdict};

/// The addresses in `links` of which nothing is known yet, each once.
pub fn unknown(links: &Links, known: &Known) -> Vec<Address> {
    let addresses: BTreeSet<Address> = links.keys().filter_map(|href| Address::of(href)).collect();
    addresses.into_iter().filter(|address| known.verdict(address).is_none()).collect()
}

/// Asks for what `links` lead to and is not `known` yet, and takes note of it at `now`. Returns what was asked for.
///
/// Without a network no name can be found, so nothing is called dead for its name unless some host outside answered. When
/// none did, one of which good is known is asked as a witness: what was good an hour ago tells whether there is a network.
pub fn learn(
    links: &Links,
    known: &mut Known,
    now: u64,
    policy: &RetryPolicy,
    client: Client<'_>,
) -> Vec<Address> {
    let mut asked = unknown(links, known);
    let (verdicts, mut answered) = reach(&asked, policy, client);
    let witness = if answered { None } else { witness(links, known, &asked) };
    let seen = witness.map(|witness| {
        let quiet = Client { settled: &|| (), ..client };
        let (verdicts, came) = reach(std::slice::from_ref(&witness), policy, quiet);
        answered = came;
        (witness, verdicts)
    });
    for (address, verdict) in asked.iter().zip(verdicts) {
        known.note(address.clone(), certain(verdict, answered), now);
    }
    if let Some((witness, verdicts)) = seen {
        // One that is silent today was still good an hour ago.
        if answered {
            for verdict in verdicts {
                known.note(witness.clone(), verdict, now);
            }
        }
        asked.push(witness);
    }
    asked
}

/// An address of which good is known, on none of the hosts that were `asked`. Nobody is one for hosts in the house.
fn witness(links: &Links, known: &Known, asked: &[Address]) -> Option<Address> {
    if asked.iter().all(Address::is_in_house) {
        return None;
    }
    let houses: BTreeSet<String> = asked.iter().map(Address::house).collect();
    let mut addresses = links.keys().filter_map(|href| Address::of(href));
    addresses.find(|address| {
        let is_good = known.verdict(address).is_some_and(Verdict::is_good);
        is_good && !address.is_in_house() && !houses.contains(&address.house())
    })
}

/// What is known when some host outside has `answered`, or none has.
fn certain(verdict: Verdict, answered: bool) -> Verdict {
    match verdict {
        Verdict::Dead(DeadReason::NoHost(_)) if !answered => {
            Verdict::Unverified(Inconclusive::Failed(Failure::NotLookedUp))
        }
        Verdict::Dead(_) | Verdict::Good | Verdict::Moved(_) | Verdict::Unverified(_) => verdict,
    }
}

/// Asks for each of `addresses`. Returns what came of each, in their order, and whether any host outside has answered.
fn reach(addresses: &[Address], policy: &RetryPolicy, client: Client<'_>) -> (Vec<Verdict>, bool) {
    let asking = Asking {
        policy,
        client,
        begun: Instant::now(),
        state: Mutex::new(State {
            queue: Queue::new(addresses.iter().map(Step::first)),
            verdicts: vec![None; addresses.len()],
            answered: false,
        }),
        changed: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 0..policy.at_once.min(addresses.len()) {
            scope.spawn(|| asking.work());
        }
    });
    let state = asking.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    let settled = state.verdicts.into_iter();
    let verdicts =
        settled.map(|verdict| verdict.expect("each was settled before all went home")).collect();
    (verdicts, state.answered)
}

/// What those who ask share.
struct Asking<'a> {
    policy: &'a RetryPolicy,
    client: Client<'a>,
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
    /// Whether any host outside has answered. One in the house answers without a network too.
    answered: bool,
}

impl Asking<'_> {
    /// Asks until nothing is left.
    fn work(&self) {
        let _presence = Presence(self);
        let mut state = self.state();
        loop {
            match state.queue.turn(self.begun.elapsed(), self.policy) {
                Turn::Ask(job) => {
                    drop(state);
                    let answer = (self.client.ask)(&job.step.request);
                    state = self.state();
                    self.note(&mut state, job, answer);
                }
                Turn::Skip(job, reason) => {
                    let verdict = Verdict::left(reason, &job.step.request.address);
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
        state.answered |= failure.is_none() && !address.is_in_house();
        state.queue.asked(&address, failure);
        let now = self.begun.elapsed();
        let is_enough = is_of_too_many(&answer) && state.queue.is_pressed_again(&address, now);
        match step.after(answer, self.policy) {
            Next::Ask(..) if is_enough => {
                let reason = Inconclusive::Status(TOO_MANY);
                state.queue.gave_up(&address, reason);
                self.settle(state, number, Verdict::Unverified(reason));
            }
            Next::Ask(step, wait) => {
                state.queue.add(number, step, (now, wait));
                self.changed.notify_all();
            }
            Next::Settled(verdict) => {
                if let Some(reason) = failure.map(Inconclusive::Failed).or(verdict.reason()) {
                    state.queue.gave_up(&address, reason);
                }
                self.settle(state, number, verdict);
            }
        }
    }

    fn settle(&self, state: &mut State, number: usize, verdict: Verdict) {
        state.verdicts[number] = Some(verdict);
        (self.client.settled)();
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

/// Whether the host says that it is asked too often.
fn is_of_too_many(answer: &Answer) -> bool {
    match answer {
        Answer::Status { code, .. } => *code == TOO_MANY,
        Answer::Failed(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Ask, Request};
    use super::*;

    fn links(hrefs: &[&str]) -> Links {
        hrefs.iter().map(|href| ((*href).to_owned(), Vec::new())).collect()
    }

    /// What is known of each of `hrefs` after they were asked for at `now`, and what was asked for.
    fn learnt(
        hrefs: &[&str],
        known: &mut Known,
        now: u64,
        ask: &Ask<'_>,
    ) -> (Vec<Verdict>, Vec<String>) {
        let asked = Mutex::new(Vec::new());
        let noted = |request: &Request| {
            asked.lock().expect("nobody failed").push(request.address.as_str().to_owned());
            ask(request)
        };
        let client = Client { ask: &noted, settled: &|| () };
        learn(&links(hrefs), known, now, &RetryPolicy::default(), client);
        let verdict = |href: &&str| known.verdict(&Address::of(href)?).cloned();
        let verdicts = hrefs.iter().filter_map(verdict).collect();
        let mut asked = asked.into_inner().expect("nobody failed");
        asked.sort();
        (verdicts, asked)
    }

    fn status(code: u16, location: Option<&str>) -> Answer {
        Answer::Status { code, location: location.map(str::to_owned), retry_after: None }
    }

    fn dead(host: &str) -> Verdict {
        Verdict::Dead(DeadReason::NoHost(host.to_owned()))
    }

    const NOT_LOOKED_UP: Verdict = Verdict::Unverified(Inconclusive::Failed(Failure::NotLookedUp));

    #[test]
    fn the_host_that_does_not_exist_is_the_one_that_is_named() {
        let ask = |request: &Request| match request.address.host() {
            "a.example" => status(301, Some("https://gone.example/")),
            _ => Answer::Failed(Failure::UnknownHost),
        };
        let of = |hrefs: &[&str]| learnt(hrefs, &mut Known::default(), 1, &ask).0;
        assert_eq!(
            of(&["https://a.example/", "https://b.example/"]),
            [dead("gone.example"), dead("b.example")]
        );
        assert_eq!(of(&["https://b.example/"]), [NOT_LOOKED_UP]);
    }

    #[test]
    fn what_was_good_an_hour_ago_tells_whether_there_is_a_network() {
        const HREFS: [&str; 3] =
            ["https://good.example/", "https://gone.example/", "https://so.example/"];
        let online = |request: &Request| match request.address.host() {
            "gone.example" => Answer::Failed(Failure::UnknownHost),
            _ => status(200, None),
        };
        let offline = |_: &Request| Answer::Failed(Failure::UnknownHost);
        let mut known = Known::default();
        let (first, asked) = learnt(&HREFS, &mut known, 1, &online);
        assert_eq!((&first[1], asked.len()), (&dead("gone.example"), 3));
        let text = known.text();
        let (second, asked) = learnt(&HREFS, &mut Known::of(&text, 2), 2, &online);
        assert_eq!(second, first);
        assert_eq!(asked, [HREFS[1], HREFS[0]]);
        let mut known = Known::of(&text, 3);
        let (third, _) = learnt(&HREFS, &mut known, 3, &offline);
        assert_eq!(third, [Verdict::Good, NOT_LOOKED_UP, Verdict::Good]);
        assert_eq!(known.text(), text);
        assert_eq!(learnt(&HREFS[..1], &mut known, 3, &online).1, Vec::<String>::new());
    }

    #[test]
    fn an_answer_from_ones_own_house_is_no_sign_of_a_network() {
        let ask = |request: &Request| match request.address.host() {
            "gone.example" => Answer::Failed(Failure::UnknownHost),
            _ => status(200, None),
        };
        for at_home in ["http://127.0.0.1:8000/", "http://192.168.0.1/", "http://wiki/"] {
            let hrefs = [at_home, "https://gone.example/"];
            let (verdicts, _) = learnt(&hrefs, &mut Known::default(), 1, &ask);
            assert_eq!(verdicts, [Verdict::Good, NOT_LOOKED_UP], "{at_home}");
        }
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_fault_of_our_own_lets_nobody_wait_for_an_answer() {
        let hrefs = ["https://a.example", "https://b.example", "https://c.example/1"];
        let ask = |request: &Request| {
            assert_ne!(request.address.host(), "b.example");
            status(429, None)
        };
        let client = Client { ask: &ask, settled: &|| () };
        learn(&links(&hrefs), &mut Known::default(), 1, &RetryPolicy::default(), client);
    }
}
