//! A record made by hand, and what its brief must say.

use jiff::civil::date;
use model::*;
use publish::brief::{Material, ReportText, compose, docx, html, markdown, text};
use std::collections::BTreeMap;

const TEXT: &str =
    "Ruritania handed Graustark an offer of talks in Vienna next week. Graustark has not replied. <b>Forty & more</b> prisoners came home.";

fn evidence(sentence: u32) -> Vec<Evidence> {
    let spans = [Span::new(0, 65), Span::new(66, 92), Span::new(93, TEXT.len())];
    vec![Evidence { report: "r1".into(), sentence, span: spans[sentence as usize], stance: Stance::Supports }]
}

fn record() -> Record {
    let week = Envelope::new(Some(date(2031, 7, 21)), Some(date(2031, 7, 27)));
    let fact = |id: &str, kind, status, envelope, sentence| Fact {
        id: id.into(),
        kind,
        status,
        fields: Fields::new(),
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
    };
    let offer = Move {
        id: "f-offer".into(),
        kind: ClaimKind::Proposal,
        by: vec!["Ruritania".into()],
        to: vec!["Graustark".into()],
        content: "talks in Vienna".into(),
        track: Some("talks".into()),
        stage: Stage::Delivered,
        due: Some(week),
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
    };
    Record {
        reports: vec![ReportEntry {
            id: "r1".into(),
            title: Some("Offer".into()),
            outlet: Some("The Strelsau Post".into()),
            url: None,
            published: Some(Publication { envelope: Envelope::day(date(2031, 7, 20)), basis: DateBasis::Given, grounds: Vec::new() }),
            root: "origin:Zenda Wire".into(),
            origin: Some("Zenda Wire".into()),
            sha256: "0".repeat(64),
            story: None,
        }],
        facts: vec![
            fact("f-offer", ClaimKind::Proposal, Status::Proposed, week, 0),
            fact("f-home", ClaimKind::Exchange, Status::Happened, Envelope::day(date(2031, 7, 19)), 2),
        ],
        moves: vec![offer],
        processes: vec![Process {
            id: "p".into(),
            name: "Graustark and Ruritania, 2031".into(),
            parties: vec!["Graustark".into(), "Ruritania".into()],
            tracks: Vec::new(),
            state: None,
            envelope: Envelope::day(date(2031, 7, 20)),
            facts: vec!["f-offer".into(), "f-home".into()],
            gist: Vec::new(),
        }],
        ..Record::default()
    }
}

/// The brief of the whole record on 20 July.
fn on_20_july() -> publish::brief::Brief {
    let record = record();
    let sentences = vec![Span::new(0, 65), Span::new(66, 92), Span::new(93, TEXT.len())];
    let texts = BTreeMap::from([("r1".to_owned(), ReportText { text: TEXT.to_owned(), sentences })]);
    compose(Material { record: &record, texts: &texts, as_of: Some(date(2031, 7, 20)) })
}

#[test]
fn the_brief_says_first_who_owes_an_answer_and_leads_to_the_sentences() {
    let brief = on_20_july();
    let process = &brief.processes[0];
    assert_eq!(process.leads[0].text, "Graustark owes Ruritania an answer: talks in Vienna, asked for 21–27 July 2031.");
    assert_eq!(process.tracks[0].rows[0].owes, ["Graustark"]);
    assert!(process.tracks[0].rows[0].answers.is_empty(), "silence is shown as owing, not as an answer");
    assert_eq!(process.due[0].latest, Some(date(2031, 7, 27)));
    assert_eq!(process.done.lines[0].when.as_deref(), Some("19 July 2031"));
    let note = &brief.notes[process.leads[0].notes[0] - 1];
    assert_eq!(note.sentence, "Ruritania handed Graustark an offer of talks in Vienna next week.");
    assert_eq!(brief.origins[0].rests_on, "Zenda Wire (its report was not read)");

    let plain = text(&brief, 80);
    assert!(plain.contains("» Graustark owes Ruritania an answer"), "{plain}");
    assert!(plain.contains("1 report, 1 source"), "{plain}");
    assert!(plain.lines().all(|line| line.chars().count() <= 80), "{plain}");

    let page = html(&brief);
    assert!(page.contains("&#60;b&#62;Forty &#38; more") || page.contains("&lt;b&gt;Forty &amp; more"), "words of reports are escaped");
    assert!(!page.contains("<b>Forty"));
    let table = markdown(&brief);
    assert!(
        table.contains(
            "| talks | Offer by Ruritania to Graustark | talks in Vienna; delivered; asked for 21–27 July 2031 | Graustark owes an answer |"
        ),
        "{table}"
    );
    assert!(!table.contains("<b>Forty"));
}

#[test]
fn what_only_the_latest_reports_say_is_new() {
    let mut record = record();
    let mut earlier = record.reports[0].clone();
    earlier.id = "r0".into();
    earlier.published = Some(Publication { envelope: Envelope::day(date(2031, 7, 1)), basis: DateBasis::Given, grounds: Vec::new() });
    record.reports.insert(0, earlier);
    record.facts[1].evidence[0].report = "r0".into();
    let sentences = vec![Span::new(0, 65), Span::new(66, 92), Span::new(93, TEXT.len())];
    let report = ReportText { text: TEXT.to_owned(), sentences };
    let texts = BTreeMap::from([("r0".to_owned(), report.clone()), ("r1".to_owned(), report)]);
    let brief = compose(Material { record: &record, texts: &texts, as_of: None });
    let process = &brief.processes[0];
    assert_eq!(process.since, Some(date(2031, 7, 1)));
    assert!(process.news[0].text.starts_with("Graustark owes Ruritania an answer"));
    assert!(process.leads.is_empty());
    assert!(text(&brief, 80).contains("What changed since 1 July 2031:"), "{}", text(&brief, 80));
}

/// What failed on no known day is told while they talk, and is history when an agreement has ended the talks.
#[test]
fn what_is_less_sure_is_counted_until_a_person_rules() {
    let sentences = vec![Span::new(0, 65), Span::new(66, 92), Span::new(93, TEXT.len())];
    let texts = BTreeMap::from([("r1".to_owned(), ReportText { text: TEXT.to_owned(), sentences })]);
    let of = |record: &Record| compose(Material { record, texts: &texts, as_of: Some(date(2031, 7, 20)) });
    let mut record = record();
    (record.facts[1].doubts, record.facts[1].unsure) = (vec![Doubt::Aimed], true);
    let brief = of(&record);
    assert!(brief.processes[0].done.lines.is_empty() && brief.processes[0].unsure == 1);
    for page in [text(&brief, 80), markdown(&brief), html(&brief)] {
        assert!(page.contains("Less sure, in the record only: 1 entry"), "{page}");
    }
    record.facts[1].ruling = Some("confirmed by Rassendyll".into());
    let brief = of(&record);
    assert!(brief.processes[0].done.lines.len() == 1 && brief.processes[0].unsure == 0);
    assert!(!text(&brief, 80).contains("Less sure"));
    // A move is told in the words of its report instead, which no line has told yet.
    (record.facts[0].doubts, record.facts[0].unsure) = (vec![Doubt::Doubtful], true);
    let brief = of(&record);
    let perhaps = &brief.processes[0].perhaps;
    assert!(brief.processes[0].tracks.is_empty() && brief.processes[0].unsure == 0);
    assert_eq!((perhaps.lines.len(), perhaps.more), (1, 0));
    assert!(TEXT.contains(perhaps.lines[0].text.split(['“', '”']).nth(1).unwrap_or("nothing")), "{}", perhaps.lines[0].text);
    for page in [text(&brief, 80), markdown(&brief), html(&brief)] {
        assert!(page.contains("Perhaps moves, in the words of the reports"), "{page}");
    }
    // A sign alone leaves nothing out.
    (record.facts[0].doubts, record.facts[0].unsure) = (vec![Doubt::Deep], false);
    assert_eq!(of(&record).processes[0].tracks.len(), 1);
}

#[test]
fn undated_failures_go_when_the_talks_are_over() {
    let failures = |ended: bool| {
        let mut record = record();
        let mut earlier = record.reports[0].clone();
        earlier.id = "r0".into();
        earlier.published = Some(Publication { envelope: Envelope::day(date(2031, 7, 1)), basis: DateBasis::Given, grounds: Vec::new() });
        record.reports.insert(0, earlier);
        let mut missed = record.facts[0].clone();
        (missed.id, missed.kind, missed.status, missed.envelope) = ("f-missed".into(), ClaimKind::Meeting, Status::Negated, Envelope::OPEN);
        missed.evidence[0].report = "r0".into();
        record.facts.push(missed);
        record.processes[0].facts.push("f-missed".into());
        if ended {
            record.processes[0].state = Some("ended".into());
            record.facts[1].kind = ClaimKind::Agreement;
            record.facts[0].links.push(Link { relation: "closed_by".into(), to: "f-home".into() });
        }
        let sentences = vec![Span::new(0, 65), Span::new(66, 92), Span::new(93, TEXT.len())];
        let report = ReportText { text: TEXT.to_owned(), sentences };
        let texts = BTreeMap::from([("r0".to_owned(), report.clone()), ("r1".to_owned(), report)]);
        compose(Material { record: &record, texts: &texts, as_of: None }).processes[0].failed.lines.len()
    };
    assert_eq!((failures(false), failures(true)), (1, 0));
}

#[test]
fn answers_of_one_party_share_a_cell() {
    let mut record = record();
    let answer =
        |kind| AnswerEntry { by: "Graustark".into(), answer: kind, condition: None, envelope: Envelope::OPEN, evidence: evidence(1) };
    record.moves[0].answers = vec![answer(AnswerKind::Criticise), answer(AnswerKind::Reject), answer(AnswerKind::Reject)];
    record.moves[0].owes.clear();
    record.moves[0].to.clear();
    record.moves[0].by.clear();
    let texts = BTreeMap::new();
    let brief = compose(Material { record: &record, texts: &texts, as_of: None });
    let row = &brief.processes[0].tracks[0].rows[0];
    assert_eq!(row.answers.iter().map(|cell| cell.answer.as_str()).collect::<Vec<_>>(), ["criticises, rejects"]);
    assert!(text(&brief, 80).contains("Offer (by whom is not stated): talks in Vienna"), "{}", text(&brief, 80));
}

/// Read back with a library that is not ours.
#[test]
fn the_word_document_holds_the_table_the_notes_and_no_markup_of_reports() {
    let brief = on_20_july();
    let bytes = docx(&brief).expect("written");
    assert_eq!(bytes, docx(&brief).expect("written"), "no clock in the file");
    let read: serde_json::Value = serde_json::from_str(&docx_rs::read_docx(&bytes).expect("a Word document").json()).expect("JSON");
    let parts = read["document"]["children"].as_array().expect("parts");
    let words = |value: &serde_json::Value| {
        fn gather(value: &serde_json::Value, out: &mut String) {
            match value {
                serde_json::Value::Object(map) => {
                    if map.get("type").is_some_and(|kind| kind == "text") {
                        out.push_str(map["data"]["text"].as_str().unwrap_or(""));
                    }
                    map.values().for_each(|inner| gather(inner, out));
                }
                serde_json::Value::Array(all) => all.iter().for_each(|inner| gather(inner, out)),
                _ => {}
            }
        }
        let mut out = String::new();
        gather(value, &mut out);
        out
    };
    let table = parts.iter().find(|part| part["type"] == "table").expect("a table of moves");
    let rows = table["data"]["rows"].as_array().expect("rows");
    assert_eq!(words(&rows[0]), "TrackMoveWhatAnswersEvidence");
    assert!(words(&rows[1]).contains("talks in Vienna; delivered; asked for 21–27 July 2031"), "{}", words(&rows[1]));
    assert!(words(&rows[1]).contains("○ Graustark owes an answer"), "{}", words(&rows[1]));
    let all = words(&read["document"]);
    assert!(all.contains("<b>Forty & more"), "words of reports are text, not markup: {all}");
    assert!(all.contains("“Ruritania handed Graustark an offer of talks in Vienna next week.”"), "{all}");
    let xml = serde_json::to_string(&read["document"]).expect("JSON");
    for number in 1..=brief.notes.len() {
        assert!(xml.matches(&format!("\"note{number}\"")).count() >= 2, "note {number} is led to and is there");
    }
}

#[test]
fn an_empty_record_gives_a_brief_that_says_so() {
    let (record, texts) = (Record::default(), BTreeMap::new());
    let brief = compose(Material { record: &record, texts: &texts, as_of: None });
    assert!(text(&brief, 80).contains("Nothing on the table"));
    assert!(html(&brief).contains("Nothing on the table"));
}

/// The numbers inside of an element that is written so.
fn numbers(page: &str, open: &str) -> Vec<usize> {
    let inside = page.split(open).skip(1).filter_map(|rest| rest.split_once("</sup>"));
    inside.flat_map(|(numbers, _)| numbers.split(',')).map(|number| number.parse().expect("a number")).collect()
}

/// Notes on paper are numbered from 1 without gaps, in the order in which they stand there, and lines lead to no others.
fn check_paper(page: &str) {
    let (_, listed) = page.split_once("Reports and their sentences").expect("notes on paper");
    let listed = numbers(listed, "<sup>");
    assert_eq!(listed, (1..=listed.len()).collect::<Vec<_>>(), "{page}");
    let led: std::collections::BTreeSet<usize> = numbers(page, "<sup class=\"paper\">").into_iter().collect();
    assert_eq!(led.into_iter().collect::<Vec<_>>(), listed, "{page}");
}

#[test]
fn notes_on_paper_have_no_gaps() {
    check_paper(&html(&on_20_july()));
}

/// So many moves that no sheet holds them: what is owed comes first, what does not fit is counted, and the notes go overleaf.
#[test]
fn paper_holds_what_is_to_be_acted_on_and_counts_the_rest() {
    let mut record = record();
    let offer = record.moves[0].clone();
    for number in 0..30 {
        let id = format!("f-more{number:02}");
        let owed = number >= 24;
        let content =
            format!("a truce of {number} days along the whole of the border, on land and at sea, to be watched by neighbours of both");
        record.facts.push(Fact { id: id.clone(), ..record.facts[0].clone() });
        record.moves.push(Move {
            id: id.clone(),
            content,
            due: None,
            owes: if owed { vec!["Graustark".into()] } else { Vec::new() },
            answers: Vec::new(),
            ..offer.clone()
        });
        record.processes[0].facts.push(id);
    }
    let sentences = vec![Span::new(0, 65), Span::new(66, 92), Span::new(93, TEXT.len())];
    let texts = BTreeMap::from([("r1".to_owned(), ReportText { text: TEXT.to_owned(), sentences })]);
    let page = html(&compose(Material { record: &record, texts: &texts, as_of: None }));
    check_paper(&page);
    let rows: Vec<&str> = page.match_indices("<tr id=").map(|(at, _)| &page[at..at + 40]).collect();
    assert_eq!(rows.len(), 12, "the board holds twelve");
    for row in &rows[..7] {
        assert!(!row.contains("screen"), "what is owed goes on paper: {row}");
    }
    assert!(page.contains("<p class=\"n\">and 19 more in the record</p>") || page.contains("n paper"), "the rest is counted");
    assert!(page.contains("“… Graustark") || page.contains("“Ruritania handed Graustark"), "sentences stand below");
}

#[test]
fn the_words_of_the_reports_come_first_and_are_not_quoted_again() {
    let sentences = vec![Span::new(0, 65), Span::new(66, 92), Span::new(93, TEXT.len())];
    let texts = BTreeMap::from([("r1".to_owned(), ReportText { text: TEXT.to_owned(), sentences: sentences.clone() })]);
    let of = |record: &Record| compose(Material { record, texts: &texts, as_of: None });
    let mut record = record();
    // The offer is less sure: its sentence would be among those that may tell of moves.
    (record.facts[0].doubts, record.facts[0].unsure) = (vec![Doubt::Doubtful], true);
    assert_eq!(of(&record).processes[0].perhaps.lines.len(), 1);
    record.processes[0].gist = vec![GistSentence { report: "r1".into(), sentence: 0, span: sentences[0], reports: 1, roots: 1 }];
    let brief = of(&record);
    let process = &brief.processes[0];
    assert!(process.perhaps.lines.is_empty(), "told in the gist");
    let told = "The Strelsau Post, 20 July 2031: “Ruritania handed Graustark an offer of talks in Vienna next week.”";
    assert_eq!((process.gist[0].text.as_str(), process.gist[0].notes.as_slice()), (told, [1].as_slice()));
    let plain = text(&brief, 400);
    assert!(plain.contains(&format!("· {told} (1 report, 1 source) [1]")), "{plain}");
    for page in [plain, markdown(&brief), html(&brief)] {
        let (head, line) = (page.find("In short, in the words of the reports").expect("its head"), page.find(told).expect("its line"));
        let done = page.find("Agreed and done").expect("a list");
        assert!(head < line && line < done, "{page}");
    }
    check_paper(&html(&brief));
    let json = serde_json::to_string(&brief).expect("JSON");
    assert_eq!(serde_json::from_str::<publish::brief::Brief>(&json).expect("a brief"), brief);
}

#[test]
fn a_record_of_before_the_gist_is_read() {
    let process = serde_json::to_value(&record().processes[0]).expect("JSON");
    assert!(process.get("gist").is_none(), "what is empty is not written");
    assert_eq!(serde_json::from_value::<Process>(process).expect("a process"), record().processes[0]);
}

#[test]
fn what_only_reports_tell_is_told_and_crowds_nothing_out() {
    let sentences = vec![Span::new(0, 65), Span::new(66, 92), Span::new(93, TEXT.len())];
    let texts = BTreeMap::from([("r1".to_owned(), ReportText { text: TEXT.to_owned(), sentences: sentences.clone() })]);
    let mut record = record();
    for year in 2040..2050 {
        record.processes.push(Process {
            id: format!("p{year}"),
            name: format!("Talks of {year}"),
            envelope: Envelope::day(date(year, 7, 20)),
            facts: Vec::new(),
            gist: vec![GistSentence { report: "r1".into(), sentence: 1, span: sentences[1], reports: 1, roots: 1 }],
            ..record.processes[0].clone()
        });
    }
    let brief = compose(Material { record: &record, texts: &texts, as_of: None });
    let names: Vec<&str> = brief.processes.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Talks of 2049", "Talks of 2048", "Talks of 2047", "Graustark and Ruritania, 2031"]);
    let numbers: Vec<usize> = brief.notes.iter().map(|note| note.number).collect();
    assert_eq!(numbers, (1..=brief.notes.len()).collect::<Vec<_>>(), "of what is not told no note is left");
}

#[test]
fn of_many_negotiations_the_latest_are_told_and_the_next_are_named() {
    let mut record = record();
    for year in 1950..2010 {
        let id = format!("p{year}");
        let fact = Fact { id: format!("f{year}"), ..record.facts[1].clone() };
        record.processes.push(Process {
            id,
            name: format!("Talks of {year}"),
            envelope: Envelope::day(date(year, 7, 20)),
            facts: vec![fact.id.clone()],
            ..record.processes[0].clone()
        });
        record.facts.push(fact);
    }
    let brief = compose(Material { record: &record, texts: &BTreeMap::new(), as_of: None });
    assert_eq!(brief.processes[0].id, "p");
    assert_eq!(brief.processes[1].name, "Talks of 2009");
    assert_eq!(brief.processes.len() + brief.others.len() + brief.more_others, 61);
    assert_eq!(brief.others[0], format!("Talks of {}", 2010 - brief.processes.len()));
    for page in [text(&brief, 80), markdown(&brief), html(&brief)] {
        assert!(page.contains("Other negotiations in the record") && page.contains(&format!("and {} more", brief.more_others)), "{page}");
    }
}
