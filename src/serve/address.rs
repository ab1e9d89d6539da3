//! `--host`, `--port` and `--subpath` → a place to listen at, and the addresses that lead there.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::path::Path;

use crate::failure::FileError;

/// Where the search for a free port begins, and how many are tried.
const USUAL: u16 = 4000;
const TRIES: u16 = 20;

/// Who may come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// Programs on this machine.
    Here,
    /// Whoever reaches this name or number of the machine: `0.0.0.0` for every one that it has.
    Named(String),
}

/// Which port is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one and no other. 0 is any that is free.
    Exactly(u16),
    /// The usual one, or the next that is free.
    Usual,
}

/// A port that is ours.
#[derive(Debug)]
pub struct Listening {
    pub(super) listener: TcpListener,
    pub(super) host: Host,
    /// Begins and ends with a slash.
    pub(super) subpath: String,
    at: SocketAddr,
}

impl Listening {
    /// The address for a browser on this machine: `http://127.0.0.1:4000/`.
    pub fn address(&self) -> String {
        let ip = self.at.ip();
        let is_every = ip.is_unspecified();
        self.address_of(if is_every { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { ip })
    }

    /// The address for a phone in the same network. `None` when only this machine may come, or it is in no network.
    pub fn address_from_outside(&self) -> Option<String> {
        let ip = self.at.ip();
        if ip.is_loopback() {
            return None;
        }
        let reached = if ip.is_unspecified() { own_address()? } else { ip };
        Some(self.address_of(reached))
    }

    fn address_of(&self, ip: IpAddr) -> String {
        format!("http://{}{}", SocketAddr::new(ip, self.at.port()), self.subpath)
    }
}

/// Takes hold of a port. `subpath` is put between two slashes where it is not.
pub fn listen(host: Host, port: Port, subpath: &str) -> Result<Listening, FileError> {
    let name = match &host {
        Host::Here => "127.0.0.1",
        Host::Named(name) => name,
    };
    let listener = match port {
        Port::Exactly(port) => bind(name, port).map_err(|error| refused(name, port, error))?,
        Port::Usual => first_free(name)?,
    };
    let at = listener.local_addr().map_err(FileError::at("listen at", Path::new(name)))?;
    let inner = subpath.trim_matches('/');
    let subpath = if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") };
    Ok(Listening { listener, host, subpath, at })
}

fn first_free(name: &str) -> Result<TcpListener, FileError> {
    let mut ports = USUAL..USUAL + TRIES;
    loop {
        let port = ports.next().unwrap_or(0);
        match bind(name, port) {
            Err(error) if error.kind() == ErrorKind::AddrInUse && port != 0 => {}
            Err(error) => return Err(refused(name, port, error)),
            Ok(listener) => return Ok(listener),
        }
    }
}

fn bind(name: &str, port: u16) -> std::io::Result<TcpListener> {
    let at: Vec<SocketAddr> = (name, port).to_socket_addrs()?.collect();
    TcpListener::bind(at.as_slice())
}

fn refused(name: &str, port: u16, error: std::io::Error) -> FileError {
    let at = format!("{name}:{port}");
    let at = Path::new(&at);
    let kind = error.kind();
    if kind == ErrorKind::AddrInUse {
        let why = "another program listens there; stop it, or leave --port out to take the next one that is free";
        FileError::refused("listen at", at, why)
    } else if kind == ErrorKind::AddrNotAvailable {
        let why = "this machine has no such address; --host 0.0.0.0 stands for all that it has";
        FileError::refused("listen at", at, why)
    } else {
        FileError::at("listen at", at)(error)
    }
}

/// The number by which others in the network know this machine.
///
/// Nothing is sent: the system only says from where it would send to an address that is kept for examples (RFC 5737).
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

/// Whether a text can be a `--subpath`: `/team/`, `team/x`. Spaces and what browsers give a meaning to are left out.
pub fn is_subpath(subpath: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~');
    let parts = subpath.trim_matches('/').split('/');
    subpath.chars().all(plain)
        && parts.clone().all(|part| !matches!(part, "." | ".." | ".partnerbook"))
        && (parts.count() == 1 || !subpath.contains("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_told_and_the_usual_one_gives_way() {
        let first = listen(Host::Here, Port::Exactly(0), "").expect("there is a free port");
        let port = first.at.port();
        let error = listen(Host::Here, Port::Exactly(port), "").expect_err("it is taken");
        let told = format!(
            "cannot listen at `127.0.0.1:{port}`: another program listens there; stop it, or leave --port out to take \
            the next one that is free"
        );
        assert_eq!(error.to_string(), told);
        let one = listen(Host::Here, Port::Usual, "").expect("there is a free port");
        let other = listen(Host::Here, Port::Usual, "").expect("there is another");
        assert_ne!(one.at.port(), other.at.port());
    }

    #[test]
    fn only_this_machine_may_come_unless_a_host_is_named() {
        let here = listen(Host::Here, Port::Exactly(0), "/").expect("there is a free port");
        assert!(here.at.ip().is_loopback());
        assert_eq!(here.address(), format!("http://127.0.0.1:{}/", here.at.port()));
        assert_eq!(here.address_from_outside(), None);
        let every = Host::Named("0.0.0.0".to_owned());
        let every = listen(every, Port::Exactly(0), "team").expect("there is a free port");
        assert_eq!(every.address(), format!("http://127.0.0.1:{}/team/", every.at.port()));
    }

    #[test]
    fn a_subpath_is_plain_and_none_of_our_own() {
        for good in ["", "/", "/x/", "x", "team/a-b", "/team/x.y/"] {
            assert!(is_subpath(good), "{good}");
        }
        for bad in ["a b", "../x", "a//b", "ä", "?", ".partnerbook", "x/.partnerbook/y", "a%20b"] {
            assert!(!is_subpath(bad), "{bad}");
        }
    }
}
