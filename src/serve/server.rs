//! Requests → answers. Loopback only unless a host was named; reading only.

use std::future::IntoFuture;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Path as Named, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::IncomingStream;
use tokio::net::TcpListener;

use super::live::{Show, Watch};
use super::{Host, Listening, files, live, visitor};
use crate::failure::FileError;
use crate::studio::Studio;

/// How long answers that are under way are waited for at the end.
const PATIENCE: Duration = Duration::from_secs(1);

/// What is served, and to whom.
#[derive(Clone)]
pub(super) struct Site {
    studio: Arc<Studio>,
    host: Host,
    subpath: Arc<str>,
    shown: Watch,
}

impl Site {
    pub(super) fn new(studio: Arc<Studio>, listening: &Listening, shown: Watch) -> Self {
        let subpath = Arc::from(listening.subpath.as_str());
        Self { studio, host: listening.host.clone(), subpath, shown }
    }
}

/// This side's end of a connection.
#[derive(Clone, Copy, Debug)]
struct Reached(SocketAddr);

impl Connected<IncomingStream<'_, TcpListener>> for Reached {
    fn connect_info(stream: IncomingStream<'_, TcpListener>) -> Self {
        // A connection that is lost by now is answered as one to nobody.
        Self(stream.io().local_addr().unwrap_or(([0, 0, 0, 0], 0).into()))
    }
}

/// Serves until Ctrl-C.
pub(super) fn run(site: Site, listening: Listening, show: &Show) -> Result<(), FileError> {
    let Listening { listener, .. } = listening;
    let fault = || FileError::at("serve", Path::new("the playbook"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(fault())?;
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        let service = router(site).into_make_service_with_connect_info::<Reached>();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let stopped = async move { stopped.await.unwrap_or_default() };
        let serving = axum::serve(listener, service).with_graceful_shutdown(stopped);
        let serving = tokio::spawn(serving.into_future());
        tokio::signal::ctrl_c().await?;
        show.end();
        let _ = stop.send(());
        // Whoever still reads is given a moment, and no more.
        let _ = tokio::time::timeout(PATIENCE, serving).await;
        Ok(())
    });
    runtime.shutdown_background();
    served.map_err(fault())
}

/// Every way in.
fn router(site: Site) -> Router {
    Router::new()
        .route("/.partnerbook/live", get(events))
        .route("/.partnerbook/{name}", get(part))
        .fallback(get(page))
        .layer(from_fn_with_state(site.clone(), guard))
        .with_state(site)
}

/// Answers nobody who means another host, and says on every answer what browsers may do with it.
async fn guard(
    State(site): State<Site>,
    ConnectInfo(Reached(at)): ConnectInfo<Reached>,
    request: Request,
    next: Next,
) -> Response {
    let mut answer = if visitor::is_ours(request.headers(), &site.host, at) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, FOREIGN).into_response()
    };
    for (name, value) in HEADERS {
        answer.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// What is said to a request that is not meant for this machine.
const FOREIGN: &str = "This preview is only for the machine that it runs on.\n\nTo open it from a phone or another \
    machine, start it with: partnerbook serve --host 0.0.0.0\n";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-cache"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'self'; frame-ancestors 'none'"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

async fn events(State(site): State<Site>) -> Response {
    live::events(site.shown)
}

async fn part(Named(name): Named<String>) -> Response {
    live::part(&name).unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

/// A file of the site. Pages may have to be made first, so this waits elsewhere.
async fn page(State(site): State<Site>, uri: Uri, headers: HeaderMap) -> Response {
    let answered = tokio::task::spawn_blocking(move || {
        let mark = live::mark(&site.shown);
        files::answer(&site.studio, (&uri, &headers), &site.subpath, &mark)
    });
    match answered.await {
        Ok(Ok(answer)) => answer,
        Ok(Err(refused)) => {
            (StatusCode::INTERNAL_SERVER_ERROR, format!("{refused}\n")).into_response()
        }
        Err(broken) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{broken}\n")).into_response(),
    }
}
