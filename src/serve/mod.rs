//! A [`Studio`] → a browser that shows each save: a server on this machine, a watch on the folders, a script in each page.
//!
//! ```text
//! folders ─watch→ changes ─round→ Studio ─→ Shown ─live→ pages that are open
//!                                   └─ files ─→ answers
//! ```
//!
//! What is served are the files of the studio and a few of our own under `/.partnerbook/`; no file of the disk is reached by
//! an address. The site's bytes are those of a build. A page alone gets one more tag, before `</head>`, as it is handed over.

mod address;
mod connection;
mod drive;
mod files;
mod live;
mod round;
mod server;
mod visitor;
mod watch;

use std::sync::Arc;
use std::time::Duration;

pub use address::{Host, Listening, Port, is_subpath, listen};
pub use watch::{Means, Watching};

use crate::failure::FileError;
use crate::studio::{State, Studio};

/// What there is to tell while the preview runs.
#[derive(Clone, Debug)]
pub enum Told {
    /// The pages show another state of the playbook, or its faults.
    Shown {
        /// What stands in the playbook.
        state: Arc<State>,
        /// How long that took from the save that was the last of its round.
        took: Duration,
    },
    /// The disk refused; it is tried again until it does not.
    Refused(String),
    /// The program itself failed; the next save may be shown again.
    Failed(&'static str),
    /// Saves are no longer told by the system: the folders are looked at again and again.
    Polls(&'static str),
}

/// Takes what there is to tell, from another thread.
pub type Tell = Arc<dyn Fn(Told) + Send + Sync>;

/// Shows the playbook until Ctrl-C.
///
/// `watching` has to be begun before the studio was opened: what is saved in between is seen then.
pub fn serve(
    studio: Arc<Studio>,
    listening: Listening,
    watching: Watching,
    tell: Tell,
) -> Result<(), FileError> {
    let (show, shown) = live::channel(&studio.state());
    round::begin(Arc::clone(&studio), watching, show.clone(), tell);
    let site = server::Site::new(studio, &listening, shown);
    server::run(site, listening, &show)
}
