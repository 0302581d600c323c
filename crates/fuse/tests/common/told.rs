//! Reports in a few lines, for the literate tests: see `tests/records/README.md`.

use model::*;

/// A reading with its id.
pub struct Told {
    pub id: String,
    pub reading: Reading,
}

/// All reports of a block of lines. The actors are known to every report.
pub fn reports(block: &str) -> Vec<Told> {
    let mut actors: Vec<LocalActor> = Vec::new();
    let mut out: Vec<Told> = Vec::new();
    for line in block.lines().filter(|l| !l.trim().is_empty()) {
        if let Some(list) = line.strip_prefix("actors:") {
            for entry in list.split(';') {
                let (name, kind) = entry.split_once('=').expect("NAME = KIND");
                let kind = ActorKind::parse(kind.trim()).unwrap_or_else(|| panic!("no kind of actor: {kind}"));
                actors.push(LocalActor { name: name.trim().to_owned(), id: None, kind, side: None });
            }
        } else if let Some(claim) = line.strip_prefix("  ") {
            add(&mut out.last_mut().expect("a report first").reading, claim);
        } else {
            let (id, day) = line.split_once(' ').expect("ID DAY");
            out.push(Told { id: id.to_owned(), reading: on(day.trim()) });
        }
    }
    for told in &mut out {
        finish(&mut told.reading, &actors);
    }
    out
}

/// Fuses them.
pub fn fuse(all: &[Told]) -> Record {
    let sources: Vec<_> = all.iter().map(|t| fuse::Source { id: &t.id, url: None, sha256: &t.id, reading: &t.reading }).collect();
    fuse::fuse(&sources)
}

fn on(day: &str) -> Reading {
    let envelope = Envelope::day(day.parse().expect("a date"));
    super::empty(Some(Publication { envelope, basis: DateBasis::Given, grounds: Vec::new() }))
}

/// "KIND STATUS | field: value; value | … | words: the sentence". A line that begins with "words:" is a sentence without a claim.
fn add(reading: &mut Reading, line: &str) {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let words = cells.iter().find_map(|c| c.strip_prefix("words:")).map(str::trim);
    let sentence = words.map_or_else(|| format!("{}.", cells[1..].join(" ")), str::to_owned);
    let start = reading.article.text.len();
    reading.article.text.push_str(&sentence);
    let span = Span::new(start, reading.article.text.len());
    reading.article.text.push('\n');
    reading.sentences.push(Sentence { span, tokens: Vec::new() });
    reading.sentence_blocks.push(0);
    let Some((kind, status)) = cells[0].split_once(' ') else { return };
    let (Some(kind), Some(status)) = (ClaimKind::parse(kind), Status::parse(status)) else { return };
    let mut fields = Fields::new();
    let (mut answer, mut time) = (None, None);
    for (key, value) in cells[1..].iter().filter_map(|c| c.split_once(':')).map(|(k, v)| (k.trim(), v.trim())) {
        match key {
            "words" => {}
            "answer" => answer = AnswerKind::parse(value),
            "time" => {
                let (from, to) = value.split_once("..").unwrap_or((value, value));
                let envelope = Envelope::new(from.parse().ok(), to.parse().ok());
                time = Some(ClaimTime { expression: None, envelope, implicit: false, event: None });
            }
            _ => {
                let key = FieldKey::parse(key).unwrap_or_else(|| panic!("no field: {key}"));
                let list: Vec<String> = value.split(';').map(|v| v.trim().to_owned()).collect();
                if list.len() == 1 {
                    fields.set(key, value)
                } else {
                    fields.set(key, list)
                };
            }
        }
    }
    let sentence = reading.sentences.len() as u32 - 1;
    reading.claims.push(Claim { fields, time, answer, ..Claim::new(kind, status, sentence, span) });
}

/// Finds the actors in the text.
fn finish(reading: &mut Reading, actors: &[LocalActor]) {
    let text = reading.article.text.clone();
    reading.article.blocks = vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Body }];
    for actor in actors {
        let found: Vec<usize> = text.match_indices(actor.name.as_str()).map(|(at, _)| at).collect();
        if found.is_empty() {
            continue;
        }
        let index = reading.actors.len() as u32;
        reading.actors.push(actor.clone());
        for at in found {
            let span = Span::new(at, at + actor.name.len());
            let sentence = reading.sentences.iter().position(|s| s.span.start <= span.start && span.end <= s.span.end).unwrap_or(0);
            let kind = if actor.kind == ActorKind::Person { EntityKind::Person } else { EntityKind::Organisation };
            let mention = Mention { span, head: (sentence as u32, 0), kind, form: MentionForm::Name, actor: Some(index), name: None };
            reading.mentions.push(mention);
        }
    }
    reading.mentions.sort_by_key(|m| m.span);
}
