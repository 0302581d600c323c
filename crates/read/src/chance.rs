//! Numbers that look drawn by chance and are the same in every run: for the orders and the dropout of those that learn.

/// A generator of Marsaglia's xorshift family (2003); the state must not be zero.
pub(crate) struct Chance(u64);

impl Chance {
    /// The next 64 bits.
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// The generator of one of several runs.
    pub(crate) fn of_run(run: u64) -> Chance {
        Chance(0x9E37_79B9_7F4A_7C15 ^ run.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    /// A number from 0 to below 1.
    pub(crate) fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Puts a list in another order (Fisher and Yates).
    pub(crate) fn shuffle(&mut self, list: &mut [usize]) {
        for i in (1..list.len()).rev() {
            list.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}
