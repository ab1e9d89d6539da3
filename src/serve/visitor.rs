//! Who asks → whether they are answered.
//!
//! A page of another site can let its own name point at this machine and then read what is served here, as if it were its
//! own (DNS rebinding). Its requests still bear that name, so only names that are ours are answered.

use std::net::{IpAddr, SocketAddr};

use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};

use super::Host;

/// Whether a request was meant for us: it names this machine as its host, and comes from no page of another one.
///
/// `at` is the end of the connection on this side: the number under which the machine was reached.
pub(super) fn is_ours(headers: &HeaderMap, named: &Host, at: SocketAddr) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(host) = text(header::HOST) else { return false };
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let comes_from_us = headers.get(header::ORIGIN).is_none()
        || text(header::ORIGIN).and_then(|origin| origin.strip_prefix("http://")) == Some(host);
    comes_from_us && is_our_name(authority.host(), named, at)
}

fn is_our_name(name: &str, named: &Host, at: SocketAddr) -> bool {
    let name = name.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    if let Ok(ip) = name.parse::<IpAddr>() {
        return ip.is_loopback() || ip == at.ip().to_canonical();
    }
    let is_named = match named {
        Host::Here => false,
        Host::Named(named) => named.eq_ignore_ascii_case(&name),
    };
    is_named || name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_answered(host: &str, origin: Option<&str>, named: &Host, at: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().expect("it is a header"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().expect("it is a header"));
        }
        is_ours(&headers, named, at.parse().expect("it is an address"))
    }

    #[test]
    fn names_of_this_machine_are_answered_and_others_are_not() {
        let here = |host| is_answered(host, None, &Host::Here, "127.0.0.1:4000");
        for host in [
            "localhost",
            "LOCALHOST:4000",
            "a.localhost:1",
            "127.0.0.1:4000",
            "127.0.0.2",
            "[::1]:4000",
        ] {
            assert!(here(host), "{host}");
        }
        for host in [
            "example.org",
            "example.org:4000",
            "localhost.example.org",
            "192.168.1.5:4000",
            "0.0.0.0",
            "",
            "a b",
        ] {
            assert!(!here(host), "{host}");
        }
        assert!(!is_ours(&HeaderMap::new(), &Host::Here, ([127, 0, 0, 1], 4000).into()));
    }

    #[test]
    fn a_named_host_and_the_number_that_was_reached_are_answered() {
        let every = Host::Named("0.0.0.0".to_owned());
        let reached = |host| is_answered(host, None, &every, "192.168.1.5:4000");
        assert!(reached("192.168.1.5:4000") && reached("localhost:4000"));
        assert!(!reached("192.168.1.6:4000") && !reached("example.org:4000"));
        let named = Host::Named("Book.local".to_owned());
        assert!(is_answered("book.local:4000", None, &named, "192.168.1.5:4000"));
    }

    #[test]
    fn pages_of_another_origin_are_not_answered() {
        let from =
            |origin| is_answered("localhost:4000", Some(origin), &Host::Here, "127.0.0.1:4000");
        assert!(from("http://localhost:4000"));
        for origin in
            ["http://localhost:5000", "https://localhost:4000", "http://example.org", "null"]
        {
            assert!(!from(origin), "{origin}");
        }
    }
}
