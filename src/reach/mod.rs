//! Addresses of other hosts → which of them lead nowhere.
//!
//! Hosts are asked politely: without the page where that is enough, never more than twice at once, with a pause, and not again
//! within a day. Who asks is a function that the caller brings, see [`Client`]; [`network`] has the one that really does.

mod address;
mod answer;
mod client;
mod judge;
mod known;
mod learn;
mod links;
#[cfg(feature = "external")]
pub mod network;
mod queue;
mod report;

pub use address::Address;
pub use answer::{Answer, Failure, Method, Request};
pub use client::{Ask, Client, RetryPolicy};
pub use judge::{DeadReason, Inconclusive, Verdict};
pub use known::Known;
pub use learn::{learn, unknown};
pub use links::Links;
pub use report::{RULES, faults};
