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
    let claim = Claim {
        kind: ClaimKind::Proposal,
        status: Status::Proposed,
        sentence: 0,
        span: sentences[0].span,
        speaker: None,
        chain: Vec::new(),
        evidential: Evidential::Asserted,
        fields,
        time: None,
        answer: None,
        code: None,
        source: Vec::new(),
        target: Vec::new(),
        doubt: None,
    };
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
