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
mod report;
mod round;
mod server;
mod visitor;
mod watch;

use std::sync::Arc;

pub use address::{Host, Listening, Port, is_subpath, listen};
pub use report::{Report, Reporter};
pub use watch::{Means, Watching};

use crate::failure::FileError;
use crate::studio::Studio;

/// Shows the playbook until Ctrl-C.
///
/// `watching` has to be begun before the studio was opened: what is saved in between is seen then.
pub fn serve(
    studio: Arc<Studio>,
    listening: Listening,
    watching: Watching,
    reporter: Reporter,
) -> Result<(), FileError> {
    let (show, shown) = live::channel(&studio.state());
    round::begin(Arc::clone(&studio), watching, show.clone(), reporter);
    let site = server::Site::new(studio, &listening, shown);
    server::run(site, listening, &show)
}
