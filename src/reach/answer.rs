//! What a host is asked, and what comes back.

use std::time::Duration;

use super::Address;

/// How a host is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Whether the page is there, without the page.
    Head,
    /// For the page. What it holds is not read.
    Get,
}

/// One question to one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is asked for.
    pub address: Address,
    /// How.
    pub method: Method,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The host answered.
    Status {
        /// What it says: 200, 404.
        code: u16,
        /// Where the page is, when it is elsewhere; as the host wrote it.
        location: Option<String>,
        /// How long to wait before it is asked again, when it says so.
        retry_after: Option<Duration>,
    },
    /// It did not.
    Failed(Failure),
}

/// Why a host did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no host of this name.
    UnknownHost,
    /// It could not be found out where the host is.
    NotLookedUp,
    /// No connection came about.
    NotConnected,
    /// It took too long.
    TimedOut,
    /// No safe connection came about: its certificate is not to be trusted.
    NotSafe,
    /// What came back is no answer that a browser would understand.
    Garbled,
}

impl Failure {
    /// Whether it is about the host and not about the one page.
    pub(super) fn is_of_the_host(self) -> bool {
        match self {
            Failure::UnknownHost
            | Failure::NotLookedUp
            | Failure::NotConnected
            | Failure::TimedOut
            | Failure::NotSafe => true,
            Failure::Garbled => false,
        }
    }
}
