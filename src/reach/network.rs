//! A question → a connection to the host → its answer.

use std::io::{Error, ErrorKind};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::HeaderMap;
use ureq::http::header::{DATE, LOCATION, RETRY_AFTER};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Proxy};

use super::{Answer, Failure, Method, Request};

/// What hosts are told of who asks.
pub const NAME: &str = concat!("partnerbook/", env!("CARGO_PKG_VERSION"), " (link check)");

/// How long a host may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// To accept a connection.
    pub connect: Duration,
    /// For everything, from the look for its address to the head of its answer.
    pub whole: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), whole: Duration::from_secs(20) }
    }
}

/// Asks hosts. Connections are kept open for the next question.
#[derive(Debug)]
pub struct Network {
    /// By way of the proxy that this machine is set up for.
    usual: Agent,
    /// For addresses of this machine, which no proxy knows.
    direct: Agent,
}

impl Network {
    /// A network without a connection yet.
    pub fn new(limits: Limits) -> Self {
        let agent = |proxy| Agent::new_with_config(config(limits, proxy));
        Self { usual: agent(Proxy::try_from_env()), direct: agent(None) }
    }

    /// Asks. Nothing of a page is read, and nothing is sent but the question and our name.
    pub fn ask(&self, request: &Request) -> Answer {
        let address = &request.address;
        let agent = if address.is_of_this_machine() { &self.direct } else { &self.usual };
        let asked = match request.method {
            Method::Head => agent.head(address.as_str()),
            Method::Get => agent.get(address.as_str()),
        };
        match asked.call() {
            Ok(answer) => Answer::Status {
                code: answer.status().as_u16(),
                location: text(answer.headers(), LOCATION.as_str()),
                retry_after: retry_after(answer.headers()),
            },
            Err(error) => Answer::Failed(failure(&error)),
        }
    }
}

fn config(limits: Limits, proxy: Option<Proxy>) -> Config {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(proxy)
        .timeout_connect(Some(limits.connect))
        .timeout_global(Some(limits.whole))
        .tls_config(tls)
        .user_agent(NAME)
        .build()
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    // Some hosts write letters of other scripts there as they are.
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Seconds, or a day and a time, which is held against the host's own clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wish = text(headers, RETRY_AFTER.as_str())?;
    if let Ok(seconds) = wish.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(wish.trim()).ok()?;
    let now = httpdate::parse_http_date(&text(headers, DATE.as_str())?).ok()?;
    until.duration_since(now).ok()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the package may have more errors tomorrow")]
fn failure(error: &ureq::Error) -> Failure {
    match error {
        ureq::Error::HostNotFound => Failure::UnknownHost,
        ureq::Error::Timeout(_) => Failure::TimedOut,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::TlsRequired => Failure::NotSafe,
        ureq::Error::ConnectionFailed | ureq::Error::ConnectProxyFailed(_) => Failure::NotConnected,
        ureq::Error::Io(error) => of_system(error),
        _ => Failure::Garbled,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the system has forty, and may have more")]
fn of_system(error: &Error) -> Failure {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Failure::TimedOut,
        // What goes wrong while a safe connection is agreed upon.
        ErrorKind::InvalidData => Failure::NotSafe,
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => Failure::Garbled,
        _ if is_of_names(error) => of_names(error),
        _ => Failure::NotConnected,
    }
}

/// Whether the name of a host was looked for in vain. The system has no kind of error for that, only words and numbers.
fn is_of_names(error: &Error) -> bool {
    error.to_string().starts_with("failed to lookup address")
        || matches!(error.raw_os_error(), Some(11001..=11004)) && cfg!(windows)
}

/// Whether it is certain that there is no such name.
fn of_names(error: &Error) -> Failure {
    // Of glibc twice, macOS and the BSDs, musl twice. The first number of Windows says the same.
    const NOT_THERE: [&str; 5] = [
        "not known",
        "No address associated",
        "nodename nor servname",
        "does not resolve",
        "no usable address",
    ];
    let words = error.to_string();
    let is_certain = NOT_THERE.iter().any(|each| words.contains(each))
        || matches!(error.raw_os_error(), Some(11001 | 11004));
    if is_certain { Failure::UnknownHost } else { Failure::NotLookedUp }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let parsed = |(name, value): &(&'static str, &'static str)| {
            (ureq::http::HeaderName::from_static(name), ureq::http::HeaderValue::from_static(value))
        };
        pairs.iter().map(parsed).collect()
    }

    #[test]
    fn a_host_says_how_long_to_wait_in_seconds_or_by_its_clock() {
        const DATE: &str = "Fri, 15 May 2015 15:34:21 GMT";
        const LATER: &str = "Fri, 15 May 2015 15:35:01 GMT";
        let wait = |pairs| retry_after(&headers(pairs)).map(|wait| wait.as_secs());
        assert_eq!(wait(&[("retry-after", "7")]), Some(7));
        assert_eq!(wait(&[("retry-after", LATER), ("date", DATE)]), Some(40));
        assert_eq!(wait(&[("retry-after", DATE), ("date", LATER)]), None);
        assert_eq!(wait(&[("retry-after", LATER)]), None);
        assert_eq!(wait(&[("retry-after", "soon")]), None);
    }

    #[test]
    fn a_name_that_does_not_exist_is_told_from_a_network_that_does_not() {
        let failure = |words: &str| {
            of_system(&Error::other(format!("failed to lookup address information: {words}")))
        };
        assert_eq!(failure("Name or service not known"), Failure::UnknownHost);
        assert_eq!(failure("nodename nor servname provided, or not known"), Failure::UnknownHost);
        assert_eq!(failure("Temporary failure in name resolution"), Failure::NotLookedUp);
        assert_eq!(of_system(&Error::from(ErrorKind::ConnectionRefused)), Failure::NotConnected);
        assert_eq!(of_system(&Error::from(ErrorKind::NetworkUnreachable)), Failure::NotConnected);
    }
}
