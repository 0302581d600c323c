//! The article under reading: what is known so far, and the questions that every reader asks of it.

use model::{
    Article, Block, BlockKind, Claim, Deed, LocalActor, Mention, NameSpan, PositionMention, Publication, Reading, Sentence,
    SourceReference, Span, Statement, TimeExpression,
};

/// An article with its syntax, filled stage by stage.
#[derive(Clone, Debug)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// The block of each sentence, an index into `article.blocks`.
    pub sentence_blocks: Vec<u32>,
    /// Names as the language engine found them, in order.
    pub name_spans: Vec<NameSpan>,
    /// Found by `times`.
    pub times: Vec<TimeExpression>,
    /// Found by `names`.
    pub actors: Vec<LocalActor>,
    /// Found by `names`, in order of position.
    pub mentions: Vec<Mention>,
    /// Found by `names`.
    pub positions: Vec<PositionMention>,
    /// Found by `statements`.
    pub statements: Vec<Statement>,
    /// Outlets cited; starts with those of the article's credit lines, `statements` adds those of the text.
    pub sources: Vec<SourceReference>,
    /// Found by `claims`.
    pub claims: Vec<Claim>,
    /// Found by `claims`.
    pub deeds: Vec<Deed>,
    /// Remarks for a person.
    pub notes: Vec<String>,
}

impl Document {
    /// An article of which only the syntax is known.
    pub fn new(article: Article, sentences: Vec<Sentence>, name_spans: Vec<NameSpan>) -> Document {
        let sentence_blocks = sentences
            .iter()
            .map(|sentence| {
                let after = article.blocks.partition_point(|block| block.span.start <= sentence.span.start);
                after.saturating_sub(1) as u32
            })
            .collect();
        let sources = article.sources.clone();
        Document {
            article,
            sentences,
            sentence_blocks,
            name_spans,
            times: Vec::new(),
            actors: Vec::new(),
            mentions: Vec::new(),
            positions: Vec::new(),
            statements: Vec::new(),
            sources,
            claims: Vec::new(),
            deeds: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// The form of word `token` of sentence `sentence`.
    pub fn form(&self, sentence: usize, token: usize) -> &str {
        self.sentences[sentence].tokens[token].span.of(&self.article.text)
    }

    /// The block that sentence `sentence` stands in.
    pub fn block(&self, sentence: usize) -> Option<&Block> {
        self.article.blocks.get(*self.sentence_blocks.get(sentence)? as usize)
    }

    /// Kind of the block that sentence `sentence` stands in.
    pub fn block_kind(&self, sentence: usize) -> BlockKind {
        self.block(sentence).map_or(BlockKind::Body, |block| block.kind)
    }

    /// The sentence and word whose span holds byte `at`.
    pub fn word_at(&self, at: u32) -> Option<(usize, usize)> {
        let sentence = self.sentences.partition_point(|s| s.span.end <= at);
        let tokens = &self.sentences.get(sentence)?.tokens;
        let token = tokens.partition_point(|t| t.span.end <= at);
        (token < tokens.len() && tokens[token].span.start <= at).then_some((sentence, token))
    }

    /// First and last word (inclusive) of sentence `sentence` that lie in `span`.
    pub fn words_in(&self, sentence: usize, span: Span) -> Option<(usize, usize)> {
        let tokens = &self.sentences.get(sentence)?.tokens;
        let first = tokens.partition_point(|t| t.span.end <= span.start);
        let last = tokens.partition_point(|t| t.span.start < span.end);
        (first < last).then(|| (first, last - 1))
    }

    /// When the article was published, as far as known.
    pub fn published(&self) -> Option<&Publication> {
        self.article.published.as_ref()
    }

    /// The narrowest mention whose head is this word.
    pub fn mention_at(&self, sentence: usize, token: usize) -> Option<&Mention> {
        self.mentions.iter().filter(|m| m.head == (sentence as u32, token as u32)).min_by_key(|m| m.span.len())
    }

    /// Canonical name of the actor of a mention.
    pub fn actor_name(&self, mention: &Mention) -> Option<&str> {
        mention.actor.and_then(|a| self.actors.get(a as usize)).map(|a| a.name.as_str())
    }

    /// The finished reading.
    pub fn into_reading(self) -> Reading {
        Reading {
            article: self.article,
            sentences: self.sentences,
            sentence_blocks: self.sentence_blocks,
            actors: self.actors,
            mentions: self.mentions,
            positions: self.positions,
            times: self.times,
            statements: self.statements,
            sources: self.sources,
            claims: self.claims,
            deeds: self.deeds,
            notes: self.notes,
        }
    }
}
