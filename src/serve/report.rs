//! What the one who runs the preview hears of it.

use std::sync::Arc;
use std::time::Duration;

use crate::studio::State;

/// What is reported while the preview runs.
#[derive(Clone, Debug)]
pub enum Report {
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

/// Takes each report, from another thread.
pub type Reporter = Arc<dyn Fn(Report) + Send + Sync>;
