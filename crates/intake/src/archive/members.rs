//! gzip of many members (RFC 1952, 2.2), as archives have it: one record a member, so that a torn one costs itself and no other.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

/// Compressed bytes of one member that are kept so that reading can go back into it: a torn member's decoder has eaten of the next one
/// before it notices.
const KEPT: usize = 16 << 20;

/// The uncompressed bytes of all members in a row.
pub(crate) struct Members<R> {
    decoder: Option<GzDecoder<Recorded<R>>>,
    /// Nothing of the present member has been read yet.
    fresh: bool,
}

impl<R: BufRead> Members<R> {
    pub(crate) fn new(stream: R) -> Members<R> {
        Members { decoder: Some(GzDecoder::new(Recorded { stream, history: Vec::new(), at: 0, lost: false })), fresh: true }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(decoder) = &mut self.decoder else { return Ok(0) };
            let read = decoder.read(buffer)?;
            self.fresh &= read == 0;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let Some(mut stream) = self.decoder.take().map(GzDecoder::into_inner) else { return Ok(0) };
            // Some writers pad with zeros.
            loop {
                let chunk = stream.fill_buf()?;
                let zeros = chunk.iter().take_while(|b| **b == 0).count();
                let (ended, other) = (chunk.is_empty(), zeros < chunk.len());
                stream.consume(zeros);
                if ended {
                    return Ok(0);
                }
                if other {
                    break;
                }
            }
            stream.mark();
            self.decoder = Some(GzDecoder::new(stream));
            self.fresh = true;
        }
    }
}

impl<R: BufRead> Members<R> {
    /// Whether a fault that was just met lies in a member of which nothing has been read, so that all before it is whole.
    pub(crate) fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Goes on behind what could not be read; `false` where nothing readable follows.
    pub(crate) fn resume(&mut self) -> io::Result<bool> {
        let Some(mut stream) = self.decoder.take().map(GzDecoder::into_inner) else { return Ok(false) };
        stream.back();
        // Not the member that was torn itself.
        let mut first = !stream.lost;
        loop {
            let chunk = stream.fill_buf()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            let from = usize::from(first).min(chunk.len());
            let found = memchr_magic(chunk.get(from..).unwrap_or_default()).map(|at| at + from);
            first = false;
            match found {
                Some(0) => {
                    if begins_record(&mut stream)? {
                        stream.mark();
                        self.decoder = Some(GzDecoder::new(stream));
                        self.fresh = true;
                        return Ok(true);
                    }
                    stream.consume(1);
                }
                Some(at) => stream.consume(at),
                None => {
                    let all = chunk.len();
                    stream.consume(all);
                }
            }
            stream.forget();
        }
    }
}

/// Where a member may begin: the first magic byte, with the others behind it as far as they are there.
fn memchr_magic(bytes: &[u8]) -> Option<usize> {
    bytes.iter().enumerate().position(|(at, byte)| *byte == 0x1f && [0x8b, 8].iter().zip(&bytes[at + 1..]).all(|(a, b)| a == b))
}

/// Whether what begins here unpacks to the head of an archive's record; nothing is consumed.
fn begins_record<R: BufRead>(stream: &mut Recorded<R>) -> io::Result<bool> {
    let head = stream.peek(4096)?;
    let mut begin = [0; 5];
    Ok(GzDecoder::new(head).read_exact(&mut begin).is_ok() && &begin == b"WARC/")
}

/// A stream that remembers what was consumed since the last mark.
struct Recorded<R> {
    stream: R,
    history: Vec<u8>,
    /// What of `history` has been consumed; the rest is served before the stream.
    at: usize,
    /// The mark itself is no longer in `history`.
    lost: bool,
}

impl<R: BufRead> Recorded<R> {
    /// From here on what is consumed is remembered.
    fn mark(&mut self) {
        self.forget();
        self.lost = false;
    }

    /// Drops what was consumed.
    fn forget(&mut self) {
        self.history.drain(..self.at);
        self.at = 0;
    }

    /// Back to the mark, or to what is left behind it.
    fn back(&mut self) {
        self.at = 0;
    }

    /// The next bytes, as many as asked for unless the stream ends before.
    fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.history.len() - self.at < wanted {
            let chunk = self.stream.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            let used = chunk.len();
            self.history.extend_from_slice(chunk);
            self.stream.consume(used);
        }
        let end = self.history.len().min(self.at + wanted);
        Ok(&self.history[self.at..end])
    }
}

impl<R: BufRead> Read for Recorded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let chunk = self.fill_buf()?;
        let size = chunk.len().min(buffer.len());
        buffer[..size].copy_from_slice(&chunk[..size]);
        self.consume(size);
        Ok(size)
    }
}

impl<R: BufRead> BufRead for Recorded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.history.len() { Ok(&self.history[self.at..]) } else { self.stream.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.history.len() {
            self.at += amount;
            return;
        }
        // What is consumed was in the stream's buffer, so that asking again reads nothing.
        if let Some(bytes) = self.stream.fill_buf().ok().and_then(|chunk| chunk.get(..amount)) {
            if self.history.len() + amount > KEPT {
                self.history.clear();
                self.lost = true;
            }
            self.history.extend_from_slice(bytes);
            self.at = self.history.len();
        }
        self.stream.consume(amount);
    }
}
