//! Claims as rows: what single sentences of single reports say, before anything is fused.

use super::{Cell, Column, Result, Table, Take, View, column, facts::time_words, field_cells, field_columns, list, when};
use crate::told::one_line;
use model::{Anchor, Claim, CodePoints, Envelope, Reading, ReportEntry, Span};

pub(in crate::export) const CLAIMS: Table =
    Table { name: "Claims", about: "one row per claim: what one sentence of one report says", columns, rows };

fn columns() -> Vec<Column> {
    let mut all = vec![
        column("report", "id of the report"),
        column("outlet", "outlet of the report"),
        column("sentence_number", "number of the sentence in the report, from 1"),
        column("start", "first code point of the words in the report's text, from 0"),
        column("end", "code point after the words"),
        column("fact", "id of the fact that it is fused into; empty: in none"),
        column("kind", "what the claim is about"),
        column("status", "status of the content"),
        column("speaker", "who says so; empty: the narrator"),
        column("chain", "chain of attribution, the outermost source first"),
        column("evidential", "how the narrator vouches for it"),
    ];
    all.extend(super::WHEN);
    all.extend([
        column("granularity", "how fine the time words are"),
        column("anchor", "what the time words are counted from"),
        column("time_implicit", "the time is inherited, vague or hangs on another event"),
    ]);
    all.extend(field_columns());
    all.extend([
        column("plover", "PLOVER root; empty: not expressible there"),
        column("plover_source", "words that name PLOVER's source actor"),
        column("plover_target", "words that name PLOVER's target actor"),
        column("doubt", "the reader's doubt about the claim itself"),
        column("words", "the words that say it"),
        column("sentence", "the whole sentence"),
    ]);
    all
}

fn rows(view: &View<'_>, take: &mut Take<'_>) -> Result<()> {
    view.claims(|report, reading, claims| {
        let points = CodePoints::new(&reading.article.text);
        claims.iter().try_for_each(|(claim, fact)| take(&cells(report, reading, &points, claim, fact.map(|fact| fact.id.as_str()))))
    })
}

fn cells(report: &ReportEntry, reading: &Reading, points: &CodePoints<'_>, claim: &Claim, fact: Option<&str>) -> Vec<Cell> {
    let text = reading.article.text.as_str();
    let (start, end) = points.span(claim.span);
    let expression = claim.time.as_ref().and_then(|time| reading.times.get(time.expression? as usize));
    let named = |spans: &[Span]| list(spans.iter().map(|span| one_line(span.of(text))));
    let mut cells = vec![
        report.id.as_str().into(),
        report.outlet.as_deref().into(),
        Cell::Number(i64::from(claim.sentence) + 1),
        Cell::Number(start as i64),
        Cell::Number(end as i64),
        fact.into(),
        claim.kind.name().into(),
        claim.status.name().into(),
        claim.speaker.as_deref().into(),
        list(&claim.chain),
        claim.evidential.name().into(),
    ];
    let envelope = claim.time.as_ref().map_or(Envelope::OPEN, |time| time.envelope);
    cells.extend(when(envelope, time_words(reading, claim).unwrap_or_default().into()));
    cells.extend([
        expression.map(|e| e.granularity.name()).into(),
        claim.time.as_ref().and_then(|time| time.event).map(|_| Anchor::Event).or(expression.map(|e| e.anchor)).map(|a| a.name()).into(),
        claim.time.as_ref().map_or(Cell::Empty, |time| Cell::Flag(time.implicit)),
    ]);
    cells.extend(field_cells(&claim.fields));
    let sentence = reading.sentences.get(claim.sentence as usize).map(|s| one_line(s.span.of(text))).unwrap_or_default();
    cells.extend([
        claim.code.map(model::Plover::name).into(),
        named(&claim.source),
        named(&claim.target),
        claim.doubt.as_deref().into(),
        one_line(claim.span.of(text)).into(),
        sentence.into(),
    ]);
    cells
}
