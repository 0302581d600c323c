//! Readers that work through a stream step by step, each step giving any number of reports and problems.

use crate::{Item, Origin, Problem};
use std::collections::VecDeque;
use std::io;

/// A reader of a stream that holds many reports.
pub(crate) trait Steps {
    /// Reads the next piece and puts what it holds into `out`; `false` at the end of the stream. An error ends the reading.
    fn step(&mut self, out: &mut VecDeque<Item>) -> io::Result<bool>;

    /// Where the reader stands.
    fn origin(&self) -> Origin;
}

/// The items of a reader, one by one.
pub(crate) struct Stepwise<S> {
    reader: S,
    waiting: VecDeque<Item>,
    ended: bool,
}

impl<S: Steps> Stepwise<S> {
    pub(crate) fn new(reader: S) -> Stepwise<S> {
        Stepwise { reader, waiting: VecDeque::new(), ended: false }
    }
}

impl<S: Steps> Iterator for Stepwise<S> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.waiting.is_empty() && !self.ended {
            match self.reader.step(&mut self.waiting) {
                Ok(more) => self.ended = !more,
                Err(error) => {
                    self.ended = true;
                    self.waiting.push_back(Err(Problem::new(&self.reader.origin(), error.into())));
                }
            }
        }
        self.waiting.pop_front()
    }
}
