//! The order of the reports does not matter, and copies are no second source.

use model::*;

fn reading(text: &str, day: &str, cites: Option<&str>) -> Reading {
    let envelope = Envelope::day(day.parse().expect("a date"));
    let mut sentences = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(". ").chain([(text.len(), "")]) {
        sentences.push(Sentence { span: Span::new(from, at), tokens: Vec::new() });
        from = at + 2;
    }
    let mut fields = Fields::new();
    fields.set(FieldKey::Proposer, "Borduria").set(FieldKey::Addressee, "Syldavia").set(FieldKey::Content, "truce of ten days");
    let claim = Claim { fields, ..Claim::new(ClaimKind::Proposal, Status::Proposed, 0, sentences[0].span) };
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Body };
    let source = |name: &str| SourceReference { span: Span::new(0, 4), outlet: name.to_owned(), relation: SourceRelation::Cites };
    Reading {
        article: Article {
            text: text.to_owned(),
            language: "en".into(),
            published: Some(Publication { envelope, basis: DateBasis::Given, grounds: Vec::new() }),
            title: None,
            byline: None,
            outlet: None,
            blocks: vec![block],
            sources: Vec::new(),
        },
        sentence_blocks: vec![0; sentences.len()],
        sentences,
        actors: Vec::new(),
        mentions: Vec::new(),
        positions: Vec::new(),
        times: Vec::new(),
        statements: Vec::new(),
        sources: cites.map(source).into_iter().collect(),
        claims: vec![claim],
        deeds: Vec::new(),
        notes: Vec::new(),
    }
}

const A: &str = "Borduria offered Syldavia a truce of ten days on Monday. The envoy Ida Berg carried the letter to Klow. \
                 Syldavia's council will meet on Friday over the prisoners. Shelling of the bridge went on all night.";
const B: &str = "A truce of ten days was offered to Syldavia by Borduria on Monday. Its letter was carried to Klow by envoy Ida Berg. \
                 On Friday the council of Syldavia meets about the prisoners. The bridge was under shelling all night.";
const C: &str =
    "Borduria proposed a truce of ten days to Syldavia. Farmers in the valley wait for rain. The harvest fair opens in June with music.";
const D: &str =
    "Borduria wants a truce of ten days from Syldavia. Snow closed the pass above Klow. Miners on strike marched through the capital.";

#[test]
fn any_order_gives_the_same_record_and_a_retelling_shares_its_root() {
    let readings = [
        reading(A, "2031-05-06", Some("Daily Pelican")),
        reading(B, "2031-05-06", None),
        reading(C, "2031-05-07", None),
        reading(D, "2027-02-01", None),
    ];
    let ids = ["a", "b", "c", "d"];
    let source = |i: usize| fuse::Source { id: ids[i], url: None, sha256: ids[i], reading: &readings[i] };
    let first = fuse::fuse(&[source(0), source(1), source(2), source(3)]);
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
        assert_eq!(fuse::fuse(&order.map(source)), first);
    }
    let root = |id: &str| first.reports.iter().find(|r| r.id == id).map(|r| r.root.clone()).expect("a report");
    assert_eq!(root("a"), "origin:Daily Pelican");
    assert_eq!(root("b"), root("a"));
    assert_eq!(root("c"), "c");
    // One offer of 2031 in three reports of two roots.
    let offer = first.moves.iter().find(|m| m.evidence.iter().any(|e| e.report == "a")).expect("the offer");
    assert_eq!((offer.reports, offer.roots, offer.by.as_slice()), (3, 2, &["Borduria".to_owned()][..]));
    assert!(offer.evidence.iter().all(|e| e.report != "d"), "years apart");
}

/// A claim of a kind between two of four made-up parties.
fn claim(kind: ClaimKind, status: Status, sentence: u32, span: Span, by: &str, to: &str, content: &str) -> Claim {
    let mut fields = Fields::new();
    fields.set(if kind == ClaimKind::Proposal { FieldKey::Proposer } else { FieldKey::By }, by);
    let answer =
        (kind == ClaimKind::Answer).then_some(if content.len().is_multiple_of(2) { AnswerKind::Reject } else { AnswerKind::NoneYet });
    if kind == ClaimKind::Answer {
        fields.set(FieldKey::To, content);
    } else {
        fields.set(FieldKey::Addressee, to).set(FieldKey::Content, content);
    }
    Claim { fields, answer, ..Claim::new(kind, status, sentence, span) }
}

/// Numbers that look drawn by chance and are the same in every run (Knuth's linear congruential generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }
}

#[test]
fn thirty_reports_in_any_order_give_the_same_bytes() {
    let parties = ["Borduria", "Syldavia", "Poldevia", "dockers"];
    let contents = ["truce of ten days", "a meeting in Klow", "release of the captives", "the offer", "wage rise of four percent"];
    for seed in 1..6 {
        let mut chance = Chance(seed);
        let readings: Vec<Reading> = (0..30)
            .map(|n| {
                let text = [A, B, C, D][chance.below(4)];
                let mut reading = reading(text, &format!("2031-05-{:02}", 1 + chance.below(28)), (n % 7 == 0).then_some("Daily Pelican"));
                if n % 5 == 0 {
                    reading.article.published = None;
                }
                let kinds = [ClaimKind::Proposal, ClaimKind::Demand, ClaimKind::Answer, ClaimKind::Answer];
                for sentence in 0..reading.sentences.len() {
                    let kind = kinds[chance.below(4)];
                    let status = if kind == ClaimKind::Proposal { Status::Proposed } else { Status::Demanded };
                    let (by, to, content) = (parties[chance.below(4)], parties[chance.below(4)], contents[chance.below(5)]);
                    let span = reading.sentences[sentence].span;
                    reading.claims.push(claim(kind, status, sentence as u32, span, by, to, content));
                }
                reading
            })
            .collect();
        let ids: Vec<String> = (0..30).map(|n| format!("r{n:02}")).collect();
        let bytes = |order: &[usize]| {
            let sources: Vec<fuse::Source<'_>> =
                order.iter().map(|&n| fuse::Source { id: &ids[n], url: None, sha256: &ids[n], reading: &readings[n] }).collect();
            serde_json::to_vec(&fuse::fuse(&sources)).expect("a record")
        };
        let mut order: Vec<usize> = (0..30).collect();
        let first = bytes(&order);
        for _ in 0..6 {
            for k in (1..order.len()).rev() {
                order.swap(k, chance.below(k + 1));
            }
            assert!(bytes(&order) == first, "seed {seed}, order {order:?}");
        }
    }
}

/// An answer goes to the move of him to whom it was put, and nobody answers his own.
#[test]
fn answers_go_to_the_addressee() {
    let mut r = reading(A, "2031-05-06", None);
    let span = |r: &Reading, s: usize| r.sentences[s].span;
    let more = [
        claim(ClaimKind::Ultimatum, Status::Threatened, 1, span(&r, 1), "Poldevia", "Borduria", "leave the bridge"),
        claim(ClaimKind::Answer, Status::Refused, 2, span(&r, 2), "Syldavia", "", "the truce offer!"),
        claim(ClaimKind::Answer, Status::Refused, 3, span(&r, 3), "Poldevia", "", "the ultimatum"),
    ];
    r.claims.extend(more);
    let record = fuse::fuse(&[fuse::Source { id: "a", url: None, sha256: "a", reading: &r }]);
    let of = |kind: ClaimKind| record.moves.iter().find(|m| m.kind == kind).expect("a move");
    let by: Vec<&str> = of(ClaimKind::Proposal).answers.iter().map(|a| a.by.as_str()).collect();
    assert_eq!(by, ["Syldavia"]);
    assert!(of(ClaimKind::Ultimatum).answers.is_empty(), "its author does not answer it, Syldavia was not asked");
}
