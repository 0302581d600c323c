//! Numbers that look drawn by chance and are the same in every run: for the orders and the dropout of those that learn.

/// A generator of Marsaglia's xorshift family (2003); the state must not be zero.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
