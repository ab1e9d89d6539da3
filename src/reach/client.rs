//! Who asks other hosts, and how often.

use std::time::Duration;

use super::answer::{Answer, Request};

/// What asks a host. Is called from several threads at once.
pub type Ask<'a> = dyn Fn(&Request) -> Answer + Sync + 'a;

/// Who is asked, and who hears how far it is.
#[derive(Clone, Copy)]
pub struct Client<'w> {
    /// Asks a host.
    pub ask: &'w Ask<'w>,
    /// Is called whenever one more address is settled.
    pub settled: &'w (dyn Fn() + Sync),
}

/// How hosts are treated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
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

impl Default for RetryPolicy {
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
