//! Lines that name a source, an author or a place and date: credits, bylines, datelines; and the outlets that a text leans on.

use crate::outlets;
use crate::shape::Shape;
use aho_corasick::AhoCorasick;
use model::{SourceReference, SourceRelation, Span};
use std::sync::LazyLock;

/// What a line of its own says about where the report comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Points to a source; with the relation and the bytes of its name in the line, where a name stands there.
    Credit(SourceRelation, Option<(usize, usize)>),
    /// Author or desk, without "By".
    Byline(String),
    /// A place, with a date or agency.
    Dateline,
    /// Date or time of publication only.
    Stamp,
}

/// Beginnings of lines that point somewhere, in lower case, longest first where one begins another.
const CREDITS: [(&str, SourceRelation); 26] = [
    ("this article was originally published", SourceRelation::Republishes),
    ("this story was originally published", SourceRelation::Republishes),
    ("this article originally appeared", SourceRelation::Republishes),
    ("this article first appeared", SourceRelation::Republishes),
    ("this story first appeared", SourceRelation::Republishes),
    ("this post first appeared", SourceRelation::Republishes),
    ("originally published", SourceRelation::Republishes),
    ("first published", SourceRelation::Republishes),
    ("republished from", SourceRelation::Republishes),
    ("republished with permission", SourceRelation::Republishes),
    ("with inputs from", SourceRelation::Cites),
    ("with input from", SourceRelation::Cites),
    ("with reporting by", SourceRelation::Cites),
    ("with reporting from", SourceRelation::Cites),
    ("with agency inputs", SourceRelation::Cites),
    ("with files from", SourceRelation::Cites),
    ("with material from", SourceRelation::Cites),
    ("based on reporting by", SourceRelation::Cites),
    ("source:", SourceRelation::Cites),
    ("sources:", SourceRelation::Cites),
    ("source ", SourceRelation::Cites),
    ("via ", SourceRelation::Cites),
    ("read more @", SourceRelation::Links),
    ("read more at", SourceRelation::Links),
    ("read the full story at", SourceRelation::Links),
    ("read the original", SourceRelation::Links),
];

/// Phrases inside a line behind which an outlet's name follows.
const APPEARED: [&str; 6] = [
    "first appeared on",
    "first appeared in",
    "originally appeared on",
    "originally published on",
    "originally published by",
    "first published by",
];

/// Whether any of them is in a line: for nearly all lines that is all there is to ask.
static APPEARED_AT_ALL: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(APPEARED).ok());

/// Looks whether a line of its own is a credit, a byline, a dateline or a stamp.
pub fn origin(line: &str, shape: &Shape) -> Option<Origin> {
    let bare = line.trim_matches(|c: char| c == '*' || c == '_' || c == '(' || c == ')' || c == '[' || c == ']' || c.is_whitespace());
    if shape.words == 0 || shape.words > 30 {
        return None;
    }
    let low = bare.to_lowercase();
    if let Some(found) = credit(bare, &low, shape) {
        let offset = bare.as_ptr() as usize - line.as_ptr() as usize;
        return Some(match found {
            Origin::Credit(relation, name) => Origin::Credit(relation, name.map(|(a, b)| (a + offset, b + offset))),
            other => other,
        });
    }
    byline(bare, &low, shape)
        .or_else(|| stamp(bare, shape).then_some(Origin::Stamp))
        .or_else(|| dateline(bare, shape).then_some(Origin::Dateline))
}

fn credit(bare: &str, low: &str, shape: &Shape) -> Option<Origin> {
    let same_length = low.len() == bare.len();
    let appeared = APPEARED_AT_ALL.as_ref().is_none_or(|finder| finder.is_match(low));
    if let Some(at) =
        APPEARED.iter().filter(|_| appeared).filter_map(|p| low.find(p).map(|at| at + p.len())).max().filter(|_| shape.words <= 25)
    {
        return Some(Origin::Credit(SourceRelation::Republishes, same_length.then(|| name_in(bare, at)).flatten()));
    }
    let (start, relation) = CREDITS.iter().find(|(start, _)| low.starts_with(start))?;
    let tail =
        shape.words as usize - start.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count().min(shape.words as usize);
    // "Source" and "via" begin sentences too: only short lines without a sentence's end are credits.
    if matches!(*start, "source " | "via ") && (tail > 4 || shape.ends_sentence) || tail > 12 {
        return None;
    }
    Some(Origin::Credit(*relation, same_length.then(|| name_in(bare, start.len())).flatten()))
}

/// The bytes of a source's name behind a credit phrase: the rest without articles, punctuation and trailing words.
fn name_in(bare: &str, from: usize) -> Option<(usize, usize)> {
    let rest = bare.get(from..)?;
    let name = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '@' | '.' | '-' | '–' | '—' | ')' | '(' | '|'));
    let start = from + (name.as_ptr() as usize - rest.as_ptr() as usize);
    (!name.is_empty() && name.len() <= 80).then_some((start, start + name.len()))
}

/// Words of people and desks that write.
const DESK: [&str; 14] = [
    "desk",
    "staff",
    "bureau",
    "correspondent",
    "reporter",
    "editor",
    "newsroom",
    "team",
    "agencies",
    "writer",
    "columnist",
    "reporters",
    "correspondents",
    "editorial",
];

fn byline(bare: &str, low: &str, shape: &Shape) -> Option<Origin> {
    for start in [
        "by ",
        "by: ",
        "written by ",
        "written by: ",
        "reporting by ",
        "reported by ",
        "author: ",
        "author ",
        "authors: ",
        "edited by ",
        "von ",
        "par ",
        "por ",
        "posted by ",
        "story by ",
    ] {
        if let Some(rest) = low.strip_prefix(start).and_then(|rest| bare.get(bare.len() - rest.len()..)) {
            // "By Monday the sides had …" is a sentence; a byline has names and no end.
            let head = rest.split(['|', '•', '·', ';', '—', '–']).next().unwrap_or(rest).trim();
            let named = head
                .split_whitespace()
                .filter(|w| w.chars().count() > 3)
                .all(|w| w.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()));
            if shape.words <= 14 && named && head.chars().any(char::is_alphabetic) && !(shape.ends_sentence && shape.words > 6) {
                return Some(Origin::Byline(person_part(head)));
            }
        }
    }
    let parts: Vec<&str> = bare.split(['|', '•', '·', ',']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let desk = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        (1..=5).contains(&words.len())
            && words.last().is_some_and(|w| DESK.contains(&w.to_lowercase().as_str()))
            && words.iter().all(|w| w.starts_with(|c: char| !c.is_lowercase()))
    };
    if shape.words <= 10
        && !shape.ends_sentence
        && parts.first().is_some_and(|p| desk(p))
        && (parts.len() > 1 || parts[0].split_whitespace().count() >= 2)
    {
        return Some(Origin::Byline(parts[0].to_owned()));
    }
    None
}

/// A byline's names without dates, places and roles behind them.
fn person_part(head: &str) -> String {
    let lower = head.to_lowercase();
    let cut = [" on ", " updated", " published", " in ", " for ", ", updated", " / "]
        .iter()
        .filter_map(|w| lower.find(w))
        .min()
        .filter(|_| lower.len() == head.len());
    head.get(..cut.unwrap_or(head.len())).unwrap_or(head).trim().trim_end_matches([',', ':', '-']).to_owned()
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn is_month(word: &str) -> bool {
    let low = word.to_lowercase();
    MONTHS.iter().any(|m| low.starts_with(m)) && low.len() <= 9
}

/// A line that only says when: "Published: 9 March 2031, 10:15 IST", "Updated 2 hours ago".
fn stamp(bare: &str, shape: &Shape) -> bool {
    if shape.digits == 0 || shape.words > 16 || shape.quotes > 0 {
        return false;
    }
    const TIME: [&str; 29] = [
        "published",
        "updated",
        "posted",
        "last",
        "modified",
        "on",
        "at",
        "am",
        "pm",
        "ist",
        "gmt",
        "utc",
        "est",
        "edt",
        "et",
        "bst",
        "cet",
        "ago",
        "hours",
        "hour",
        "minutes",
        "days",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ];
    let mut dated = false;
    for word in bare.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let low = word.to_lowercase();
        let number = low.trim_end_matches(|c: char| c.is_ascii_alphabetic()).chars().all(|c| c.is_ascii_digit())
            && low.starts_with(|c: char| c.is_ascii_digit());
        dated |= is_month(&low) || (number && low.len() == 4) || low == "ago" || low.contains(['t', 'z']) && number;
        if !(number
            || is_month(&low)
            || TIME.contains(&low.as_str())
            || low.ends_with("day")
            || matches!(low.as_str(), "date" | "time" | "first" | "the" | "of" | "p" | "m" | "a"))
        {
            return false;
        }
    }
    dated
}

/// A place and a date or agency in a line of its own: "GENEVA, March 9 (Reuters) –", "KYIV |".
fn dateline(bare: &str, shape: &Shape) -> bool {
    if shape.words > 12 || shape.ends_sentence {
        return false;
    }
    let open = bare.ends_with(['-', '–', '—', '|']);
    let agency =
        bare.find('(').zip(bare.rfind(')')).and_then(|(a, b)| bare.get(a + 1..b)).is_some_and(|inside| lexicon::outlet(inside).is_some());
    let place = bare.split([',', '(', '|']).next().unwrap_or_default().trim();
    let capital =
        !place.is_empty() && place.split_whitespace().all(|w| w.starts_with(char::is_uppercase)) && place.split_whitespace().count() <= 4;
    let dated = bare.split(|c: char| !c.is_alphanumeric()).any(is_month) && shape.digits > 0;
    capital && (agency || (dated && bare.contains(',')) || (open && shape.words <= 4))
}

/// The outlets that a line credits, with the bytes of their names in `text`: credit lines, agency datelines at the head of a paragraph
/// ("GENEVA (Reuters) –"), and phrases of attribution in running text ("according to …", "… reported", "told …").
pub fn references(text: &str, span: Span, own_line: Option<&Origin>, first_prose: bool, out: &mut Vec<SourceReference>) {
    let line = span.of(text);
    let base = span.start as usize;
    let mut push = |a: usize, b: usize, outlet: &str, relation| {
        out.push(SourceReference { span: Span::new(base + a, base + b), outlet: outlet.to_owned(), relation });
    };
    match own_line {
        Some(Origin::Credit(relation, name)) => {
            let mut any = false;
            for mention in outlets::mentions(line) {
                push(mention.span.start as usize, mention.span.end as usize, mention.outlet.name, *relation);
                any = true;
            }
            if let (false, Some((a, b))) = (any, *name) {
                let name = line.get(a..b).unwrap_or_default();
                let host = name.trim_start_matches("https://").trim_start_matches("http://").split('/').next().unwrap_or_default();
                let known = host.contains('.').then(|| lexicon::outlet(host)).flatten();
                // A name has a capital or is an address; anything else ("source page-12") names nobody.
                if known.is_some()
                    || name.starts_with(char::is_uppercase)
                    || host.rsplit('.').next().is_some_and(|end| end != host && end.len() >= 2)
                {
                    push(a, b, known.map_or(name, |o| o.name), *relation);
                }
            }
        }
        Some(Origin::Byline(_) | Origin::Dateline) => {
            for mention in outlets::mentions(line) {
                push(mention.span.start as usize, mention.span.end as usize, mention.outlet.name, SourceRelation::Republishes);
            }
        }
        Some(Origin::Stamp) => {}
        None => {
            for mention in outlets::mentions(line) {
                let (a, b) = (mention.span.start as usize, mention.span.end as usize);
                let (before, after) = (&line[..a], &line[b..]);
                // An agency in brackets that opens the story or closes a paragraph, or one behind a place and before a dash.
                let bracketed = before.ends_with(['(', '[', '/']) && after.starts_with([')', ']', '/']);
                let dash = after.trim_start_matches([')', ']', '/', ' ']).starts_with(['-', '–', '—', ':']);
                let opens = first_prose && a < 60 && dash && (bracketed || mention.outlet.kind == "agency");
                let closes = bracketed && after.chars().filter(|c| c.is_alphanumeric()).count() == 0 && mention.outlet.kind == "agency";
                if opens || closes {
                    push(a, b, mention.outlet.name, SourceRelation::Republishes);
                } else if cited(before, after) {
                    push(a, b, mention.outlet.name, SourceRelation::Cites);
                }
            }
        }
    }
}

/// Whether the words around an outlet's name say that the report leans on it.
fn cited(before: &str, after: &str) -> bool {
    let before = before.trim_end().trim_end_matches(['(', '“', '"']).trim_end().to_lowercase();
    let before = before.strip_suffix(" the").unwrap_or(&before);
    let before = [
        "news agency",
        "the agency",
        "agency",
        "newspaper",
        "daily",
        "broadcaster",
        "channel",
        "state media",
        "outlet",
        "website",
        "magazine",
        "network",
    ]
    .iter()
    .find_map(|w| before.strip_suffix(w).map(str::trim_end))
    .map_or(before, |b| b.strip_suffix(" the").unwrap_or(b));
    const LEADS: [&str; 24] = [
        "according to",
        "reported by",
        "told",
        "citing",
        "quoted by",
        "cited by",
        "report by",
        "reports by",
        "report from",
        "interview with",
        "said by",
        "as per",
        "quoting",
        "published by",
        "published in",
        "seen by",
        "obtained by",
        "reviewed by",
        "informed",
        "statement to",
        "cites",
        "quoted in",
        "reported in",
        "carried by",
    ];
    if LEADS
        .iter()
        .any(|lead| before.strip_suffix(lead).is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric())))
    {
        return true;
    }
    let after = after.trim_start_matches(['’', '\'']).trim_start_matches("s ").trim_start().to_lowercase();
    let after = ["news agency", "agency", "newspaper", "television", "channel", "earlier", "has", "had", "also", "first", "previously"]
        .iter()
        .fold(after.as_str(), |rest, w| rest.strip_prefix(w).map_or(rest, str::trim_start));
    ["reported", "reports", "quoted", "cited", "said that", "said in a report", "wrote", "learned", "reporting"]
        .iter()
        .any(|verb| after.starts_with(verb))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::shape;

    fn of(line: &str) -> Option<Origin> {
        origin(line, &shape(line))
    }

    #[test]
    fn lines_of_origin() {
        assert!(matches!(of("Read More @ example.org"), Some(Origin::Credit(SourceRelation::Links, Some((12, 23))))));
        assert!(matches!(of("(With inputs from ANI)"), Some(Origin::Credit(SourceRelation::Cites, Some(_)))));
        assert!(matches!(
            of("The post Envoys meet first appeared on Morning Star."),
            Some(Origin::Credit(SourceRelation::Republishes, Some(_)))
        ));
        assert!(matches!(of("Source: Agencies"), Some(Origin::Credit(..))));
        assert_eq!(of("Sources close to the talks said on Monday that no paper had been signed."), None);
        assert_eq!(of("By Ida Berg | 9 March 2031"), Some(Origin::Byline("Ida Berg".to_owned())));
        assert_eq!(of("MNP Desk | Geneva |"), Some(Origin::Byline("MNP Desk".to_owned())));
        assert_eq!(of("By Monday the delegations had left the town."), None);
        assert_eq!(of("GENEVA, March 9 (Reuters) –"), Some(Origin::Dateline));
        assert_eq!(of("Published: 9 March 2031, 10:15 IST"), Some(Origin::Stamp));
        assert_eq!(of("Updated 2 hours ago"), Some(Origin::Stamp));
        assert_eq!(of("In 2031 the talks failed"), None);
    }

    #[test]
    fn outlets_that_a_paragraph_leans_on() {
        let text = "GENEVA (Reuters) – The envoys met, according to Al Jazeera. “No,” he told the BBC. CNN cameras were outside. The Tass news agency reported a delay.";
        let mut found = Vec::new();
        references(text, Span::new(0, text.len()), None, true, &mut found);
        let found: Vec<_> = found.iter().map(|r| (r.outlet.as_str(), r.relation.name())).collect();
        assert_eq!(found, [("Reuters", "republishes"), ("Al Jazeera", "cites"), ("BBC", "cites"), ("TASS", "cites")]);
    }
}
