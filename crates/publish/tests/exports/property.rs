//! Every filter over every export: what is left is what satisfies the filter, and nothing that satisfies it is gone.
//!
//! The records are made by a counter, the expectation by the plainest words of the filter's definition, the ids are found by looking for
//! them in what was written.

use crate::house::{TEXT, claim, fact, sentences};
use jiff::civil::{Date, date};
use model::*;
use publish::brief::ReportText;
use publish::export::{FORMATS, Filter, Result, Source, View, format};
use record::{HistoryEntry, HistoryWhat};
use std::collections::{BTreeMap, BTreeSet};

const KINDS: [ClaimKind; 5] = [ClaimKind::Proposal, ClaimKind::Ultimatum, ClaimKind::Meeting, ClaimKind::Agreement, ClaimKind::Answer];
const STATUSES: [Status; 4] = [Status::Proposed, Status::Planned, Status::Happened, Status::Refused];
const OUTLETS: [Option<&str>; 3] = [Some("The Strelsau Post"), Some("Zenda Wire"), None];
const PEOPLE: [&str; 4] = ["Graustark", "Ruritania", "Rudolf Rassendyll", "Syldavia"];

/// Numbers without order, the same ones every time (Knuth's multiplier).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }

    fn envelope(&mut self) -> Envelope {
        let day = |n: usize| date(2031, 7, 1 + n as i8);
        let first = self.roll(25);
        match self.roll(5) {
            0 => Envelope::OPEN,
            1 => Envelope::new(None, Some(day(first))),
            2 => Envelope::new(Some(day(first)), None),
            3 => Envelope::day(day(first)),
            _ => Envelope::new(Some(day(first)), Some(day(first + 5))),
        }
    }
}

/// A made record with the readings it rests on.
struct World {
    record: Record,
    readings: BTreeMap<String, Reading>,
    texts: BTreeMap<String, ReportText>,
}

impl Source for World {
    fn reading(&self, report: &str) -> Result<Option<Reading>> {
        Ok(self.readings.get(report).cloned())
    }

    fn history(&self) -> Result<Vec<HistoryEntry>> {
        let entries =
            self.record.facts.iter().map(|fact| ("fact", &fact.id)).chain(self.record.conflicts.iter().map(|c| ("conflict", &c.id)));
        let step = |(shelf, id): (&str, &String)| HistoryEntry {
            at: "2031-07-20T08:00:00Z".into(),
            cause: "read".into(),
            id: id.clone(),
            shelf: shelf.into(),
            what: HistoryWhat::New,
            before: None,
            reason: None,
        };
        Ok(entries.map(step).collect())
    }
}

fn world(seed: u64) -> World {
    let mut dice = Dice(seed);
    let mut world = World { record: Record::default(), readings: BTreeMap::new(), texts: BTreeMap::new() };
    let record = &mut world.record;
    for at in 0..5 {
        let id = format!("r{at:02}");
        record.reports.push(ReportEntry {
            id: id.clone(),
            title: Some(format!("Report {at}")),
            outlet: OUTLETS[at % 3].map(str::to_owned),
            url: None,
            published: Some(Publication { envelope: Envelope::day(date(2031, 7, 20)), basis: DateBasis::Given, grounds: Vec::new() }),
            root: id.clone(),
            origin: None,
            sha256: "ab".repeat(32),
            story: None,
        });
        world.texts.insert(id.clone(), ReportText { text: TEXT.to_owned(), sentences: sentences() });
        let mut reading = crate::house::reading();
        reading.claims.clear();
        world.readings.insert(id, reading);
    }
    for name in PEOPLE {
        let side = if name == "Rudolf Rassendyll" { "Ruritania" } else { name };
        let kind = if name == side { ActorKind::State } else { ActorKind::Person };
        record.actors.push(Actor {
            id: name.into(),
            kind,
            name: name.into(),
            names: vec![name.into()],
            side: Some(side.into()),
            positions: Vec::new(),
        });
    }
    for at in 0..24u32 {
        let (kind, status, envelope) = (dice.one(&KINDS), dice.one(&STATUSES), dice.envelope());
        let mut new = fact(
            &format!("f{at:02}"),
            kind,
            status,
            envelope,
            0,
            &[(FieldKey::By, dice.one(&PEOPLE)), (FieldKey::Addressee, dice.one(&PEOPLE))],
        );
        new.roots = 1 + dice.roll(3) as u32;
        // Each fact has spans of its own, so that its claims are known.
        let span = Span::new(at as usize, at as usize + 1);
        new.evidence.clear();
        for _ in 0..=dice.roll(2) {
            let report = format!("r{:02}", dice.roll(5));
            new.evidence.push(Evidence { report: report.clone(), sentence: 0, span, stance: Stance::Supports });
            let said = Claim {
                kind,
                // A claim may say less or other than the fact that it became a part of.
                status: if dice.roll(4) == 0 { dice.one(&STATUSES) } else { status },
                span,
                fields: new.fields.clone(),
                time: Some(ClaimTime {
                    expression: None,
                    envelope: if dice.roll(3) == 0 { Envelope::OPEN } else { envelope },
                    implicit: false,
                    event: None,
                }),
                ..claim()
            };
            world.readings.get_mut(&report).expect("a report").claims.push(said);
        }
        if kind.is_move() {
            record.moves.push(Move {
                id: new.id.clone(),
                kind,
                by: new.fields.texts(FieldKey::By).into_iter().map(str::to_owned).collect(),
                to: new.fields.texts(FieldKey::Addressee).into_iter().map(str::to_owned).collect(),
                content: "talks".into(),
                track: dice.one(&[None, Some("ceasefire"), Some("prisoners")]).map(str::to_owned),
                stage: Stage::Stated,
                due: (dice.roll(3) == 0).then(|| dice.envelope()),
                condition: None,
                answers: Vec::new(),
                owes: if dice.roll(2) == 0 { vec![dice.one(&PEOPLE).to_owned()] } else { Vec::new() },
                state: "open".into(),
                evidence: new.evidence.clone(),
                reports: 1,
                roots: new.roots,
            });
        }
        if dice.roll(4) == 0 {
            let value =
                ConflictValue { value: "one".into(), reports: vec![new.evidence[0].report.clone()], evidence: new.evidence.clone() };
            record.conflicts.push(Conflict {
                id: format!("c{at:02}"),
                field: "day".into(),
                values: vec![value],
                verdict: Verdict::Conflict,
                roots: 1,
                facts: vec![new.id.clone()],
            });
        }
        record.facts.push(new);
    }
    for at in 0..8 {
        let report = format!("r{:02}", dice.roll(5));
        record.statements.push(Utterance {
            id: format!("s{at:02}"),
            speaker: Some(dice.one(&PEOPLE).to_owned()),
            envelope: dice.envelope(),
            wordings: vec![Wording { report, mode: StatementMode::Direct, span: Span::new(0, 5), text: "words".into() }],
            roots: 1 + dice.roll(3) as u32,
        });
    }
    let facts = record.facts.iter().map(|fact| fact.id.clone()).collect();
    record.processes.push(Process {
        id: "p".into(),
        name: "Graustark and Ruritania, 2031".into(),
        parties: Vec::new(),
        tracks: Vec::new(),
        state: None,
        envelope: Envelope::OPEN,
        facts,
        gist: Vec::new(),
    });
    world
}

/// What is asked for: a filter, and whom its actors stand for.
fn filters() -> Vec<Filter> {
    let (from, to) = (Some(date(2031, 7, 8)), Some(date(2031, 7, 12)));
    let open = Filter::default;
    let single = vec![
        open(),
        Filter { kind: vec![ClaimKind::Ultimatum], ..open() },
        Filter { kind: vec![ClaimKind::Meeting, ClaimKind::Answer], ..open() },
        Filter { status: vec![Status::Refused], ..open() },
        Filter { actor: vec!["ruritania".into()], ..open() },
        Filter { actor: vec!["graus".into(), "Syldavia".into()], ..open() },
        Filter { actor: vec!["tania".into()], ..open() },
        Filter { track: vec!["cease".into()], ..open() },
        Filter { outlet: vec!["strelsau".into()], ..open() },
        Filter { from, ..open() },
        Filter { to, ..open() },
        Filter { from, to, ..open() },
        Filter { roots: 2, ..open() },
        Filter { roots: 9, ..open() },
    ];
    let both = |a: &Filter, b: &Filter| Filter {
        actor: [a.actor.clone(), b.actor.clone()].concat(),
        track: [a.track.clone(), b.track.clone()].concat(),
        kind: [a.kind.clone(), b.kind.clone()].concat(),
        status: [a.status.clone(), b.status.clone()].concat(),
        outlet: [a.outlet.clone(), b.outlet.clone()].concat(),
        from: a.from.or(b.from),
        to: a.to.or(b.to),
        roots: a.roots.max(b.roots),
    };
    let pairs: Vec<Filter> =
        single.iter().enumerate().flat_map(|(at, a)| single[at + 1..].iter().step_by(2).map(move |b| both(a, b))).collect();
    single.into_iter().chain(pairs).collect()
}

/// Whom an actor asked for stands for: itself and its people.
fn stands_for(asked: &str, name: &str) -> bool {
    match asked {
        "ruritania" => ["Ruritania", "Rudolf Rassendyll"].contains(&name),
        "graus" => name == "Graustark",
        "Syldavia" => name == "Syldavia",
        "tania" => false,
        other => panic!("{other}"),
    }
}

fn some_day(filter: &Filter, envelope: Envelope) -> bool {
    let days = |first: Option<Date>, last: Option<Date>| (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX));
    let ((a, b), (c, d)) = (days(envelope.earliest, envelope.latest), days(filter.from, filter.to));
    (filter.from.is_none() && filter.to.is_none()) || (envelope != Envelope::OPEN && a.max(c) <= b.min(d))
}

fn outlet_of(world: &World, filter: &Filter, report: &str) -> bool {
    let entry = world.record.reports.iter().find(|entry| entry.id == report).expect("a report");
    filter.outlet.is_empty() || entry.outlet.as_deref() == Some("The Strelsau Post")
}

fn named(filter: &Filter, names: &[&str]) -> bool {
    filter.actor.is_empty() || filter.actor.iter().any(|asked| names.iter().any(|name| stands_for(asked, name)))
}

fn kind_and_status(filter: &Filter, kind: ClaimKind, status: Status) -> bool {
    (filter.kind.is_empty() || filter.kind.contains(&kind)) && (filter.status.is_empty() || filter.status.contains(&status))
}

fn track_and_roots(world: &World, filter: &Filter, fact: &Fact) -> bool {
    let entry = world.record.moves.iter().find(|entry| entry.id == fact.id);
    let track = entry.and_then(|entry| entry.track.as_deref()) == Some("ceasefire");
    (filter.track.is_empty() || track) && fact.roots >= filter.roots
}

fn fact_satisfies(world: &World, filter: &Filter, fact: &Fact) -> bool {
    let due = world.record.moves.iter().find(|entry| entry.id == fact.id).and_then(|entry| entry.due);
    kind_and_status(filter, fact.kind, fact.status)
        && track_and_roots(world, filter, fact)
        && (some_day(filter, fact.envelope) || due.is_some_and(|due| some_day(filter, due)))
        && named(filter, &[fact.fields.text(FieldKey::By).expect("there"), fact.fields.text(FieldKey::Addressee).expect("there")])
        && fact.evidence.iter().any(|place| outlet_of(world, filter, &place.report))
}

fn statement_satisfies(world: &World, filter: &Filter, statement: &Utterance) -> bool {
    filter.kind.is_empty()
        && filter.status.is_empty()
        && filter.track.is_empty()
        && statement.roots >= filter.roots
        && some_day(filter, statement.envelope)
        && named(filter, &[statement.speaker.as_deref().expect("there")])
        && outlet_of(world, filter, &statement.wordings[0].report)
}

fn claim_satisfies(world: &World, filter: &Filter, report: &str, claim: &Claim) -> bool {
    let fact = &world.record.facts[claim.span.start as usize];
    kind_and_status(filter, claim.kind, claim.status)
        && some_day(filter, claim.time.as_ref().expect("there").envelope)
        && named(filter, &[claim.fields.text(FieldKey::By).expect("there"), claim.fields.text(FieldKey::Addressee).expect("there")])
        && outlet_of(world, filter, report)
        && track_and_roots(world, filter, fact)
}

fn written(world: &World, filter: &Filter, name: &str) -> Vec<u8> {
    let record = filter.apply(world.record.clone());
    let view = View {
        record: &record,
        whole: &world.record,
        filter,
        process: None,
        texts: &world.texts,
        source: world,
        title: "talks",
        base: None,
        address: None,
        as_of: None,
    };
    let mut out = Vec::new();
    format(name).expect("a form").write(&view, &mut out).expect("writes");
    out
}

/// Everything that looks like an id: a letter and two digits, alone or with something tied on.
fn ids(text: &str, letter: char) -> BTreeSet<String> {
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let places = text.match_indices(letter).filter(|(at, _)| {
        let id = text.get(*at..*at + 3).unwrap_or("");
        id.len() == 3 && id[1..].bytes().all(|b| b.is_ascii_digit())
    });
    let alone = places.filter(|(at, _)| is_end(text[..*at].chars().next_back()) && is_end(text[at + 3..].chars().next()));
    alone.map(|(at, _)| text[at..at + 3].to_owned()).collect()
}

/// The text of an export. Of the workbook, all sheets but that of the claims, which keep their rows by another rule.
fn text_of(name: &str, bytes: Vec<u8>) -> String {
    use calamine::Reader;
    if name != "xlsx" {
        return String::from_utf8(bytes).expect("UTF-8").replace("\r\n ", "");
    }
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let sheets: Vec<String> = book.sheet_names().into_iter().filter(|sheet| sheet != "Claims" && sheet != "Reports").collect();
    let cells = sheets.iter().flat_map(|sheet| {
        let range = book.worksheet_range(sheet).expect("a sheet");
        range.cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>()
    });
    cells.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_export_holds_what_the_filter_leaves_and_nothing_else() {
    // Forms whose rows are other things, and the brief, which shows no ids.
    let others = ["brief-docx", "csv-claims", "csv-actors", "codebook"];
    let world = world(1);
    for form in FORMATS.iter().filter(|form| !others.contains(&form.name)) {
        let whole = text_of(form.name, written(&world, &Filter::default(), form.name));
        let rests = ["csv-reports", "graphml-derivation", "bibtex", "csl"].contains(&form.name);
        assert!(rests || !ids(&whole, 'f').is_empty() || !ids(&whole, 's').is_empty() || !ids(&whole, 'c').is_empty(), "{}", form.name);
        for filter in filters() {
            let left = text_of(form.name, written(&world, &filter, form.name));
            let facts = world.record.facts.iter().filter(|fact| fact_satisfies(&world, &filter, fact)).map(|fact| fact.id.clone());
            let facts: BTreeSet<String> = facts.collect();
            let shown: BTreeSet<String> = ids(&whole, 'f').intersection(&facts).cloned().collect();
            assert_eq!(ids(&left, 'f'), shown, "facts in {} under {filter:?}", form.name);
            let statements = world.record.statements.iter().filter(|s| statement_satisfies(&world, &filter, s)).map(|s| s.id.clone());
            let shown: BTreeSet<String> = statements.filter(|id| ids(&whole, 's').contains(id)).collect();
            assert_eq!(ids(&left, 's'), shown, "statements in {} under {filter:?}", form.name);
            let conflicts = world.record.conflicts.iter().filter(|c| facts.contains(&c.facts[0])).map(|c| c.id.clone());
            let shown: BTreeSet<String> = conflicts.filter(|id| ids(&whole, 'c').contains(id)).collect();
            assert_eq!(ids(&left, 'c'), shown, "conflicts in {} under {filter:?}", form.name);
        }
    }
}

#[test]
fn claims_are_held_against_the_filter_one_by_one() {
    for seed in 1..4 {
        let world = world(seed);
        for filter in filters() {
            let mut expected: Vec<(String, String)> = Vec::new();
            for (report, reading) in &world.readings {
                let wanted = reading.claims.iter().filter(|claim| claim_satisfies(&world, &filter, report, claim));
                expected.extend(wanted.map(|claim| (report.clone(), claim.span.start.to_string())));
            }
            let bytes = written(&world, &filter, "csv-claims");
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let heads = reader.headers().expect("a head").clone();
            let at = |name: &str| heads.iter().position(|head| head == name).expect("a column");
            let rows: Vec<csv::StringRecord> = reader.records().collect::<std::result::Result<_, _>>().expect("rows");
            let found: Vec<(String, String)> = rows.iter().map(|row| (row[at("report")].to_owned(), row[at("start")].to_owned())).collect();
            assert_eq!(found, expected, "{filter:?}");
            for row in &rows {
                assert!(filter.kind.is_empty() || filter.kind.iter().any(|kind| kind.name() == &row[at("kind")]), "{filter:?}");
                assert!(filter.status.is_empty() || filter.status.iter().any(|status| status.name() == &row[at("status")]), "{filter:?}");
            }
            // The reports on which claims, facts and statements rest, and no others.
            let left = filter.select(&world.record);
            let mut reports: BTreeSet<String> = expected.iter().map(|(report, _)| report.clone()).collect();
            reports.extend(left.facts.iter().flat_map(|fact| &fact.evidence).map(|place| place.report.clone()));
            reports.extend(left.statements.iter().flat_map(|statement| &statement.wordings).map(|wording| wording.report.clone()));
            if filter.is_open() {
                reports.extend(world.record.reports.iter().map(|report| report.id.clone()));
            }
            assert_eq!(ids(&text_of("csv-reports", written(&world, &filter, "csv-reports")), 'r'), reports, "{filter:?}");
        }
    }
}

#[test]
fn a_process_asked_for_leaves_the_claims_of_its_facts() {
    let mut world = world(5);
    world.record.processes[0].facts.truncate(3);
    let left = Filter::process(&world.record, "p");
    let filter = Filter::default();
    let view = View {
        record: &left,
        whole: &world.record,
        filter: &filter,
        process: Some("p"),
        texts: &world.texts,
        source: &world,
        title: "talks",
        base: None,
        address: None,
        as_of: None,
    };
    let mut out = Vec::new();
    format("csv-claims").expect("a form").write(&view, &mut out).expect("writes");
    let mut reader = csv::Reader::from_reader(out.as_slice());
    let at = reader.headers().expect("a head").iter().position(|head| head == "fact").expect("a column");
    let facts: BTreeSet<String> = reader.records().map(|row| row.expect("a row")[at].to_owned()).collect();
    assert_eq!(facts.into_iter().collect::<Vec<_>>(), ["f00", "f01", "f02"]);
}
