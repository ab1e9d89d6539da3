//! Ctrl-C, a system that wants the program to end, a terminal that is closed → an [`Ending`].
//!
//! What its caller had ignored when the program began stays ignored where the system tells it, as `nohup` means it.

use std::io;
use std::thread;

use tokio::runtime::Builder;

/// How the program is ended from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By Ctrl-C.
    Interrupted,
    /// By the system, or whoever started the program.
    Terminated,
    /// By its terminal, which is closed.
    HungUp,
}

impl Ending {
    /// The exit code that says so: 128 and the number of the signal (POSIX.1-2024, shell command language, 2.8.2).
    pub fn code(self) -> u8 {
        match self {
            Self::HungUp => 129,
            Self::Interrupted => 130,
            Self::Terminated => 143,
        }
    }
}

/// Calls `end` from another thread as soon as the program is to end. From now on nothing else ends it.
pub fn listen(end: impl FnOnce(Ending) + Send + 'static) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let endings = {
        let _within = runtime.enter();
        Endings::expect()?
    };
    thread::Builder::new().spawn(move || end(runtime.block_on(endings.first())))?;
    Ok(())
}

#[cfg(unix)]
pub use of_unix::Endings;

#[cfg(unix)]
mod of_unix {
    use std::fs;
    use std::future::pending;
    use std::io;

    use tokio::signal::unix::{Signal, SignalKind, signal};

    use super::Ending;

    /// What ends the program from now on.
    #[derive(Debug)]
    pub struct Endings {
        interrupted: Option<Signal>,
        terminated: Option<Signal>,
        hung_up: Option<Signal>,
    }

    impl Endings {
        /// Keeps the program from being ended at once. Has to be called within a runtime.
        pub fn expect() -> io::Result<Self> {
            let ignored = ignored();
            let listen = |kind: SignalKind| {
                let bit = 1 << (kind.as_raw_value() - 1);
                (ignored & bit == 0).then(|| signal(kind)).transpose()
            };
            Ok(Self {
                interrupted: listen(SignalKind::interrupt())?,
                terminated: listen(SignalKind::terminate())?,
                hung_up: listen(SignalKind::hangup())?,
            })
        }

        /// Waits until the program is to end.
        pub async fn first(mut self) -> Ending {
            tokio::select! {
                () = told(&mut self.interrupted) => Ending::Interrupted,
                () = told(&mut self.terminated) => Ending::Terminated,
                () = told(&mut self.hung_up) => Ending::HungUp,
            }
        }
    }

    async fn told(signal: &mut Option<Signal>) {
        match signal {
            Some(signal) => drop(signal.recv().await),
            None => pending().await,
        }
    }

    /// The signals that whoever started the program had ignored, each a bit: as proc(5) tells it, and none elsewhere.
    fn ignored() -> u64 {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
    }
}

#[cfg(windows)]
pub use of_windows::Endings;

#[cfg(windows)]
mod of_windows {
    use std::io;

    use tokio::signal::windows;

    use super::Ending;

    /// What ends the program from now on.
    #[derive(Debug)]
    pub struct Endings {
        keys: windows::CtrlC,
        break_key: windows::CtrlBreak,
        closed: windows::CtrlClose,
        shut_down: windows::CtrlShutdown,
    }

    impl Endings {
        /// Keeps the program from being ended at once. Has to be called within a runtime.
        pub fn expect() -> io::Result<Self> {
            Ok(Self {
                keys: windows::ctrl_c()?,
                break_key: windows::ctrl_break()?,
                closed: windows::ctrl_close()?,
                shut_down: windows::ctrl_shutdown()?,
            })
        }

        /// Waits until the program is to end.
        pub async fn first(mut self) -> Ending {
            tokio::select! {
                _ = self.keys.recv() => Ending::Interrupted,
                _ = self.break_key.recv() => Ending::Interrupted,
                _ = self.closed.recv() => Ending::HungUp,
                _ = self.shut_down.recv() => Ending::Terminated,
            }
        }
    }
}
