//! The arc-hybrid transition system.

/// "No word."
pub(crate) const NONE: u16 = u16::MAX;
/// Puts the next word on the stack.
pub(crate) const SHIFT: usize = 0;
/// Makes the next word the head of the stack's top, and drops it.
pub(crate) const LEFT: usize = 1;
/// Makes the second on the stack the head of the top, and drops it.
pub(crate) const RIGHT: usize = 2;

/// A configuration. Word 0 is the artificial root and lies at the bottom of the stack.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub stack: Vec<u16>,
    pub next: usize,
    pub len: usize,
    pub heads: Vec<u16>,
    /// Outermost and last-but-one dependents, by side.
    pub left: Vec<[u16; 2]>,
    pub right: Vec<[u16; 2]>,
    pub lefts: Vec<u8>,
    pub rights: Vec<u8>,
}

impl State {
    /// The initial configuration for `len` words.
    pub fn reset(&mut self, len: usize) {
        let n = len + 1;
        self.stack.clear();
        self.stack.push(0);
        self.next = 1;
        self.len = len;
        for (list, value) in [(&mut self.left, [NONE; 2]), (&mut self.right, [NONE; 2])] {
            list.clear();
            list.resize(n, value);
        }
        for list in [&mut self.lefts, &mut self.rights] {
            list.clear();
            list.resize(n, 0);
        }
        self.heads.clear();
        self.heads.resize(n, 0);
    }

    pub fn done(&self) -> bool {
        self.next > self.len && self.stack.len() == 1
    }

    /// Which of shift, left, right may follow.
    pub fn allowed(&self) -> [bool; 3] {
        let more = self.next <= self.len;
        let depth = self.stack.len();
        [more, more && depth > 1, depth > 1 && (self.stack[depth - 2] != 0 || !more)]
    }

    pub fn apply(&mut self, action: usize) {
        if action == SHIFT {
            self.stack.push(self.next as u16);
            self.next += 1;
            return;
        }
        let Some(dependent) = self.stack.pop() else { return };
        let head = if action == LEFT { self.next as u16 } else { self.stack.last().copied().unwrap_or(0) };
        let (h, d) = (head as usize, dependent as usize);
        self.heads[d] = head;
        if d < h {
            self.left[h] = [dependent, self.left[h][0]];
            self.lefts[h] = self.lefts[h].saturating_add(1);
        } else {
            self.right[h] = [dependent, self.right[h][0]];
            self.rights[h] = self.rights[h].saturating_add(1);
        }
    }

    /// Leaves one word under the root: of several the first; the others become its dependents.
    pub fn one_root(&mut self) {
        let mut first = None;
        for word in 1..self.heads.len() {
            if self.heads[word] == 0 {
                match first {
                    None => first = Some(word as u16),
                    Some(root) => self.heads[word] = root,
                }
            }
        }
    }

    /// How many gold arcs each action would make unreachable (`gold[d]` is the head of `d`; `gold[0]` is [`NONE`]).
    pub fn costs(&self, gold: &[u16]) -> [u32; 3] {
        let depth = self.stack.len();
        let next = self.next as u16;
        let top = self.stack[depth - 1];
        let allowed = self.allowed();
        let mut costs = [0; 3];
        if allowed[SHIFT] {
            costs[SHIFT] = self.stack.iter().filter(|&&s| s != 0 && gold[s as usize] == next).count() as u32
                + self.stack[..depth - 1].iter().filter(|&&s| gold[next as usize] == s).count() as u32;
        }
        if depth > 1 {
            let below = self.stack[depth - 2];
            let head = gold[top as usize];
            let dependents = gold[self.next..].iter().filter(|&&h| h == top).count() as u32;
            costs[LEFT] = dependents + (head == below) as u32 + (head != 0 && head > next && head != NONE) as u32;
            costs[RIGHT] = dependents + (head != 0 && head >= next && head != NONE) as u32;
        }
        costs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn following_the_oracle_gives_the_gold_tree() {
        // She(2) said(0) that(6) they(6) would(6) meet(2)
        let gold = [NONE, 2, 0, 6, 6, 6, 2];
        let mut state = State::default();
        state.reset(6);
        while !state.done() {
            let (costs, allowed) = (state.costs(&gold), state.allowed());
            let action = (0..3).filter(|&a| allowed[a]).min_by_key(|&a| costs[a]).expect("an action is always allowed");
            assert_eq!(costs[action], 0);
            state.apply(action);
        }
        assert_eq!(state.heads[1..], gold[1..]);
    }
}
