//! A claim made ready for comparison: names canonical, sides, topic, stems.

use super::topic::{LEADERS_MEETING, topic_in};
use crate::Source;
use crate::actors::{Cast, position_words};
use crate::nearness::Days;
use crate::words::{stem_set, stems};
use jiff::civil::Date;
use model::{
    ActorKind, AnswerKind, BlockKind, Claim, ClaimKind, ClaimTime, Envelope, FieldKey, FieldValue, Mention, Reading, Status, TimeExpression,
};
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
    /// Who meets or agrees with the only one whom the claim names: side by side with him as one subject.
    pub partner: Option<String>,
    /// The sentence names not all who take part: its reader put in the two of whom the report speaks most.
    pub supplied: bool,
    /// Who takes part is not known but as "both sides": those that were put in are not the two of the negotiation.
    pub both: bool,
    /// Time that words of the claim give.
    pub time: Option<Envelope>,
    /// Time that is inherited or vague.
    pub vague: Option<Envelope>,
    /// When a move was put, where the claim says so.
    pub made: Option<Envelope>,
    /// The day of its report, as far as it is known.
    pub told: Option<Date>,
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
    if claim.time.as_ref().is_some_and(|t| is_until(t, claim, reading)) {
        (time, vague) = (None, None);
    }
    if time.is_none() && vague.is_none() {
        time = beside(claim, reading);
    }
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
        if let Some(next) = made.and_then(|made| coming(made, claim, reading)) {
            (time, made) = (Some(next), None);
        }
        // "On 1 August she invited them to meet on 4 August": the second day is the one asked for.
        if time.is_none() {
            time = made.and_then(|made| asked_for(made, claim, reading));
        }
    }
    let partner = partner(report, claim, reading, cast);
    let mut with = sides(&[FieldKey::Participants, FieldKey::Target]);
    with.extend(partner.as_deref().and_then(|name| cast.party(report, name)));
    let mut to = sides(&[FieldKey::Addressee, FieldKey::Beneficiary]);
    if claim.kind.is_move() {
        to = to.difference(&by).cloned().collect();
    }
    Item {
        report,
        claim,
        by,
        to,
        with,
        supplied: super::supplied::is_supplied(claim, reading),
        both: false,
        partner,
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
        told: reading.article.published.as_ref().and_then(|p| p.envelope.latest),
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

/// The other one of two who meet or agree, where the claim names only one: "He and Chancellor Flavia agreed", "Foreign Minister Sapt and Chancellor Flavia
/// spoke". Of another side, beside the one with nothing but an office between.
fn partner(report: usize, claim: &Claim, reading: &Reading, cast: &Cast) -> Option<String> {
    let [one] = claim.fields.texts(FieldKey::Participants)[..] else { return None };
    if !matches!(claim.kind, ClaimKind::Meeting | ClaimKind::Agreement) {
        return None;
    }
    let text = reading.article.text.as_str();
    let first = reading.mentions.partition_point(|m| m.span.start < claim.span.start);
    let inside = || reading.mentions.iter().skip(first).take_while(|m| m.span.end <= claim.span.end);
    let actor = |m: &Mention| m.actor.and_then(|at| reading.actors.get(at as usize)).filter(|a| a.kind != ActorKind::Outlet);
    let name = cast.canonical(report, one);
    let mine = inside().find(|m| actor(m).is_some_and(|a| cast.canonical(report, &a.name) == name))?;
    let office = |between: &str| {
        let Some(words) = between.strip_prefix(" and ") else { return false };
        between.len() < 60 && words.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || matches!(w, "of" | "the" | "for"))
    };
    let behind =
        inside().filter(|m| m.span.start >= mine.span.end && text.get(mine.span.end as usize..m.span.start as usize).is_some_and(office));
    let before =
        inside().filter(|m| m.span.end <= mine.span.start && text.get(m.span.end as usize..mine.span.start as usize).is_some_and(office));
    // "Russian Foreign Minister Lavrov": the last one behind is the person, not his state.
    let other = before.last().or_else(|| behind.last()).and_then(actor)?;
    (cast.side(report, &other.name) != cast.side(report, one)).then(|| other.name.clone())
}

/// The word right before an expression of time, in lower case.
fn word_before<'t>(reading: &'t Reading, expression: &TimeExpression) -> &'t str {
    let before = reading.article.text.get(..expression.span.start as usize).unwrap_or("").trim_end();
    before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

/// Whether a time is the end of what other words tell, or of a state: "the talks paused until next week after the board made an offer".
fn is_until(time: &ClaimTime, claim: &Claim, reading: &Reading) -> bool {
    let Some(expression) = time.expression.and_then(|at| reading.times.get(at as usize)) else { return false };
    let inside = claim.span.start <= expression.span.start && expression.span.end <= claim.span.end;
    matches!(word_before(reading, expression), "until" | "till") && (!inside || claim.kind == ClaimKind::ProcessState)
}

/// The only day that the words of something done give, where the claim took none: "the two sides on Saturday signed a pact".
fn beside(claim: &Claim, reading: &Reading) -> Option<Envelope> {
    const BARRED: &[&str] =
        &["after", "before", "beyond", "by", "due", "following", "for", "from", "of", "since", "s", "than", "the", "till", "to", "until"];
    let done = matches!(claim.kind, ClaimKind::Agreement | ClaimKind::Meeting | ClaimKind::Exchange | ClaimKind::Ceasefire);
    if !done || claim.status != Status::Happened {
        return None;
    }
    let published = reading.article.published.as_ref().map_or(Envelope::OPEN, |p| p.envelope);
    let mut days = within(claim, reading).filter(|t| t.envelope.single_day().is_some());
    let only = days.next().filter(|t| days.next().is_none() && !t.implicit && !BARRED.contains(&word_before(reading, t)))?;
    only.envelope.latest.zip(published.latest).is_some_and(|(day, published)| day <= published).then_some(only.envelope)
}

/// The time expressions within the words of a claim.
fn within<'r>(claim: &Claim, reading: &'r Reading) -> impl Iterator<Item = &'r TimeExpression> {
    let span = claim.span;
    let first = reading.times.partition_point(|t| t.span.start < span.start);
    reading.times.iter().skip(first).take_while(move |t| t.span.end <= span.end)
}

/// "Invited them to talks Wednesday evening", in a report of Tuesday: the weekday behind what is asked is the next one, where that is much nearer than the last.
fn coming(made: Envelope, claim: &Claim, reading: &Reading) -> Option<Envelope> {
    let time = claim.time.as_ref().filter(|t| t.envelope == made)?;
    let expression = reading.times.get(time.expression? as usize)?;
    let text = reading.article.text.as_str();
    let first = expression.span.of(text).split_whitespace().next().unwrap_or("");
    let content = claim.fields.text(FieldKey::Content).filter(|_| claim.kind == ClaimKind::Proposal && lexicon::is_weekday(first))?;
    let end = text.get(claim.span.start as usize..expression.span.start as usize)?.trim_end();
    let (last, published) = (made.single_day()?, reading.article.published.as_ref()?.envelope.single_day()?);
    let next = last.checked_add(jiff::Span::new().days(7)).ok()?;
    let nearer = (next - published).get_days() <= 3 && (published - last).get_days() >= 4;
    (end.ends_with(content) && nearer).then(|| Envelope::day(next))
}

/// The only day behind the one on which a move was put that its words give.
fn asked_for(made: Envelope, claim: &Claim, reading: &Reading) -> Option<Envelope> {
    let put = made.latest?;
    let mut later = within(claim, reading).filter(|t| t.envelope.single_day().is_some_and(|day| day > put) && !t.implicit);
    let only = later.next().filter(|_| later.next().is_none())?;
    matches!(word_before(reading, only), "on" | "by" | "before" | "until" | "from").then_some(only.envelope)
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
    // "The board's first counterproposals".
    lexicon::is_bare_move(head) && head.split_whitespace().count() <= 6
        || head.split_whitespace().count() <= 6
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
