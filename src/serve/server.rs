//! Requests → answers. Loopback only unless a host was named; reading only.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path as Named, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::connection::{self, Reached};
use super::live::{Show, Watch};
use super::{Host, Listening, files, live, visitor};
use crate::ending::Endings;
use crate::failure::FileError;
use crate::studio::Studio;

/// How long a connection may take to say what it wants, and lie there between two wishes.
const TIME_TO_ASK: Duration = Duration::from_secs(15);

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

/// Serves until Ctrl-C, or until the program is ended in another way.
pub(super) fn run(site: Site, listening: Listening, show: &Show) -> Result<(), FileError> {
    let Listening { listener, .. } = listening;
    let fault = || FileError::at("serve", Path::new("the playbook"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(fault())?;
    let served = runtime.block_on(async {
        let endings = Endings::expect()?;
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        let (stop, stopped) = watch::channel(());
        let serving = connection::answer(listener, router(site), TIME_TO_ASK, stopped);
        let serving = tokio::spawn(serving);
        endings.first().await;
        show.end();
        drop(stop);
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
    Extension(Reached(at)): Extension<Reached>,
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
async fn page(
    State(site): State<Site>,
    method: Method,
    uri: Uri,
    mut headers: HeaderMap,
) -> Response {
    // A part can only be got (RFC 9110, section 14.2): what is told without a body is told of the whole.
    if method != Method::GET {
        headers.remove(header::RANGE);
    }
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
