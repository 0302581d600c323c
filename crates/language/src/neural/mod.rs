//! One small network for tags, heads, relations and names.
//!
//! Words enter as sums of embeddings of their form, affixes and shape, where these are known; a convolution over three words and a stack of simple
//! recurrent units in both directions (Lei et al. 2018, without the cell in the gates) read the sentence; softmax heads give joint tags and
//! names, bilinear scores (Dozat and Manning 2017) the heads of words, and a small perceptron over both ends of an arc its relation. The
//! matrix products run over all words of an article at once; only the elementwise recurrence goes from word to word.

mod decode;
mod forward;
mod inputs;
mod math;
mod net;
mod product;
mod rounded;
mod vocabulary;
mod whole;

pub(crate) use decode::{Tree, bilou_path, tree};
pub(crate) use forward::Forward;
pub(crate) use inputs::{FEATURES, Gazetteer, entry_tokens, input_ids, input_values};
#[cfg(feature = "train")]
pub(crate) use math::Transposed;
pub(crate) use math::{Matrix, dot, tanh};
pub(crate) use net::{Net, Sizes};
pub(crate) use vocabulary::{Counts, Values, Vocabulary};
