//! All models of one language, and their file.

use crate::lemma::Lemmatiser;
use crate::neural::{Gazetteer, Net, Vocabulary};
use crate::rerank::Reranker;
use crate::segment::Segmenter;
use crate::store::{Reader, Writer};
use model::Upos;

/// The models of one language.
#[derive(Clone, Debug, Default)]
pub struct Models {
    pub(crate) segmenter: Segmenter,
    pub(crate) lemmatiser: Lemmatiser,
    /// Joint tags: part of speech and the treebank's own tag.
    pub(crate) tags: Vec<(Upos, String)>,
    /// Relations with their subtypes.
    pub(crate) relations: Vec<String>,
    pub(crate) gazetteer: Gazetteer,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) net: Net,
    pub(crate) reranker: Reranker,
}

const MAGIC: u32 = u32::from_le_bytes(*b"RpL6");

impl Models {
    /// The models as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut to = Writer::default();
        to.u32(MAGIC);
        self.segmenter.write(&mut to);
        self.lemmatiser.write(&mut to);
        to.strings(&self.tags.iter().map(|(upos, own)| format!("{}|{own}", upos.name())).collect::<Vec<_>>());
        to.strings(&self.relations);
        self.gazetteer.write(&mut to);
        self.vocabulary.write(&mut to);
        self.net.write(&mut to);
        self.reranker.write(&mut to);
        to.finish()
    }

    /// Reads a file that [`Models::to_bytes`] wrote; `None` where it is damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Models> {
        let mut from = Reader::new(bytes);
        if from.u32()? != MAGIC {
            return None;
        }
        let segmenter = Segmenter::read(&mut from)?;
        let lemmatiser = Lemmatiser::read(&mut from)?;
        let names = from.strings()?;
        let tags = names.iter().map(|t| t.split_once('|').and_then(|(u, x)| Some((Upos::parse(u)?, x.to_owned()))));
        let tags: Vec<(Upos, String)> = tags.collect::<Option<_>>()?;
        let relations = from.strings()?;
        let gazetteer = Gazetteer::read(&mut from)?;
        let vocabulary = Vocabulary::read(&mut from)?;
        let net = Net::read(&mut from)?;
        let reranker = Reranker::read(&mut from)?;
        let fits = net.sizes.tags == tags.len() && net.sizes.relations == relations.len() && net.sizes.rows == vocabulary.rows();
        fits.then_some(Models { segmenter, lemmatiser, tags, relations, gazetteer, vocabulary, net, reranker })
    }
}
