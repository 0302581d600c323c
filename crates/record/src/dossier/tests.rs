//! Tests of the dossier that need its inside: a full disk, a lock, a damaged file, a record put there by hand.

mod kept;
mod order;

use super::*;
use crate::Error;
use intake::{Incoming, Origin};
use model::{Body, ClaimKind, Envelope, Evidence, Fact, FieldKey, Fields, Record, Report, ReportEntry, RulingVerb, Span, Stance, Status};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

const AT: &str = "2031-03-09T08:00:00Z";

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("talks.rapporteur");
    (folder, path)
}

fn text(id: &str, body: &str) -> Incoming {
    Incoming {
        report: Report { id: id.to_owned(), body: Body::Plain(body.to_owned()), ..Report::default() },
        bytes_sha256: intake::sha256_hex(body.as_bytes()),
        origin: Origin::default(),
    }
}

fn dated(id: &str, body: &str, day: &str) -> Incoming {
    let mut incoming = text(id, body);
    incoming.report.published = Some(day.to_owned());
    incoming
}

fn many(count: usize) -> Vec<Incoming> {
    (0..count).map(|n| text(&format!("r{n:03}"), &format!("The delegations met in town number {n}. They will meet again."))).collect()
}

fn add(dossier: &mut Dossier, reports: Vec<Incoming>) -> Added {
    let stop = AtomicBool::new(false);
    dossier.add(reports, Adding { at: AT, stop: &stop }, |_| ()).expect("adding")
}

fn ids(dossier: &Dossier) -> Vec<String> {
    dossier.documents().expect("documents").into_iter().map(|d| d.id).collect()
}

#[test]
fn what_was_read_is_not_read_again() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    let first = add(&mut dossier, many(70));
    assert_eq!((first.read.len(), first.known), (70, 0));
    drop(dossier);
    let mut dossier = Dossier::open(&path).expect("opens again");
    let second = add(&mut dossier, many(71));
    assert_eq!((second.read, second.known), (vec!["r070".to_owned()], 70));
    assert_eq!(dossier.len().expect("count"), 71);
}

#[test]
fn the_same_words_under_another_name_are_one_report_and_other_words_under_the_same_name_are_two() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    add(
        &mut dossier,
        vec![text("a", "The minister arrived."), text("copy of a", "The minister arrived."), text("a", "The minister left.")],
    );
    let ids = ids(&dossier);
    assert_eq!(ids.len(), 2, "{ids:?}");
    assert_eq!(ids[0], "a");
    assert!(ids[1].starts_with("a~") && ids[1].len() == 8, "{ids:?}");
    let mut elsewhere = text("b", "The minister arrived.");
    elsewhere.report.outlet = Some("The Other Paper".to_owned());
    assert_eq!(add(&mut dossier, vec![elsewhere]).read, vec!["b".to_owned()], "another outlet's copy is a report of its own");
}

#[test]
fn a_date_that_becomes_known_is_taken_and_a_missing_one_changes_nothing() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    add(&mut dossier, vec![text("a", "They meet on Friday.")]);
    let added = add(&mut dossier, vec![dated("a", "They meet on Friday.", "2031-03-09")]);
    assert_eq!((added.dated.as_slice(), added.read.len()), (["a".to_owned()].as_slice(), 0));
    assert_eq!(dossier.report("a").expect("report").published.as_deref(), Some("2031-03-09"));
    let added = add(&mut dossier, vec![text("a", "They meet on Friday."), dated("a", "They meet on Friday.", "2031-03-09")]);
    assert_eq!(added.known, 2);
    assert_eq!(dossier.len().expect("count"), 1);
}

#[test]
fn empty_and_endless_reports_are_named_and_the_rest_is_read() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    let added = add(&mut dossier, vec![text("blank", " \n\t "), text("endless", &"x".repeat(50 << 20)), text("good", "They met.")]);
    let troubled: Vec<&str> = added.troubles.iter().map(|t| t.id.as_str()).collect();
    assert_eq!(troubled, ["blank", "endless"]);
    assert!(added.troubles[1].why.contains("50 MB"), "{}", added.troubles[1].why);
    assert_eq!(added.read, ["good"]);
}

#[test]
fn stopping_commits_the_open_batch_and_the_next_run_reads_the_rest() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    let stop = AtomicBool::new(false);
    let raise = many(100).into_iter().enumerate().map(|(n, report)| {
        if n == 40 {
            stop.store(true, Ordering::Relaxed);
        }
        report
    });
    let added = dossier.add(raise, Adding { at: AT, stop: &stop }, |_| ()).expect("adding");
    assert!(added.stopped);
    assert_eq!(dossier.len().expect("count"), 64, "the batch in which the stop came is finished");
    let rest = add(&mut dossier, many(100));
    assert_eq!((rest.read.len(), rest.known, rest.stopped), (36, 64, false));
}

#[test]
fn files_that_are_no_dossier_say_so_and_stay_as_they_were() {
    let (folder, path) = place();
    assert!(Dossier::open(&path).expect_err("missing").is_missing());
    assert!(Dossier::open_read_only(&path).expect_err("missing").is_missing());
    std::fs::write(&path, "Just some notes of mine, long enough to be taken for a page of something else. ".repeat(20)).expect("a file");
    let before = std::fs::read(&path).expect("bytes");
    for error in [Dossier::open(&path), Dossier::open_read_only(&path), Dossier::open_or_create(&path)].map(|r| r.expect_err("no dossier"))
    {
        assert!(error.is_not_a_dossier(), "{error}");
    }
    assert_eq!(std::fs::read(&path).expect("bytes"), before);
    assert!(Dossier::open(folder.path()).expect_err("folder").is_not_a_dossier());
    let other = folder.path().join("other.sqlite");
    rusqlite::Connection::open(&other).and_then(|c| c.execute_batch("CREATE TABLE t (x)")).expect("a database");
    for error in
        [Dossier::open(&other), Dossier::open_read_only(&other), Dossier::open_or_create(&other)].map(|r| r.expect_err("no dossier"))
    {
        assert!(error.is_not_a_dossier(), "{error}");
    }
    assert!(Dossier::create(&other).is_err(), "an existing file is never overwritten");
}

#[test]
fn a_newer_dossier_is_refused_with_both_versions() {
    let (_folder, path) = place();
    drop(Dossier::create(&path).expect("a dossier"));
    rusqlite::Connection::open(&path).and_then(|c| c.pragma_update(None, "user_version", 99)).expect("raised");
    for error in [Dossier::open(&path), Dossier::open_read_only(&path)].map(|r| r.expect_err("newer")) {
        assert!(error.is_newer() && error.to_string().contains("99"), "{error}");
    }
}

#[test]
fn a_full_disk_keeps_what_was_committed_and_the_next_run_finishes() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    add(&mut dossier, many(40));
    let pages: i64 = dossier.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("pages");
    dossier.connection.pragma_update(None, "max_page_count", pages + 2).expect("a small disk");
    let long: Vec<Incoming> =
        (0..64).map(|n| text(&format!("long{n}"), &format!("{n} {}", "They talked of many things. ".repeat(200 + n)))).collect();
    let stop = AtomicBool::new(false);
    let error = dossier.add(long.clone(), Adding { at: AT, stop: &stop }, |_| ()).expect_err("full");
    assert!(error.is_full(), "{error}");
    drop(dossier);
    let mut dossier = Dossier::open(&path).expect("opens");
    assert_eq!(dossier.len().expect("count"), 40);
    assert_eq!(dossier.check().expect("check").faults, Vec::<String>::new());
    assert_eq!(add(&mut dossier, long).read.len(), 64);
}

#[test]
fn a_second_writer_waits_and_then_says_who_blocks() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    let other = Dossier::open(&path).expect("a second process");
    other.connection.execute_batch("BEGIN IMMEDIATE").expect("locks");
    dossier.connection.busy_timeout(std::time::Duration::from_millis(20)).expect("impatient");
    let stop = AtomicBool::new(false);
    let error = dossier.add(many(1), Adding { at: AT, stop: &stop }, |_| ()).expect_err("locked");
    assert!(error.is_locked(), "{error}");
    // Readers are not in the way and are not blocked.
    assert_eq!(Dossier::open_read_only(&path).expect("reads").len().expect("count"), 0);
    other.connection.execute_batch("COMMIT").expect("unlocks");
    assert_eq!(add(&mut dossier, many(1)).read.len(), 1);
}

#[test]
fn evidence_and_rulings_cannot_be_deleted_and_damage_is_found() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    add(&mut dossier, many(3));
    assert!(dossier.connection.execute("DELETE FROM document", []).is_err());
    assert!(dossier.connection.execute("UPDATE document SET body = x'00'", []).is_err());
    assert!(dossier.check().expect("check").faults.is_empty());
    dossier
        .connection
        .execute_batch(
            "DROP TRIGGER document_holds; UPDATE document SET body = (SELECT body FROM document WHERE name = 'r002') WHERE name = 'r001'",
        )
        .expect("tampered");
    let faults = dossier.check().expect("check").faults;
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("r001"));
}

#[test]
fn threads_and_order_of_batches_do_not_show() {
    let bytes = |threads: usize| {
        let (_folder, path) = place();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| {
            let mut dossier = Dossier::create(&path).expect("a dossier");
            add(&mut dossier, many(90));
            dossier.settle(AT, "read").expect("settles");
            let mut query = dossier.connection.prepare("SELECT d.id, d.name, r.text, r.rest, p.output FROM document d JOIN reading r ON r.doc = d.id JOIN pass p ON p.doc = d.id ORDER BY d.id").expect("query");
            let rows: Vec<(i64, String, String, Vec<u8>, Vec<u8>)> = query
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
                .expect("rows")
                .collect::<rusqlite::Result<_>>()
                .expect("rows");
            (rows, dossier.record().expect("record"))
        })
    };
    assert_eq!(bytes(1), bytes(2));
}

/// What is fused lacks the words of the sentences and nothing else.
#[test]
fn readings_are_unpacked_with_and_without_their_words() {
    let report =
        dated("a", "Atlantis offered Borduria a truce on Monday. \"We wait,\" the envoy Ida Berg said in Klow.", "2031-03-03").report;
    let mut reading = crate::read_report(&report);
    let text = reading.article.text.clone();
    let stored = [reading::packed_for_tests(&report, reading.clone()), reading::packed_as_one(reading.clone())];
    for packed in &stored {
        assert_eq!(reading::unpack(text.clone(), packed).as_ref(), Some(&reading));
    }
    assert!(reading.sentences.iter().any(|s| !s.tokens.is_empty()));
    reading.sentences.iter_mut().for_each(|s| s.tokens.clear());
    for packed in &stored {
        assert_eq!(reading::unpack_wordless(text.clone(), packed).as_ref(), Some(&reading));
    }
    assert_eq!(reading::unpack(text.clone(), &stored[0][..9]), None, "cut off");
    assert_eq!(reading::unpack(text, &stored[0][..3]), None);
}

#[test]
fn backup_and_compact_keep_everything() {
    let (folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    add(&mut dossier, many(50));
    let copy = folder.path().join("copy.rapporteur");
    dossier.backup(&copy).expect("copies");
    assert!(dossier.backup(&copy).is_err(), "never over a file");
    assert_eq!(ids(&Dossier::open_read_only(&copy).expect("opens")), ids(&dossier));
    dossier.compact().expect("compacts");
    assert!(dossier.check().expect("check").faults.is_empty());
    assert_eq!(dossier.search("town 7", 5).expect("search").len(), 1);
    drop(dossier);
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("folder").map(|e| e.expect("entry").file_name()).collect();
    assert_eq!(left.len(), 2, "one file each once nobody has it open: {left:?}");
}

#[test]
fn search_finds_sentences_whatever_the_signs() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    add(&mut dossier, vec![text("a", "Nothing here. The café talks go on."), text("b", "The talks in the café ended.")]);
    let found = dossier.search("CAFE talks", 10).expect("search");
    assert_eq!(found.len(), 2);
    let a = found.iter().find(|f| f.report == "a").expect("a");
    assert!(a.sentences.iter().all(|s| s.text.contains("café")), "{a:?}");
    assert_eq!(dossier.search("\"talks in\"", 10).expect("search").len(), 1);
    assert_eq!(dossier.search("tal*", 10).expect("search").len(), 2);
    for odd in ["", "\"", "AND", "a:b", "NEAR(", "* ^ -", "\u{0}"] {
        dossier.search(odd, 10).unwrap_or_else(|e| panic!("{odd}: {e}"));
    }
}

/// A record put there by hand, so that rulings can be tested whatever fusing gives.
fn with_record(path: &std::path::Path) -> (Dossier, Record) {
    let mut dossier = Dossier::create(path).expect("a dossier");
    add(
        &mut dossier,
        vec![text("a", "Atlantis offered Borduria a truce. Borduria refused."), text("b", "Borduria was offered a truce by Atlantis.")],
    );
    let entry = |id: &str, body: &str| ReportEntry {
        id: id.to_owned(),
        title: None,
        outlet: None,
        url: None,
        published: None,
        root: id.to_owned(),
        origin: None,
        sha256: intake::sha256_hex(body.as_bytes()),
        story: None,
    };
    let evidence = |report: &str, sentence, start, end| Evidence {
        report: report.to_owned(),
        sentence,
        span: Span { start, end },
        stance: Stance::Supports,
    };
    let fact = |id: &str, kind, status, evidence: Vec<Evidence>| Fact {
        id: id.to_owned(),
        kind,
        status,
        fields: Fields::new(),
        envelope: Envelope::OPEN,
        speaker: None,
        reports: evidence.len() as u32,
        roots: evidence.len() as u32,
        evidence,
        process: None,
        links: Vec::new(),
        ruling: None,
        doubts: Vec::new(),
        unsure: false,
    };
    let record = Record {
        reports: vec![
            entry("a", "Atlantis offered Borduria a truce. Borduria refused."),
            entry("b", "Borduria was offered a truce by Atlantis."),
        ],
        facts: vec![
            fact("f1", ClaimKind::Proposal, Status::Proposed, vec![evidence("a", 0, 0, 34), evidence("b", 0, 0, 41)]),
            fact("f2", ClaimKind::Answer, Status::Refused, vec![evidence("a", 1, 35, 52)]),
        ],
        ..Record::default()
    };
    put(&mut dossier, &record);
    (dossier, record)
}

fn put(dossier: &mut Dossier, record: &Record) {
    entries::put_for_tests(&mut dossier.connection, record, AT).expect("stored");
}

fn ruling<'a>(verb: RulingVerb, fact: &'a str) -> NewRuling<'a> {
    NewRuling { at: AT, who: "N. N.", verb, fact, patch: Fields::new(), status: None, other: None, reason: Some("because") }
}

#[test]
fn a_rejected_fact_leaves_the_record_and_comes_back_with_the_undo() {
    let (_folder, path) = place();
    let (mut dossier, _) = with_record(&path);
    let rejected = dossier.rule(&ruling(RulingVerb::Reject, "f2")).expect("rules");
    assert_eq!(dossier.record().expect("record").facts.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["f1"]);
    let undo = dossier.undo(rejected.id, AT, "N. N.", None).expect("undoes");
    assert_eq!(dossier.record().expect("record").facts.len(), 2);
    assert!(dossier.undo(rejected.id, AT, "N. N.", None).expect_err("twice").is_refused());
    dossier.undo(undo.id, AT, "N. N.", None).expect("undoes the undo");
    assert_eq!(dossier.record().expect("record").facts.len(), 1);
    let steps: Vec<&str> = dossier.history("f2").expect("history").iter().map(|step| step.what.name()).collect();
    assert_eq!(steps, ["new", "ruled", "ruled", "ruled"]);
}

/// Who rules that there was no agreement has the offer waiting again.
#[test]
fn what_a_rejected_agreement_closed_is_open_again() {
    let (_folder, path) = place();
    let (mut dossier, mut record) = with_record(&path);
    let agreement = Fact { id: "f3".to_owned(), kind: ClaimKind::Agreement, ..record.facts[1].clone() };
    record.facts.push(agreement);
    record.facts[0].links.push(model::Link { relation: fuse::moves::CLOSED_BY.to_owned(), to: "f3".to_owned() });
    record.moves.push(model::Move {
        id: "f1".to_owned(),
        kind: ClaimKind::Proposal,
        by: vec!["Atlantis".to_owned()],
        to: vec!["Borduria".to_owned()],
        content: "a truce".to_owned(),
        track: None,
        stage: model::Stage::Delivered,
        due: None,
        condition: None,
        answers: Vec::new(),
        owes: Vec::new(),
        state: "closed".to_owned(),
        evidence: record.facts[0].evidence.clone(),
        reports: 2,
        roots: 2,
    });
    put(&mut dossier, &record);
    dossier.rule(&ruling(RulingVerb::Reject, "f3")).expect("rules");
    let there = dossier.record().expect("record");
    assert_eq!((there.moves[0].state.as_str(), there.moves[0].owes.as_slice()), ("open", &["Borduria".to_owned()][..]));
    assert!(there.facts[0].links.is_empty(), "nothing closes it any more");
}

#[test]
fn an_edit_survives_a_moved_id_and_the_review_shows_where_the_machine_differs() {
    let (_folder, path) = place();
    let (mut dossier, mut record) = with_record(&path);
    let mut edit = ruling(RulingVerb::Edit, "f1");
    edit.patch.set(FieldKey::Proposer, "Atlantis");
    edit.status = Some(Status::Planned);
    dossier.rule(&edit).expect("rules");
    // A better reader gives the fact another id and narrower words, and finds the proposer by itself.
    record.facts[0].id = "f9".to_owned();
    record.facts[0].evidence[0].span = Span { start: 9, end: 34 };
    record.facts[0].fields.set(FieldKey::Proposer, "Atlantis");
    put(&mut dossier, &record);
    let now = dossier.record().expect("record");
    let fact = now.facts.iter().find(|f| f.id == "f9").expect("the fact");
    assert_eq!((fact.status, fact.fields.text(FieldKey::Proposer)), (Status::Planned, Some("Atlantis")));
    assert_eq!(fact.ruling.as_deref(), Some("edited by N. N."));
    let review = dossier.review().expect("review");
    assert!(
        matches!(&review[..], [Review::Differs { field, person, now, .. }] if field == "status" && person == "planned" && now == "proposed"),
        "{review:?}"
    );
    // A reader that reads nothing there any more leaves an orphan, not a wrong hit.
    record.facts.remove(0);
    put(&mut dossier, &record);
    assert!(matches!(&dossier.review().expect("review")[..], [Review::Orphan { .. }]));
    assert_eq!(dossier.record().expect("record"), record);
}

#[test]
fn merge_and_split_count_reports_again_and_senseless_rulings_are_refused() {
    let (_folder, path) = place();
    let (mut dossier, _) = with_record(&path);
    let split = NewRuling { other: Some("b:0"), ..ruling(RulingVerb::Split, "f1") };
    let number = dossier.rule(&split).expect("splits").id;
    let record = dossier.record().expect("record");
    let counts: Vec<(&str, u32)> = record.facts.iter().map(|f| (f.id.as_str(), f.reports)).collect();
    let own = format!("f1.s{number}");
    assert_eq!(counts, [("f1", 1), (own.as_str(), 1), ("f2", 1)]);
    dossier.rule(&NewRuling { other: Some(&own), ..ruling(RulingVerb::Merge, "f1") }).expect("merges");
    let record = dossier.record().expect("record");
    assert_eq!(record.facts.iter().map(|f| (f.id.as_str(), f.reports, f.roots)).collect::<Vec<_>>(), [("f1", 2, 2), ("f2", 1, 1)]);
    let refused = |result: crate::Result<model::Ruling>| assert!(result.as_ref().is_err_and(Error::is_refused), "{result:?}");
    refused(dossier.rule(&NewRuling { other: Some("f2"), ..ruling(RulingVerb::Merge, "f1") }));
    refused(dossier.rule(&NewRuling { other: Some("f1"), ..ruling(RulingVerb::Merge, "f1") }));
    refused(dossier.rule(&NewRuling { other: Some("a:7"), ..ruling(RulingVerb::Split, "f1") }));
    refused(dossier.rule(&NewRuling { other: Some("a:1"), ..ruling(RulingVerb::Split, "f2") }));
    refused(dossier.rule(&ruling(RulingVerb::Edit, "f1")));
    assert!(dossier.rule(&ruling(RulingVerb::Confirm, "f7")).expect_err("unknown").is_unknown_id());
    assert!(dossier.undo(99, AT, "N. N.", None).expect_err("unknown").is_unknown_id());
}

#[test]
fn show_finds_by_beginning_and_quotes_the_sentence() {
    let (_folder, path) = place();
    let (dossier, record) = with_record(&path);
    assert!(dossier.find(&record, "f").expect_err("two").is_unknown_id());
    let item = dossier.find(&record, "f2").expect("found");
    let cited = dossier.cited(&item.evidence()).expect("cited");
    assert_eq!(cited.iter().map(|c| c.words.as_str()).collect::<Vec<_>>(), ["Borduria refused."]);
    assert_eq!(dossier.find(&record, "b").expect("report").id(), "b");
}
