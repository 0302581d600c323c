//! All models of one language, and their file.

use crate::labeller::Labeller;
use crate::lemma::Lemmatiser;
use crate::parser::Parser;
use crate::segment::Segmenter;
use crate::store::{Reader, Writer};
use crate::tagger::Tagger;

/// The models of one language.
#[derive(Clone, Debug, Default)]
pub struct Models {
    pub(crate) segmenter: Segmenter,
    pub(crate) tagger: Tagger,
    pub(crate) lemmatiser: Lemmatiser,
    pub(crate) parser: Parser,
    pub(crate) labeller: Labeller,
}

const MAGIC: u32 = u32::from_le_bytes(*b"RpL1");

impl Models {
    /// The models as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut to = Writer::default();
        to.u32(MAGIC);
        self.segmenter.write(&mut to);
        self.tagger.write(&mut to);
        self.lemmatiser.write(&mut to);
        self.parser.write(&mut to);
        self.labeller.write(&mut to);
        to.finish()
    }

    /// Reads a file that [`Models::to_bytes`] wrote; `None` where it is damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Models> {
        let mut from = Reader::new(bytes);
        if from.u32()? != MAGIC {
            return None;
        }
        let segmenter = Segmenter::read(&mut from)?;
        let tagger = Tagger::read(&mut from)?;
        let lemmatiser = Lemmatiser::read(&mut from)?;
        let parser = Parser::read(&mut from)?;
        let labeller = Labeller::read(&mut from)?;
        Some(Models { segmenter, tagger, lemmatiser, parser, labeller })
    }
}
