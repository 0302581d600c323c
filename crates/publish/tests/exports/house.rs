//! A record made by hand, with words in it that forms trip over.

use jiff::civil::date;
use model::*;
use publish::brief::ReportText;
use publish::export::{Filter, Result, Source, View, format};
use record::{HistoryEntry, HistoryWhat};
use std::collections::BTreeMap;

/// A report whose words look like formulas, markup and escapes.
pub const TEXT: &str = "=HYPERLINK(\"http://evil.invalid\"); Ruritania, “the bold”, handed Graustark an offer of talks in Vienna next week. \
Graustark has not replied; {braces}, back\\slash & <script>alert(1)</script>. 和平 – die Ärzte übergaben 40 Gefangene 🙂 in Köln, wie es hieß.";

pub fn sentences() -> Vec<Span> {
    let ends: Vec<usize> = TEXT.match_indices(". ").map(|(at, _)| at + 1).chain([TEXT.len()]).collect();
    let starts = [0].into_iter().chain(ends.iter().map(|end| end + 1));
    starts.zip(ends.iter()).map(|(start, &end)| Span::new(start, end)).collect()
}

pub fn evidence(sentence: u32) -> Vec<Evidence> {
    vec![Evidence { report: "r,1".into(), sentence, span: sentences()[sentence as usize], stance: Stance::Supports }]
}

pub fn week() -> Envelope {
    Envelope::new(Some(date(2031, 7, 21)), Some(date(2031, 7, 27)))
}

pub fn fact(id: &str, kind: ClaimKind, status: Status, envelope: Envelope, sentence: u32, roles: &[(FieldKey, &str)]) -> Fact {
    let mut fields = Fields::new();
    for (key, value) in roles {
        fields.set(*key, *value);
    }
    Fact {
        id: id.into(),
        kind,
        status,
        fields,
        envelope,
        speaker: None,
        evidence: evidence(sentence),
        reports: 1,
        roots: 1,
        process: Some("p".into()),
        links: Vec::new(),
        ruling: None,
        doubts: Vec::new(),
        unsure: false,
    }
}

fn actor(id: &str, kind: ActorKind, name: &str, side: Option<&str>) -> Actor {
    Actor { id: id.into(), kind, name: name.into(), names: vec![name.into()], side: side.map(str::to_owned), positions: Vec::new() }
}

pub fn record() -> Record {
    let mut meeting =
        fact("f-met", ClaimKind::Meeting, Status::Planned, Envelope::day(date(2031, 7, 30)), 0, &[(FieldKey::Place, "Vienna; Hofburg")]);
    meeting.fields.set(FieldKey::Participants, vec!["Graustark".to_owned(), "Ruritania".to_owned()]);
    let mut envoy = actor("Rudolf Rassendyll", ActorKind::Person, "Rudolf Rassendyll", Some("Ruritania"));
    envoy.names.push("Rassendyll".into());
    envoy.positions.push(Tenure {
        label: "envoy of Ruritania".into(),
        envelope: Envelope::day(date(2031, 7, 20)),
        ended: false,
        evidence: evidence(0),
        verdict: None,
    });
    let report = |id: &str, title: &str, root: &str, origin: Option<&str>| ReportEntry {
        id: id.into(),
        title: Some(title.into()),
        outlet: Some("The Strelsau Post & Mail".into()),
        url: (id == "r2").then(|| "https://post.example/a?b=1&c={d}".into()),
        published: Some(Publication { envelope: Envelope::day(date(2031, 7, 20)), basis: DateBasis::Given, grounds: Vec::new() }),
        root: root.into(),
        origin: origin.map(str::to_owned),
        sha256: "ab".repeat(32),
        story: None,
    };
    Record {
        reports: vec![
            report("r,1", "100% of {it}: $5 & “more” \\o/", "origin:Zenda Wire", Some("Zenda Wire")),
            report("r2", "Second", "r2", None),
        ],
        derivations: vec![Derivation {
            from: "r,1".into(),
            to: "origin:Zenda Wire".into(),
            relation: Relation::Cites,
            score: 1.0,
            evidence: Vec::new(),
        }],
        actors: vec![
            actor("graustark", ActorKind::State, "Graustark", Some("Graustark")),
            actor("ruritania", ActorKind::State, "Ruritania", Some("Ruritania")),
            envoy,
        ],
        statements: vec![Utterance {
            id: "s1".into(),
            speaker: Some("Rudolf Rassendyll".into()),
            envelope: Envelope::OPEN,
            wordings: Vec::new(),
            roots: 1,
        }],
        facts: vec![
            fact(
                "f-offer",
                ClaimKind::Proposal,
                Status::Proposed,
                week(),
                0,
                &[(FieldKey::Proposer, "Ruritania"), (FieldKey::Addressee, "Graustark"), (FieldKey::Content, "=1+1; talks, in \"Vienna\"")],
            ),
            meeting,
            fact("f-home", ClaimKind::Exchange, Status::Happened, Envelope::day(date(2031, 7, 19)), 2, &[(FieldKey::By, "Graustark")]),
            fact("f-view", ClaimKind::Assessment, Status::Stated, Envelope::OPEN, 1, &[(FieldKey::Holder, "+both sides")]),
        ],
        moves: vec![Move {
            id: "f-offer".into(),
            kind: ClaimKind::Proposal,
            by: vec!["Ruritania".into()],
            to: vec!["Graustark".into()],
            content: "=1+1; talks, in \"Vienna\"".into(),
            track: Some("talks".into()),
            stage: Stage::Delivered,
            due: Some(week()),
            condition: None,
            answers: vec![AnswerEntry {
                by: "Graustark".into(),
                answer: AnswerKind::NoneYet,
                condition: None,
                envelope: Envelope::OPEN,
                evidence: evidence(1),
            }],
            owes: vec!["Graustark".into()],
            state: "open".into(),
            evidence: evidence(0),
            reports: 1,
            roots: 1,
        }],
        conflicts: Vec::new(),
        processes: vec![Process {
            id: "p".into(),
            name: "Graustark and Ruritania, 2031".into(),
            parties: vec!["Graustark".into(), "Ruritania".into()],
            tracks: Vec::new(),
            state: None,
            envelope: Envelope::day(date(2031, 7, 20)),
            facts: vec!["f-offer".into(), "f-met".into(), "f-home".into(), "f-view".into()],
            gist: Vec::new(),
        }],
    }
}

/// A dossier in memory: one reading with one claim, two steps of history.
pub struct Shelf;

impl Source for Shelf {
    fn reading(&self, report: &str) -> Result<Option<Reading>> {
        Ok((report == "r,1").then(reading))
    }

    fn history(&self) -> Result<Vec<HistoryEntry>> {
        let step = |at: &str, id: &str, shelf: &str, what| HistoryEntry {
            at: at.into(),
            cause: "read".into(),
            id: id.into(),
            shelf: shelf.into(),
            what,
            before: None,
            reason: None,
        };
        Ok(vec![
            step("2031-07-20T08:00:00Z", "f-offer", "fact", HistoryWhat::New),
            step("2031-07-20T08:00:00Z", "f-offer", "move", HistoryWhat::New),
            step("2031-07-20T08:00:00Z", "ruritania", "actor", HistoryWhat::New),
            step("2031-07-21T09:30:00Z", "f-home", "fact", HistoryWhat::Changed),
        ])
    }
}

pub fn reading() -> Reading {
    let at = TEXT.find("next week").expect("there");
    let time = TimeExpression {
        span: Span::new(at, at + 9),
        timex: TimexType::Date,
        value: "2031-W30".into(),
        envelope: week(),
        granularity: Granularity::Week,
        anchor: Anchor::Publication,
        alternatives: Vec::new(),
        implicit: false,
    };
    Reading {
        article: Article {
            text: TEXT.into(),
            language: "en".into(),
            published: None,
            title: None,
            byline: Some("A. & B. Hope".into()),
            outlet: None,
            blocks: Vec::new(),
            sources: Vec::new(),
        },
        sentences: sentences().into_iter().map(|span| Sentence { span, tokens: Vec::new() }).collect(),
        sentence_blocks: Vec::new(),
        actors: Vec::new(),
        mentions: Vec::new(),
        positions: Vec::new(),
        times: vec![time],
        statements: Vec::new(),
        sources: Vec::new(),
        claims: vec![claim()],
        deeds: Vec::new(),
        notes: Vec::new(),
    }
}

/// A claim of the first sentence.
pub fn claim() -> Claim {
    let mut fields = Fields::new();
    fields.set(FieldKey::Proposer, "Ruritania").set(FieldKey::Content, "=1+1; talks, in \"Vienna\"");
    Claim {
        fields,
        time: Some(ClaimTime { expression: Some(0), envelope: week(), implicit: false, event: None }),
        code: Some(Plover::Agree),
        source: vec![Span::new(TEXT.find("Ruritania").expect("there"), TEXT.find("Ruritania").expect("there") + 9)],
        ..Claim::new(ClaimKind::Proposal, Status::Proposed, 0, sentences()[0])
    }
}

/// The record in a form, as bytes.
pub fn bytes(name: &str) -> Vec<u8> {
    write(name, &record(), None)
}

pub fn write(name: &str, record: &Record, base: Option<&str>) -> Vec<u8> {
    filtered(name, record, &Filter::default(), base)
}

/// What a filter leaves of a record, in a form.
pub fn filtered(name: &str, whole: &Record, filter: &Filter, base: Option<&str>) -> Vec<u8> {
    let record = &filter.apply(whole.clone());
    let texts = BTreeMap::from([("r,1".to_owned(), ReportText { text: TEXT.to_owned(), sentences: sentences() })]);
    let address = base.map(|base| format!("{base}export/{name}"));
    let view = View {
        record,
        whole,
        filter,
        process: None,
        texts: &texts,
        source: &Shelf,
        title: "talks; of <2031>",
        base,
        address: address.as_deref(),
        as_of: None,
    };
    let mut out = Vec::new();
    format(name).expect("a form").write(&view, &mut out).expect("writes");
    let mut again = Vec::new();
    format(name).expect("a form").write(&view, &mut again).expect("writes");
    assert!(out == again, "{name}: the same record gives the same bytes");
    out
}

/// The record in a form, as text.
pub fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).expect("UTF-8")
}
