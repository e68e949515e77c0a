//! The one way to stdout: buffered, checked, and silent when the reader has gone.

use std::io::{self, BufWriter, ErrorKind, Write};

/// How many bytes are written at once.
const PIECE: usize = 32 * 1024;

/// A checked output. A reader that goes away (`stspd list | head -1`) is no fault: what follows is dropped. Anything else
/// that keeps bytes from being written is.
pub(crate) struct Output<'a> {
    /// Where bytes go, in large pieces.
    writer: BufWriter<Tap<'a>>,
}

impl<'a> Output<'a> {
    /// Returns the output to a stream.
    pub(crate) fn new(writer: &'a mut dyn Write) -> Self {
        Self {
            writer: BufWriter::with_capacity(
                PIECE,
                Tap {
                    writer,
                    closed: false,
                },
            ),
        }
    }

    /// Writes what is left; the error says what was lost.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A stream that takes everything once its reader has gone.
struct Tap<'a> {
    /// The stream.
    writer: &'a mut dyn Write,
    /// Whether its reader has gone.
    closed: bool,
}

impl Tap<'_> {
    /// Turns the departure of the reader into success.
    fn forgive<T>(&mut self, result: io::Result<T>, nothing: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(nothing)
            }
            other => other,
        }
    }
}

impl Write for Tap<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let written = self.writer.write(bytes);
        self.forgive(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let flushed = self.writer.flush();
        self.forgive(flushed, ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that fails in a given way.
    struct Failing(ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_goes_away_is_no_fault() {
        let mut stream = Failing(ErrorKind::BrokenPipe);
        let mut output = Output::new(&mut stream);
        output.write_all(&[b'x'; 100_000]).unwrap();
        output.finish().unwrap();
    }

    #[test]
    fn a_full_disk_is_one() {
        let mut stream = Failing(ErrorKind::StorageFull);
        let mut output = Output::new(&mut stream);
        output.write_all(b"x").unwrap();
        assert_eq!(output.finish().unwrap_err().kind(), ErrorKind::StorageFull);
    }
}
