//! The gist of a negotiation, laid out: the sentences that the record holds for it, each with who wrote it and when.

use super::{Line, Material, notes::Notes};
use crate::index::Index;
use crate::wording;
use model::{Evidence, GistSentence, Process, Stance};

/// Characters of a sentence; a longer one is told by its beginning.
const LONGEST: usize = 420;

/// The lines of a process, in the order of the record.
pub(super) fn lines(material: Material<'_>, index: &Index, process: &Process, notes: &mut Notes<'_>) -> Vec<Line> {
    process.gist.iter().filter_map(|one| line(material, index, one, notes)).collect()
}

/// "The Strelsau Post, 20 July 2031: “Ruritania handed Graustark an offer.”"; nothing where the text of the report is not at hand.
fn line(material: Material<'_>, index: &Index, one: &GistSentence, notes: &mut Notes<'_>) -> Option<Line> {
    let sentence = wording::clip(one.span.of(&material.texts.get(&one.report)?.text), LONGEST);
    if sentence.is_empty() {
        return None;
    }
    let report = index.report(material.record, &one.report).map(|(_, report)| report);
    let outlet = report.and_then(|r| r.outlet.clone()).unwrap_or_else(|| wording::no_outlet(&one.report));
    // Within which years it was written tells nobody anything.
    let day = |p: &model::Publication| wording::when(p.envelope).filter(|_| p.envelope.days().is_some_and(|days| days <= 366));
    let published = report.and_then(|r| r.published.as_ref()).and_then(day);
    let when = published.as_ref().map_or_else(|| "day not known".to_owned(), Clone::clone);
    let evidence = Evidence { report: one.report.clone(), sentence: one.sentence, span: one.span, stance: Stance::Supports };
    Some(Line {
        id: format!("{}#{}", one.report, one.sentence),
        text: format!("{outlet}, {when}: “{}”", wording::inner_quotes(&sentence)),
        when: published,
        reports: one.reports,
        sources: one.roots,
        notes: notes.number(&[evidence]),
    })
}
