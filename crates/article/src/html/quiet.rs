//! The tokenizer's reports of errors, left out.

use html5gum::{Emitter, ForwardingEmitter};

/// An emitter that hears of no errors. Nobody here reads what a page does wrong, and to look for it the tokenizer weighs every byte.
pub struct Quiet<E>(pub E);

impl<E: Emitter> ForwardingEmitter for Quiet<E> {
    type Token = E::Token;

    #[inline]
    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }
}
