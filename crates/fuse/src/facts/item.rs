//! A claim made ready for comparison: names canonical, sides, topic, stems.

use super::topic::{LEADERS_MEETING, topic_in};
use crate::Source;
use crate::actors::{Cast, position_words};
use crate::nearness::Days;
use crate::words::{stem_set, stems};
use jiff::civil::Date;
use model::{AnswerKind, BlockKind, Claim, ClaimKind, Envelope, FieldKey, FieldValue, Status};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A claim with what is compared.
#[derive(Clone, Debug)]
pub struct Item<'r> {
    /// Index of the report.
    pub report: usize,
    /// The claim.
    pub claim: &'r Claim,
    /// Sides (or names) of who acts, proposes, holds.
    pub by: BTreeSet<String>,
    /// Sides of those to whom it goes.
    pub to: BTreeSet<String>,
    /// Sides of all others who take part.
    pub with: BTreeSet<String>,
    /// The person of an office, canonical.
    pub person: Option<String>,
    /// Words of the position.
    pub position: BTreeSet<String>,
    /// Topic of the content.
    pub topic: Option<&'static str>,
    /// Stems of the content, as hashes.
    pub content: Vec<u64>,
    /// The same, to be read.
    pub gist: String,
    /// Stems of the claim's words, as hashes.
    pub words: Vec<u64>,
    /// Places, lower case.
    pub places: BTreeSet<String>,
    /// Figures: count, ratio.
    pub figures: BTreeSet<String>,
    /// Shares of what is asked, in percent: "a raise of 5 percent".
    pub shares: Vec<f64>,
    /// Scope, where named.
    pub scope: Option<String>,
    /// Time that words of the claim give.
    pub time: Option<Envelope>,
    /// Time that is inherited or vague.
    pub vague: Option<Envelope>,
    /// When a move was put, where the claim says so.
    pub made: Option<Envelope>,
    /// In a headline or pull quote.
    pub heading: bool,
    /// A proposal named without its content ("the plan", "their offer"): it points at one that is told elsewhere in the report.
    pub generic: bool,
    /// An answer that nobody gave: it stands behind "whether", "if", "unless".
    pub unreal: bool,
    /// For answers: the group of claims (index) of the move that is answered, once known.
    pub answers: Option<usize>,
}

/// Readies all claims of all reports.
pub fn items<'r>(sources: &[Source<'r>], cast: &Cast) -> Vec<Item<'r>> {
    let of_report = |(r, source): (usize, &Source<'r>)| -> Vec<Item<'r>> {
        let labour = lexicon::is_about_labour(&source.reading.article.text);
        source.reading.claims.iter().map(|claim| item(r, *source, claim, cast, labour)).collect()
    };
    let all: Vec<Vec<Item<'r>>> = sources.par_iter().enumerate().map(of_report).collect();
    all.into_iter().flatten().collect()
}

/// Readies anew the claims of those reports in which words have been led to a party since.
pub fn renamed<'r>(sources: &[Source<'r>], cast: &Cast, items: &mut [Item<'r>]) {
    for claims in items.chunk_by_mut(|a, b| a.report == b.report).filter(|claims| cast.has_called(claims[0].report)) {
        let source = sources[claims[0].report];
        let labour = lexicon::is_about_labour(&source.reading.article.text);
        claims.iter_mut().for_each(|old| *old = item(old.report, source, old.claim, cast, labour));
    }
}

/// `labour`: the report is about work and pay, where ports are workplaces and a raise is one of wages.
fn item<'r>(report: usize, source: Source<'r>, claim: &'r Claim, cast: &Cast, labour: bool) -> Item<'r> {
    let f = &claim.fields;
    let reading = source.reading;
    let sides =
        |keys: &[FieldKey]| -> BTreeSet<String> { keys.iter().flat_map(|k| f.texts(*k)).filter_map(|n| cast.party(report, n)).collect() };
    let mut by = sides(&[FieldKey::OnBehalf]);
    if by.is_empty() {
        by = sides(&[FieldKey::Proposer, FieldKey::By, FieldKey::Holder]);
    }
    // Who says "must" demands it.
    if by.is_empty() && claim.kind == ClaimKind::Demand {
        by.extend(claim.speaker.as_deref().and_then(|s| cast.party(report, s)));
    }
    let named: Vec<&str> =
        [FieldKey::Proposer, FieldKey::By, FieldKey::Addressee, FieldKey::Attendees].iter().flat_map(|k| f.texts(*k)).collect();
    let persons = named.iter().filter(|n| cast.is_person(report, n)).map(|n| cast.side(report, n)).collect::<BTreeSet<_>>().len();
    // A meeting with a head of state or government, or of two persons of different sides.
    let leaders =
        persons >= 2 || [FieldKey::Addressee, FieldKey::Attendees].iter().flat_map(|k| f.texts(*k)).any(|n| cast.is_leader(report, n));
    let words = claim.span.of(&reading.article.text);
    let content =
        [FieldKey::Content, FieldKey::About, FieldKey::State, FieldKey::Agenda, FieldKey::Object, FieldKey::Position, FieldKey::Occasion]
            .iter()
            .flat_map(|k| f.texts(*k))
            .collect::<Vec<_>>()
            .join(" ");
    let about = [FieldKey::Content, FieldKey::Object, FieldKey::Agenda].iter().flat_map(|k| f.texts(*k)).collect::<Vec<_>>().join(" ");
    let sentence = || reading.sentences.get(claim.sentence as usize).map_or("", |s| s.span.of(&reading.article.text));
    let mut at = topic_in(&about, leaders, labour).or_else(|| topic_in(words, leaders, labour));
    // "An initiative", "all efforts": the sentence says what for.
    let bare = claim.kind == ClaimKind::Proposal || claim.kind == ClaimKind::Demand && !about.is_empty() && stems(&about).len() <= 2;
    if at.is_none() && bare {
        at = topic_in(sentence(), false, labour).map(|t| if t == LEADERS_MEETING { "talks" } else { t });
    }
    let figure = |k: FieldKey| match f.get(k) {
        Some(FieldValue::Number(n)) => Some(n.to_string()),
        Some(FieldValue::Text(t)) => Some(t.to_lowercase()),
        _ => None,
    };
    let block = reading.sentence_blocks.get(claim.sentence as usize).and_then(|b| reading.article.blocks.get(*b as usize)).map(|b| b.kind);
    let (mut time, mut vague) = match &claim.time {
        Some(t) if t.envelope.is_open() => (None, None),
        Some(t) if t.implicit => (None, Some(t.envelope)),
        Some(t) => (Some(t.envelope), None),
        None => (None, None),
    };
    time = time.and_then(|t| done_by(t, claim, reading.article.published.as_ref().and_then(|p| p.envelope.latest)));
    let speech = reading.claims.iter().filter(|c| c.sentence == claim.sentence && c.kind == ClaimKind::Speech);
    let said = speech.filter_map(|c| c.time.as_ref()).find(|t| !t.implicit && !t.envelope.is_open());
    let spoken = matches!(claim.kind, ClaimKind::Answer | ClaimKind::Accusation | ClaimKind::Assessment);
    if let (true, None, Some(said)) = (spoken, time, said) {
        // What somebody said on a day was answered on that day.
        time = Some(said.envelope);
    }
    // The day on which a move was put is not the time of what it asks for.
    let mut made = [FieldKey::Made, FieldKey::Issued].into_iter().find_map(|k| interval(f.get(k)?));
    if claim.kind.is_move() && claim.kind != ClaimKind::Ultimatum {
        let published = reading.article.published.as_ref().map_or(Envelope::OPEN, |p| p.envelope);
        let not_after = |a: Option<_>, b: Option<_>| a.zip(b).is_some_and(|(a, b)| a <= b);
        // Where the day of publication is not known, what moves with it from its first to its last day lies behind it all the same.
        let past = |e: Envelope| {
            not_after(e.latest, published.earliest) || not_after(e.latest, published.latest) && not_after(e.earliest, published.earliest)
        };
        // "Berg on Saturday submitted": the day of the speech is that of the move.
        let putting = claim
            .time
            .as_ref()
            .zip(said)
            .is_some_and(|(t, s)| t.expression.is_some() && t.expression == s.expression || t.envelope == s.envelope);
        if let Some(t) = time.filter(|t| made.is_some_and(|m| m == *t) || past(*t) || putting) {
            made = made.or(Some(t));
            time = None;
        }
        vague = vague.filter(|v| made != Some(*v) && !past(*v));
    }
    let mut to = sides(&[FieldKey::Addressee, FieldKey::Beneficiary]);
    if claim.kind.is_move() {
        to = to.difference(&by).cloned().collect();
    }
    Item {
        report,
        claim,
        by,
        to,
        with: sides(&[FieldKey::Participants, FieldKey::Target]),
        person: f.text(FieldKey::Person).map(|p| cast.canonical(report, p)),
        position: f.text(FieldKey::Position).map(position_words).unwrap_or_default(),
        topic: at,
        content: stem_set(&content),
        gist: stems(&content).join(" "),
        words: stem_set(words),
        places: f.texts(FieldKey::Place).iter().map(|p| fold_place(p)).collect(),
        shares: shares(&about),
        figures: [FieldKey::Count, FieldKey::Ratio].into_iter().filter_map(figure).collect(),
        scope: f.text(FieldKey::Scope).map(str::to_lowercase),
        time,
        vague,
        made,
        generic: claim.kind == ClaimKind::Proposal && generic(if about.is_empty() { words } else { &about }),
        unreal: claim.kind == ClaimKind::Answer
            && unreal(claim, sentence(), reading.sentences.get(claim.sentence as usize).map_or(0, |s| s.span.start)),
        answers: None,
        heading: block.is_some_and(|b| matches!(b, BlockKind::Title | BlockKind::Subhead | BlockKind::PullQuote)),
    }
}

/// The time of what is told as done: it does not lie behind the day of its report. A weekday that was taken for the next one is the last one; any other
/// time ahead is none.
fn done_by(time: Envelope, claim: &Claim, published: Option<Date>) -> Option<Envelope> {
    let done = claim.status == Status::Happened && matches!(claim.kind, ClaimKind::Agreement | ClaimKind::Meeting | ClaimKind::Exchange);
    let Some((first, day)) = time.earliest.zip(published).filter(|(first, day)| done && first > day) else { return Some(time) };
    let week = jiff::Span::new().days(7);
    let near = (first - day).get_days() <= 7 && time.single_day().is_some();
    first.checked_sub(week).ok().filter(|_| near).map(|last| Envelope::new(Some(last), Some(last)))
}

/// Words for a move that say nothing of what it asks.
pub const EMPTY: &[&str] = &[
    "proposal",
    "proposals",
    "proposed",
    "offer",
    "offers",
    "offered",
    "initiative",
    "demand",
    "demands",
    "invitation",
    "plan",
    "plans",
    "conditions",
    "terms",
    "ultimatum",
    "efforts",
    "move",
    "deal",
    "latest",
    "new",
    "fresh",
    "draft",
    "text",
    "document",
    "its",
    "their",
    "his",
    "her",
    "this",
    "that",
    "the",
    "a",
    "an",
    "calls",
    "call",
    "request",
    "broader",
    "other",
];

/// Whether a phrase names a proposal without saying what is proposed; names of parties do not count.
fn generic(phrase: &str) -> bool {
    let head = [", ", " which ", " that ", " put "].iter().fold(phrase, |h, cut| h.find(cut).map_or(h, |at| &h[..at]));
    let said = |w: &str| w.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) && !EMPTY.contains(&w);
    head.split_whitespace().count() <= 6
        && !head.split_whitespace().any(|w| said(w.trim_matches(|c: char| !c.is_alphanumeric())) && !w.starts_with("by"))
        && head.split_whitespace().any(|w| EMPTY.contains(&w.to_lowercase().as_str()))
}

/// The shares that words tell: "nearly 50 percent", "4.5 per cent", "12%".
fn shares(words: &str) -> Vec<f64> {
    let mut out = Vec::new();
    for (at, _) in ["percent", "per cent", "%"].iter().flat_map(|unit| words.match_indices(unit)) {
        let number = words[..at].trim_end_matches([' ', '-']);
        let start =
            number.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |i| i + number[i..].chars().next().map_or(1, char::len_utf8));
        out.extend(number[start..].parse::<f64>().ok());
    }
    out
}

/// The envelope of a list of two days.
fn interval(value: &FieldValue) -> Option<Envelope> {
    let FieldValue::List(ends) = value else { return None };
    let day = |v: Option<&FieldValue>| v.and_then(FieldValue::as_text).and_then(|t| t.parse::<Date>().ok());
    let envelope = Envelope::new(day(ends.first()), day(ends.get(1)));
    (!envelope.is_open()).then_some(envelope)
}

/// Whether a yes or no is only thought of: "whether Borduria will agree".
fn unreal(claim: &Claim, sentence: &str, start: u32) -> bool {
    if !matches!(claim.answer, Some(AnswerKind::Accept | AnswerKind::Reject | AnswerKind::Partial)) {
        return false;
    }
    let Some(before) = claim.span.start.checked_sub(start).and_then(|n| sentence.get(..n as usize)) else { return false };
    let clause = before.rsplit([',', ';', ':', '—', '–', '“', '"']).next().unwrap_or("");
    let mut words = clause.split_whitespace().rev().take(3);
    words.any(|w| matches!(w.to_lowercase().as_str(), "whether" | "if" | "unless" | "until" | "should" | "hopes" | "hoping" | "hope"))
}

/// A place under its state's usual name where it is a state's.
fn fold_place(place: &str) -> String {
    lexicon::find_actor(place).filter(|k| k.sense == lexicon::Sense::Name).map_or(place, |k| k.actor.name).to_lowercase()
}

/// Longest time, in days, that counts as a date where nothing else ties two reports.
pub const DATED: i64 = 31;

impl Item<'_> {
    /// Whether both ask for shares and none of one is near one of the other: another offer.
    pub fn other_shares(&self, other: &Item<'_>) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= 0.04 * a.max(b);
        !self.shares.is_empty() && !other.shares.is_empty() && !self.shares.iter().any(|&a| other.shares.iter().any(|&b| near(a, b)))
    }

    /// The claim's own time, where it is a date.
    pub fn dated(&self) -> Option<Days> {
        self.time.filter(|t| t.days().is_some_and(|d| d <= DATED)).map(Days::of)
    }

    /// Where it stands: report and sentence.
    pub fn place(&self) -> (usize, u32) {
        (self.report, self.claim.sentence)
    }

    /// Whether the claim is a move.
    pub fn is_move(&self) -> bool {
        self.claim.kind.is_move()
    }

    /// Whether it is of an office or an appointment.
    pub fn is_post(&self) -> bool {
        matches!(self.claim.kind, ClaimKind::Office | ClaimKind::Appointment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_in_every_spelling() {
        assert_eq!(shares("a raise of nearly 50 percent over six years"), [50.0]);
        assert_eq!(shares("4.5 per cent now and 3% later"), [4.5, 3.0]);
        assert_eq!(shares("a percentage, or fifty percent"), Vec::<f64>::new());
    }
}
