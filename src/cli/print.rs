//! Text → the terminal, a file or another program.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use crate::diag::show::Colour;
use crate::failure::FileError;

/// Writes what was asked for to standard output. A reader that has seen enough is no error.
pub(super) fn to_output(text: &str) -> Result<(), FileError> {
    put(&mut anstream::stdout().lock(), text)
        .map_err(FileError::at("write to", Path::new("standard output")))
}

/// Writes messages to standard error. A reader that has seen enough is no error.
pub(super) fn to_people(text: &str) -> Result<(), FileError> {
    put(&mut anstream::stderr().lock(), text)
        .map_err(FileError::at("write to", Path::new("standard error")))
}

/// Whether messages are to bear colours: not in a file, and not when `NO_COLOR` is set.
pub(super) fn colour() -> Colour {
    match AutoStream::choice(&io::stderr()) {
        ColorChoice::Never => Colour::Plain,
        ColorChoice::Auto | ColorChoice::AlwaysAnsi | ColorChoice::Always => Colour::Styled,
    }
}

fn put(stream: &mut dyn Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}
