//! Connections → requests, and the end of both.
//!
//! Whoever connects has so long to say what they want: connections that say nothing, or a letter now and then, would
//! otherwise fill up all that this machine has.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long is waited when the system has no room for one more connection.
const FULL: Duration = Duration::from_secs(1);

/// This side's end of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reached(pub(super) SocketAddr);

/// Answers whoever connects, until the other side of `stop` is dropped and all answers are given.
pub(super) async fn answer(
    listener: TcpListener,
    router: Router,
    time_to_ask: Duration,
    mut stop: watch::Receiver<()>,
) {
    let mut open = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    open.spawn(converse(stream, router.clone(), time_to_ask, stop.clone()));
                }
                Err(_) => tokio::time::sleep(FULL).await,
            },
            Some(_) = open.join_next() => {}
            _ = stop.changed() => break,
        }
    }
    drop(listener);
    while open.join_next().await.is_some() {}
}

/// Answers one request after the other.
async fn converse(
    stream: TcpStream,
    router: Router,
    time_to_ask: Duration,
    mut stop: watch::Receiver<()>,
) {
    // A connection that is lost by now is answered as one to nobody.
    let at = stream.local_addr().unwrap_or(([0, 0, 0, 0], 0).into());
    let service = TowerToHyperService::new(router.layer(Extension(Reached(at))));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(time_to_ask);
    let mut conversation = pin!(http.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // Whoever breaks off is told nothing.
        _ = conversation.as_mut() => return,
        _ = stop.changed() => conversation.as_mut().graceful_shutdown(),
    }
    let _ = conversation.await;
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use axum::routing::get;

    use super::*;

    /// What a server whose patience ends at once says to `request`, until it hangs up.
    fn said_to(request: &'static str) -> String {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("there is one").block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
            let at = listener.local_addr().expect("it listens");
            let (stop, stopped) = watch::channel(());
            let router = Router::new().route("/", get(|| async { "hello" }));
            let serving =
                tokio::spawn(answer(listener, router, Duration::from_millis(50), stopped));
            let asking = tokio::task::spawn_blocking(move || {
                let mut stream = std::net::TcpStream::connect(at).expect("it listens");
                stream.write_all(request.as_bytes()).expect("it listens");
                let mut said = String::new();
                // One that never hangs up fails the test and does not hold it up.
                stream.set_read_timeout(Some(Duration::from_secs(20))).expect("it is open");
                stream.read_to_string(&mut said).expect("it hangs up");
                said
            });
            let said = asking.await.expect("it does not panic");
            drop(stop);
            serving.await.expect("it does not panic");
            said
        })
    }

    #[test]
    fn whoever_does_not_say_what_they_want_is_not_waited_for() {
        for unfinished in ["", "GET / HTT", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "] {
            assert_eq!(said_to(unfinished), "", "{unfinished}");
        }
    }

    #[test]
    fn whoever_has_their_answer_and_asks_nothing_else_is_not_waited_for() {
        let said = said_to("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assert!(said.starts_with("HTTP/1.1 200 OK\r\n") && said.ends_with("hello"), "{said}");
    }
}
