//! Which sentences tell a negotiation.

mod common;

use common::told::{Told, fuse, reports};
use model::{GistSentence, Record};

const FOUR: &str = "
actors: Borduria = state; Syldavia = state
a 2031-05-02
  words: The harvest fair of Klow opened on Friday with music and dancing in the old streets.
  words: Borduria began its siege of Syldavia in the winter of a year that few remember.
b 2031-05-04
  proposal proposed | proposer: Borduria | addressee: Syldavia | content: truce of ten days | words: Borduria offered Syldavia a truce of ten days on Sunday, its first in this war.
  words: He carried the letter to Klow in the night and waited for an answer there.
  words: Farmers in the valley wait for rain that the summer has not brought.
c 2031-05-05
  words: The parliament of Syldavia will vote on Thursday whether the war with Borduria goes on.
  proposal proposed | proposer: Borduria | addressee: Syldavia | content: truce of ten days | words: Borduria on Sunday offered a truce of ten days to Syldavia, a first in the war.
d 2031-05-09
  answer refused | by: Syldavia | addressee: Borduria | answer: reject | content: truce of ten days | words: Syldavia turned the truce of ten days down and asked Borduria for talks on prisoners.
  words: But Borduria has said in Szohod that nothing will be given away for nothing.
";

fn words<'t>(told: &'t [Told], one: &GistSentence) -> &'t str {
    let report = told.iter().find(|t| t.id == one.report).expect("a report of the record");
    one.span.of(&report.reading.article.text)
}

fn gist(record: &Record) -> &[GistSentence] {
    let largest = record.processes.iter().max_by_key(|p| p.facts.len()).expect("a negotiation");
    &largest.gist
}

#[test]
fn the_newest_comes_first_and_what_two_reports_say_is_told_once() {
    let told = reports(FOUR);
    let record = fuse(&told);
    let lines: Vec<&str> = gist(&record).iter().map(|one| words(&told, one)).collect();
    assert!(lines[0].starts_with("Syldavia turned the truce"), "{lines:?}");
    let offers: Vec<&GistSentence> = gist(&record).iter().filter(|one| words(&told, one).contains("offered")).collect();
    assert_eq!(offers.len(), 1, "{lines:?}");
    assert_eq!(
        (offers[0].reports, offers[0].roots),
        (
            2,
            record.reports.iter().filter(|r| r.id == "b" || r.id == "c").map(|r| &r.root).collect::<std::collections::BTreeSet<_>>().len()
                as u32
        )
    );
}

#[test]
fn what_no_fact_tells_may_be_told_and_what_leans_on_others_is_not() {
    let told = reports(FOUR);
    let record = fuse(&told);
    let lines: Vec<&str> = gist(&record).iter().map(|one| words(&told, one)).collect();
    assert!(lines.iter().any(|line| line.starts_with("The parliament of Syldavia")), "nobody read a claim there: {lines:?}");
    assert!(lines.iter().all(|line| !line.starts_with("He ") && !line.starts_with("But ")), "{lines:?}");
}

#[test]
fn any_order_of_the_reports_gives_the_same_sentences() {
    let mut told = reports(FOUR);
    let record = fuse(&told);
    told.reverse();
    assert_eq!(fuse(&told).processes, record.processes);
}

#[test]
fn a_large_negotiation_has_no_more_sentences_than_a_reader_takes_in() {
    let mut block = "actors: Borduria = state; Syldavia = state\n".to_owned();
    for n in 0..300 {
        let (month, day) = (1 + n / 28 % 12, 1 + n % 28);
        block += &format!(
            "r{n:03} 2031-{month:02}-{day:02}\n  proposal proposed | proposer: Borduria | addressee: Syldavia | content: truce | words: Borduria offered Syldavia truce number {n} on day {day} of month {month}, and no reply came.\n"
        );
    }
    let told = reports(&block);
    let record = fuse(&told);
    assert!(record.processes.iter().all(|p| (1..=6).contains(&p.gist.len())));
    let last = record.processes.iter().max_by_key(|p| p.envelope.latest).expect("a negotiation");
    let newest = last.gist.iter().map(|one| one.report.as_str()).max();
    assert_eq!(newest, Some("r299"), "what is told is how things stand");
}
