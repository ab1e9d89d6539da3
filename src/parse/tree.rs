//! Events of the Markdown parser → the tree of a [`Document`](crate::prose::Document).

mod blocks;
mod builder;
mod frame;
mod joined;
mod run;

pub(super) use self::builder::{Builder, DEEPEST, TOO_DEEP};
pub(super) use self::frame::{Frame, Open};
