//! An address as it was written → one that a host can be asked for.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// An address that a host can be asked for: `https://example.org/a`, without what follows `#`, and without a name or a
/// password in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(Url);

impl Address {
    /// Reads `href` as browsers do. `None` when it is no address of the web, or one that is never asked: with a password in
    /// it, or of the kind at which machines tell about themselves (`169.254.169.254`).
    pub fn of(href: &str) -> Option<Self> {
        Self::fit(Url::parse(&whole(href)).ok()?)
    }

    /// Whether `href` is written as an address of another host, and no browser can open it.
    pub fn is_broken(href: &str) -> bool {
        Url::parse(&whole(href)).is_err()
    }

    fn fit(mut url: Url) -> Option<Self> {
        url.set_fragment(None);
        let is_web = matches!(url.scheme(), "http" | "https");
        let is_bare = url.username().is_empty() && url.password().is_none();
        let address = Self(url);
        let asks = is_web && is_bare && !address.number().is_some_and(is_link_local);
        (asks && address.0.host().is_some()).then_some(address)
    }

    /// As a host is asked for it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The name of the host, without a port.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whose policy is shared: the host, with its port where that is not the usual one.
    pub(super) fn house(&self) -> String {
        let port = self.0.port().map_or_else(String::new, |port| format!(":{port}"));
        format!("{}{port}", self.host())
    }

    /// What answers: the host, how it is spoken to, and its port.
    pub(super) fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// Where an answer from here leads on to, when it says `location`.
    pub(super) fn join(&self, location: &str) -> Option<Self> {
        Self::fit(self.0.join(location).ok()?)
    }

    /// Whether it is an address of this very machine.
    pub fn is_of_this_machine(&self) -> bool {
        let name = self.name();
        let is_named = name.is_some_and(|name| name == "localhost" || name.ends_with(".localhost"));
        is_named || self.number().is_some_and(|number| number.is_loopback())
    }

    /// Whether it says of itself that only those in the same house reach it: by its number, or by a name without a dot.
    pub(super) fn is_in_house(&self) -> bool {
        let is_short = self.name().is_some_and(|name| !name.contains('.'));
        self.is_of_this_machine() || is_short || self.number().is_some_and(is_private)
    }

    /// Whether it begins with one of `beginnings`: whole addresses or names of hosts, up to the end of a part.
    pub fn begins_with_one_of(&self, beginnings: &[String]) -> bool {
        beginnings.iter().filter_map(|written| self.beginning(written)).any(|beginning| {
            let all = self.as_str();
            let start = all.get(..beginning.len());
            let ends = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', ':']);
            start.is_some_and(|start| start.eq_ignore_ascii_case(&beginning))
                && (beginning.ends_with('/') || ends(&all[beginning.len()..]))
        })
    }

    /// A beginning as it would be `written` in an address, spelt as this one is and spoken to in the same way.
    fn beginning(&self, written: &str) -> Option<String> {
        let whole = match written.split_once("://") {
            Some(_) => written.to_owned(),
            None => format!("{}://{written}", self.0.scheme()),
        };
        let mut url = Url::parse(&whole).ok()?;
        url.set_fragment(None);
        let all = url.as_str();
        // After the name of a host there is a slash that nobody wrote.
        let is_bare = url.path() == "/" && url.query().is_none() && !whole.ends_with('/');
        Some(if is_bare { all.trim_end_matches('/') } else { all }.to_owned())
    }

    /// Whether `other` is this page again, at most by a safe connection and with a slash at its end.
    pub(super) fn is_nearly(&self, other: &Self) -> bool {
        let plain = |address: &Self| {
            let bare = address.as_str().split_once("://").map(|(_, bare)| bare.to_owned());
            bare.unwrap_or_default().trim_end_matches('/').to_owned()
        };
        plain(self) == plain(other) && (other.0.scheme() == "https" || self.0.scheme() == "http")
    }

    /// The host, when it is a name. A dot at its end says no more than that it ends there.
    fn name(&self) -> Option<&str> {
        match self.0.host()? {
            Host::Domain(name) => Some(name.trim_end_matches('.')),
            Host::Ipv4(_) | Host::Ipv6(_) => None,
        }
    }

    /// The host, when it is a number.
    fn number(&self) -> Option<IpAddr> {
        match self.0.host()? {
            Host::Ipv4(number) => Some(IpAddr::V4(number)),
            Host::Ipv6(number) => {
                Some(number.to_ipv4_mapped().map_or(IpAddr::V6(number), IpAddr::V4))
            }
            Host::Domain(_) => None,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// As browsers read an address that leaves out how its host is spoken to.
fn whole(href: &str) -> String {
    if href.starts_with("//") { format!("https:{href}") } else { href.to_owned() }
}

fn is_link_local(number: IpAddr) -> bool {
    match number {
        IpAddr::V4(number) => number.is_link_local(),
        IpAddr::V6(number) => number.is_unicast_link_local(),
    }
}

fn is_private(number: IpAddr) -> bool {
    match number {
        IpAddr::V4(number) => number.is_private() || number.is_unspecified() || is_shared(number),
        IpAddr::V6(number) => number.is_unique_local() || number == Ipv6Addr::UNSPECIFIED,
    }
}

/// Whether those who sell access to the network give the number to many at once: 100.64.0.0/10.
fn is_shared(number: Ipv4Addr) -> bool {
    let [first, second, ..] = number.octets();
    first == 100 && second & 0b1100_0000 == 64
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn address(href: &str) -> Address {
        Address::of(href).expect(href)
    }

    #[test]
    fn an_address_is_read_as_browsers_do() {
        assert_eq!(address("HTTPS://Example.org#part").as_str(), "https://example.org/");
        assert_eq!(address("//example.org/a/../b?c").as_str(), "https://example.org/b?c");
        assert_eq!(
            address("http://bücher.example/ä").as_str(),
            "http://xn--bcher-kva.example/%C3%A4"
        );
        assert_eq!(
            address("https://example.org/a").join("../b#c"),
            Some(address("https://example.org/b"))
        );
    }

    #[test]
    fn what_is_no_page_of_a_host_or_holds_a_password_is_not_asked() {
        for href in [
            "mailto:a@example.org",
            "ftp://example.org/a",
            "https://me:secret@example.org/",
            "https://me@example.org/",
            "http://169.254.169.254/latest/",
            "http://[::ffff:169.254.169.254]/",
            "http://[fe80::1]/",
            "https://",
            "https://exa mple.org",
        ] {
            assert_eq!(Address::of(href), None, "{href}");
        }
    }

    #[test]
    fn an_address_in_the_house_is_known_however_it_is_written() {
        for href in [
            "http://localhost:80/",
            "http://a.localhost/",
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://[::1]/",
            "http://10.1.2.3/",
            "http://192.168.0.1/",
            "http://[fd00::1]/",
            "http://0.0.0.0/",
            "http://localhost./",
            "http://wiki/",
            "http://100.64.0.1/",
            "http://100.127.255.255/",
        ] {
            assert!(address(href).is_in_house(), "{href}");
        }
        for href in ["https://example.org/localhost", "http://100.63.0.1/", "http://100.128.0.1/"] {
            assert!(!address(href).is_in_house(), "{href}");
        }
    }

    #[test]
    fn a_beginning_ends_where_a_part_ends() {
        let begins =
            |href: &str, beginning: &str| address(href).begins_with_one_of(&[beginning.to_owned()]);
        assert!(begins("https://intranet.example/a", "https://intranet.example"));
        assert!(begins("http://intranet.example:8080/a", "Intranet.example"));
        assert!(begins("https://example.org/team/a", "https://example.org/team/"));
        assert!(!begins("https://intranet.example.org/", "https://intranet.example"));
        assert!(!begins("https://example.org/teams", "https://example.org/team"));
        assert!(!begins("https://example.org/", ""));
    }

    #[test]
    fn a_beginning_is_spelt_as_its_author_likes() {
        let begins =
            |href: &str, beginning: &str| address(href).begins_with_one_of(&[beginning.to_owned()]);
        let page = "https://bücher.example/schön/neue titel";
        for beginning in [
            "https://bücher.example/schön/",
            "bücher.example/schön",
            "https://bücher.example",
            "Bücher.example/sch%C3%B6n/neue titel",
            "https://xn--bcher-kva.example",
        ] {
            assert!(begins(page, beginning), "{beginning}");
        }
        assert!(!begins(page, "http://bücher.example"));
        assert!(!begins(page, "bücher.example/schönes"));
        assert!(!begins("https://bücher.example.org/", "bücher.example"));
    }

    #[test]
    fn what_no_browser_can_open_is_told_from_what_is_not_asked() {
        for href in [
            "https://exa mple.org/",
            "https://example.org:99999/",
            "http://999.1.1.1/",
            "https://",
            "//",
        ] {
            assert!(Address::is_broken(href), "{href}");
        }
        for href in ["https://me:secret@example.org/", "http://169.254.169.254/", "//example.org"] {
            assert!(!Address::is_broken(href), "{href}");
        }
    }

    #[test]
    fn a_safe_connection_and_a_slash_are_no_other_page() {
        let nearly = |a: &str, b: &str| address(a).is_nearly(&address(b));
        assert!(nearly("http://example.org/a", "https://example.org/a/"));
        assert!(!nearly("https://example.org/a", "http://example.org/a"));
        assert!(!nearly("http://example.org/a", "https://example.org/"));
    }
}
