//! The model file: little-endian numbers and length-prefixed bytes, no more. Reading never panics; a damaged file reads as `None`.

/// Writes a model file.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
}

impl Writer {
    /// What was written.
    pub fn finish(self) -> Vec<u8> {
        self.out
    }

    /// A number.
    pub fn u32(&mut self, value: u32) {
        self.out.extend(value.to_le_bytes());
    }

    /// A byte string.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.u32(bytes.len() as u32);
        self.out.extend(bytes);
    }

    /// A list of strings.
    pub fn strings<S: AsRef<str>>(&mut self, strings: &[S]) {
        self.u32(strings.len() as u32);
        for s in strings {
            self.bytes(s.as_ref().as_bytes());
        }
    }

    /// A list of numbers.
    pub fn numbers(&mut self, numbers: impl ExactSizeIterator<Item = u32>) {
        self.u32(numbers.len() as u32);
        for n in numbers {
            self.u32(n);
        }
    }
}

/// Reads a model file.
#[derive(Debug)]
pub struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    /// Starts at the beginning of `bytes`.
    pub fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { rest: bytes }
    }

    /// A number.
    pub fn u32(&mut self) -> Option<u32> {
        let (head, rest) = self.rest.split_first_chunk::<4>()?;
        self.rest = rest;
        Some(u32::from_le_bytes(*head))
    }

    /// A byte string.
    pub fn bytes(&mut self) -> Option<&'b [u8]> {
        let len = self.u32()? as usize;
        let (head, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(head)
    }

    /// A list of strings.
    pub fn strings(&mut self) -> Option<Vec<String>> {
        let count = self.u32()?;
        (0..count).map(|_| Some(std::str::from_utf8(self.bytes()?).ok()?.to_owned())).collect()
    }

    /// A list of numbers.
    pub fn numbers(&mut self) -> Option<Vec<u32>> {
        let count = self.u32()? as usize;
        let (head, rest) = self.rest.split_at_checked(count.checked_mul(4)?)?;
        self.rest = rest;
        Some(head.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect())
    }
}
