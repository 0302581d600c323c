//! Annotations of one report, one JSON object a line (exchange format, part 2). Offsets leave here as Unicode code points.

use model::{
    Anchor, Block, ChainMention, Claim, CodePoints, Deed, EntityKind, Envelope, Mention, MentionForm, Reading, Sentence, Span, Statement,
    TimeExpression, Upos,
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The annotation of a report as a JSON object, keys in the order of the exchange format. `chains` are the phrases that mean the same, in order.
///
/// There are as many words and phrases in it as in the report: they are laid out for writing as they are, without a map of keys for each.
pub fn annotation<'r>(id: &'r str, reading: &'r Reading, chains: &[ChainMention]) -> impl Serialize + use<'r> {
    let points = CodePoints::new(&reading.article.text);
    let writer = Writer { reading, points };
    let article = &reading.article;
    Annotation {
        id,
        text: &article.text,
        language: &article.language,
        published: article.published.as_ref().map_or(Value::Null, published),
        title: article.title.as_deref(),
        byline: article.byline.as_deref(),
        outlet: article.outlet.as_deref(),
        blocks: writer.all(&article.blocks, Writer::block),
        sentences: reading.sentences.iter().map(|sentence| writer.sentence(sentence)).collect(),
        entities: writer.entities(chains),
        times: writer.all(&reading.times, Writer::time),
        statements: writer.all(&reading.statements, Writer::statement),
        sources: writer.sources(),
        claims: writer.claims(),
        notes: Some(json!(reading.notes)).filter(|_| !reading.notes.is_empty()),
    }
}

#[derive(Serialize)]
struct Annotation<'r> {
    id: &'r str,
    text: &'r str,
    language: &'r str,
    published: Value,
    title: Option<&'r str>,
    byline: Option<&'r str>,
    outlet: Option<&'r str>,
    blocks: Value,
    sentences: Vec<Words<'r>>,
    entities: Vec<Entity<'r>>,
    times: Value,
    statements: Value,
    sources: Value,
    claims: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<Value>,
}

#[derive(Serialize)]
struct Words<'r> {
    start: usize,
    end: usize,
    tokens: Vec<Word<'r>>,
}

#[derive(Serialize)]
struct Word<'r> {
    start: usize,
    end: usize,
    form: &'r str,
    lemma: &'r str,
    upos: Upos,
    xpos: &'r str,
    head: u16,
    deprel: &'r str,
}

#[derive(Serialize)]
struct Entity<'r> {
    start: usize,
    end: usize,
    kind: Option<EntityKind>,
    mention: Option<MentionForm>,
    actor: Option<Cow<'r, str>>,
    name: Option<&'r str>,
    cluster: u32,
}

/// Publication envelope with its basis and grounds.
pub fn published(publication: &model::Publication) -> Value {
    let mut value = envelope(publication.envelope);
    value.insert("basis".into(), json!(publication.basis));
    if !publication.grounds.is_empty() {
        value.insert("grounds".into(), json!(publication.grounds));
    }
    Value::Object(value)
}

fn envelope(envelope: Envelope) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("earliest".into(), json!(envelope.earliest));
    map.insert("latest".into(), json!(envelope.latest));
    map
}

struct Writer<'r> {
    reading: &'r Reading,
    points: CodePoints<'r>,
}

impl<'r> Writer<'r> {
    fn all<T>(&self, items: &[T], write: impl Fn(&Self, &T) -> Value) -> Value {
        Value::Array(items.iter().map(|item| write(self, item)).collect())
    }

    fn place(&self, span: Span) -> Map<String, Value> {
        let (start, end) = self.points.span(span);
        let mut map = Map::new();
        map.insert("start".into(), json!(start));
        map.insert("end".into(), json!(end));
        map
    }

    fn pairs(&self, spans: &[Span]) -> Value {
        Value::Array(spans.iter().map(|&span| json!(self.points.span(span))).collect())
    }

    fn actor(&self, index: Option<u32>) -> Option<&'r model::LocalActor> {
        self.reading.actors.get(index? as usize)
    }

    fn block(&self, block: &Block) -> Value {
        let mut map = self.place(block.span);
        map.insert("kind".into(), json!(block.kind));
        Value::Object(map)
    }

    fn sentence(&self, sentence: &'r Sentence) -> Words<'r> {
        let (start, end) = self.points.span(sentence.span);
        let tokens = sentence.tokens.iter().map(|token| {
            let (start, end) = self.points.span(token.span);
            let form = token.span.of(&self.reading.article.text);
            Word { start, end, form, lemma: &token.lemma, upos: token.upos, xpos: &token.xpos, head: token.head, deprel: &token.deprel }
        });
        Words { start, end, tokens: tokens.collect() }
    }

    /// Mentions of actors and names, and the other phrases of the chains, in order of position.
    ///
    /// `cluster` tells what means the same, over whole phrases: of "President Kuol Deng" the whole is a member of its chain, and the bare name inside has a
    /// cluster of its own, though both are one `actor`. A chain that is no actor's has an id with a number sign.
    fn entities(&self, chains: &[ChainMention]) -> Vec<Entity<'r>> {
        let mentions = &self.reading.mentions;
        let mut alone = chains.iter().map(|m| m.chain + 1).max().unwrap_or(0);
        let mut out = Vec::with_capacity(mentions.len() + chains.len());
        let (mut m, mut c) = (0, 0);
        while m < mentions.len() || c < chains.len() {
            let at = |span: Span| (span.start, span.end);
            let (mention, phrase) = match (mentions.get(m), chains.get(c)) {
                (Some(mention), Some(phrase)) if mention.span == phrase.span => (Some(mention), Some(phrase)),
                (Some(mention), Some(phrase)) if at(phrase.span) < at(mention.span) => (None, Some(phrase)),
                (Some(mention), _) => (Some(mention), None),
                (None, phrase) => (None, phrase),
            };
            m += usize::from(mention.is_some());
            c += usize::from(phrase.is_some());
            let cluster = phrase.map_or_else(
                || {
                    alone += 1;
                    alone - 1
                },
                |phrase| phrase.chain,
            );
            out.push(self.entity(mention, phrase, cluster));
        }
        out
    }

    /// A mention, a phrase of a chain, or both over the same words.
    fn entity(&self, mention: Option<&'r Mention>, phrase: Option<&ChainMention>, cluster: u32) -> Entity<'r> {
        let span = mention.map(|m| m.span).or(phrase.map(|p| p.span)).unwrap_or_default();
        let (start, end) = self.points.span(span);
        // A phrase around a name is no name: names are what the reader of names found.
        let form = |p: &ChainMention| if p.form == MentionForm::Name { MentionForm::Nominal } else { p.form };
        let actor = self.actor(mention.and_then(|m| m.actor)).or_else(|| self.actor(phrase.and_then(|p| p.actor)));
        let id = actor.map(|a| Cow::from(a.id.as_deref().unwrap_or(&a.name)));
        Entity {
            start,
            end,
            kind: mention.map(|m| m.kind).or(phrase.map(|p| p.kind)),
            mention: mention.map(|m| m.form).or(phrase.map(form)),
            actor: id.or_else(|| phrase.map(|p| format!("#{}", p.chain).into())),
            name: mention.and_then(|m| m.name.as_deref()).or(actor.map(|a| a.name.as_str())),
            cluster,
        }
    }

    fn time(&self, time: &TimeExpression) -> Value {
        let mut map = self.place(time.span);
        map.insert("type".into(), json!(time.timex));
        map.insert("value".into(), json!(time.value));
        map.extend(envelope(time.envelope));
        map.insert("granularity".into(), json!(time.granularity));
        map.insert("anchor".into(), json!(time.anchor));
        if !time.alternatives.is_empty() {
            map.insert("alternatives".into(), time.alternatives.iter().map(|&e| Value::Object(envelope(e))).collect());
        }
        map.insert("edtf".into(), json!(time.envelope.edtf()));
        Value::Object(map)
    }

    fn statement(&self, statement: &Statement) -> Value {
        json!({
            "mode": statement.mode,
            "cue": self.pairs(&statement.cue),
            "content": self.pairs(&statement.content),
            "source": self.pairs(&statement.source),
            "speaker": self.actor(statement.speaker).map(|a| &a.name),
            "addressee": self.actor(statement.addressee).map(|a| &a.name),
            "parent": statement.parent,
            "sentence": statement.sentence,
            "occasion": statement.setting.occasion.map(|s| self.points.span(s)),
            "medium": statement.setting.medium.map(|s| self.points.span(s)),
            "place": statement.setting.place.map(|s| self.points.span(s)),
            "time": statement.setting.time.map(|s| self.points.span(s)),
        })
    }

    fn sources(&self) -> Value {
        let sources = self.reading.sources.iter().map(|source| {
            let mut map = self.place(source.span);
            map.insert("outlet".into(), json!(source.outlet));
            map.insert("relation".into(), json!(source.relation));
            Value::Object(map)
        });
        sources.collect()
    }

    /// Claims, then the coded deeds that the vocabulary has no kind for: `kind` is null there.
    fn claims(&self) -> Value {
        let claims = self.reading.claims.iter().map(|claim| self.claim(claim));
        Value::Array(claims.chain(self.reading.deeds.iter().map(|deed| self.deed(deed))).collect())
    }

    fn deed(&self, deed: &Deed) -> Value {
        let mut map = Map::new();
        map.insert("kind".into(), Value::Null);
        map.insert("status".into(), json!(deed.status));
        map.insert("sentence".into(), json!(deed.sentence));
        map.extend(self.place(deed.span));
        map.insert("speaker".into(), json!(deed.speaker));
        map.insert("chain".into(), json!(deed.chain));
        map.insert("fields".into(), json!({}));
        map.insert("time".into(), Value::Null);
        map.insert("code".into(), json!(deed.root));
        map.insert("source".into(), self.pairs(&deed.source));
        map.insert("target".into(), self.pairs(&deed.target));
        Value::Object(map)
    }

    fn claim(&self, claim: &Claim) -> Value {
        let mut map = Map::new();
        map.insert("kind".into(), json!(claim.kind));
        map.insert("status".into(), json!(claim.status));
        map.insert("sentence".into(), json!(claim.sentence));
        map.extend(self.place(claim.span));
        map.insert("speaker".into(), json!(claim.speaker));
        map.insert("chain".into(), json!(claim.chain));
        map.insert("evidential".into(), json!(claim.evidential));
        map.insert("fields".into(), json!(claim.fields));
        map.insert("time".into(), self.claim_time(claim));
        map.insert("code".into(), json!(claim.code));
        if claim.code.is_some() {
            map.insert("source".into(), self.pairs(&claim.source));
            map.insert("target".into(), self.pairs(&claim.target));
        }
        if let Some(doubt) = &claim.doubt {
            map.insert("doubt".into(), json!(doubt));
        }
        Value::Object(map)
    }

    fn claim_time(&self, claim: &Claim) -> Value {
        let Some(time) = &claim.time else { return Value::Null };
        let words = time.expression.and_then(|index| self.reading.times.get(index as usize));
        let span = words.map(|words| words.span).or(time.event);
        let mut map = span.map_or_else(Map::new, |span| self.place(span));
        if let Some(span) = span {
            map.insert("expression".into(), json!(span.of(&self.reading.article.text)));
        }
        if time.event.is_some() || words.is_some_and(|words| words.anchor == Anchor::Event) {
            map.insert("anchor".into(), json!(Anchor::Event));
        }
        map.extend(envelope(time.envelope));
        map.insert("implicit".into(), json!(time.implicit));
        Value::Object(map)
    }
}
