//! What of a brief goes on paper: one A4 sheet, with what is to be acted on first and the notes where there is room for them.
//!
//! How much fits is reckoned, not tried: characters have the widths of Times (which Liberation Serif, Tinos and Nimbus Roman share), lines
//! the heights of `brief.css`. The reckoning fills no more than [`SPARE`] of the sheet, for words that break unluckily.

use super::plain;
use super::{Brief, DueLine, Line, Note, ProcessBrief};
use crate::wording::{self, inner_quotes};
use std::collections::{BTreeMap, BTreeSet};

/// Inside of the margins, in points: A4 less 10 mm at the sides, 9 mm above and below.
const WIDTH: f64 = 538.0;
const HEIGHT: f64 = 790.0;
/// The part of the sheet that is filled, by the reckoning.
const SPARE: f64 = 0.97;
/// Sizes of letters and lines in points, as in `brief.css`: lists and tables, bold lines, notes.
const LIST: (f64, f64) = (8.5, 9.9);
const LEAD: (f64, f64) = (9.0, 10.7);
const NOTE: (f64, f64) = (8.0, 9.2);
/// Between columns, in points.
const GAP: f64 = 12.0;
/// Characters of a quotation: tried from the longest that fits.
const QUOTES: [usize; 7] = [240, 200, 160, 130, 110, 90, 70];
/// Sentences of the gist that a sheet holds before anything else but what is to be acted on.
const GIST: usize = 3;
/// Characters of a report's name before its notes.
const NAME: usize = 60;

/// A list of a process's part of the brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Gist,
    News,
    Leads,
    Due,
    /// Moves of a track, by its place.
    Track(usize),
    /// One of [`plain::lists`], by its place.
    List(usize),
    Disputed,
}

/// What goes on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// How many entries of a list, by the place of the process.
    shown: BTreeMap<(usize, Part), usize>,
    /// The notes overleaf: what is to be acted on needs the whole sheet.
    pub overleaf: bool,
    /// Characters of a quotation.
    pub quote: usize,
    /// Numbers of the notes that lines on paper lead to.
    pub notes: BTreeSet<usize>,
    /// The numbers that these have on paper: from 1 without gaps, in the order in which they stand there.
    pub numbers: BTreeMap<usize, usize>,
}

/// An entry that may go on paper.
struct Candidate<'b> {
    /// What comes first has the smallest.
    rank: usize,
    /// Without it the sheet is no brief.
    needed: bool,
    process: usize,
    part: Part,
    at: usize,
    height: f64,
    notes: Vec<&'b [usize]>,
}

impl Sheet {
    /// Chooses what fits, and numbers its notes.
    pub fn of(brief: &Brief) -> Sheet {
        let mut sheet = Sheet::chosen(brief);
        let order = by_report(brief, &sheet.notes).into_iter().flat_map(|(_, notes)| notes);
        sheet.numbers = order.enumerate().map(|(at, note)| (note.number, at + 1)).collect();
        sheet
    }

    /// Chooses what fits. Where not even what is to be acted on fits beside its notes, they go overleaf.
    fn chosen(brief: &Brief) -> Sheet {
        let mut candidates: Vec<Candidate<'_>> = Vec::new();
        for (at, process) in brief.processes.iter().enumerate() {
            gather(process, at, &mut candidates);
        }
        candidates.sort_by_key(|c| (!c.needed, c.rank, c.process, c.part, c.at));
        let short = QUOTES[QUOTES.len() - 1];
        let (mut sheet, left_out) = chosen(brief, &candidates, Some(short));
        if left_out {
            sheet = chosen(brief, &candidates, None).0;
            return Sheet { overleaf: true, quote: QUOTES[0], ..sheet };
        }
        let body = sheet.body(brief, &candidates);
        let fits = |quote: &&usize| body + notes_height(brief, &sheet.notes, **quote) <= HEIGHT * SPARE;
        sheet.quote = QUOTES.iter().find(fits).copied().unwrap_or(short);
        sheet
    }

    /// How many entries of a list go on paper.
    pub fn shown(&self, process: usize, part: Part) -> usize {
        self.shown.get(&(process, part)).copied().unwrap_or(0)
    }

    /// Whether anything of a process goes on paper.
    pub fn has(&self, process: usize) -> bool {
        self.shown.keys().any(|(of, _)| *of == process)
    }

    /// How many moves of a process go on paper.
    pub fn moves(&self, process: usize) -> usize {
        self.shown.iter().filter(|((of, part), _)| *of == process && matches!(part, Part::Track(_))).map(|(_, count)| count).sum()
    }

    /// Points that the lines need, without the notes.
    fn body(&self, brief: &Brief, candidates: &[Candidate<'_>]) -> f64 {
        let mut used = Used::new(brief);
        for one in candidates.iter().filter(|c| c.at < self.shown(c.process, c.part)) {
            used.add(brief, one);
        }
        used.height
    }
}

/// Takes candidates as long as there is room, whole lists from their beginning. Also says whether something needed was left out.
/// `quote` is the length of quotations, where the notes stand on the same sheet.
fn chosen(brief: &Brief, candidates: &[Candidate<'_>], quote: Option<usize>) -> (Sheet, bool) {
    let (mut sheet, mut used) = (Sheet::default(), Used::new(brief));
    let (mut closed, mut left_out): (BTreeSet<(usize, Part)>, bool) = (BTreeSet::new(), false);
    for one in candidates {
        let list = (one.process, one.part);
        let (mut tried, mut notes) = (used.clone(), sheet.notes.clone());
        tried.add(brief, one);
        notes.extend(one.notes.iter().copied().flatten());
        let height = tried.height + quote.map_or(0.0, |quote| notes_height(brief, &notes, quote));
        if closed.contains(&list) || height > HEIGHT * SPARE {
            closed.insert(list);
            left_out |= one.needed;
            continue;
        }
        (used, sheet.notes) = (tried, notes);
        *sheet.shown.entry(list).or_default() += 1;
    }
    (sheet, left_out)
}

/// The room that is taken, with the heads that have been paid for.
#[derive(Clone)]
struct Used {
    height: f64,
    processes: BTreeSet<usize>,
    heads: BTreeSet<(usize, u8)>,
}

impl Used {
    fn new(brief: &Brief) -> Used {
        // The title, and the line about what else was read.
        let rest = if brief.others.is_empty() { 0.0 } else { 18.0 + 6.0 * LIST.1 };
        Used { height: 17.0 + LIST.1 + rest, processes: BTreeSet::new(), heads: BTreeSet::new() }
    }

    fn add(&mut self, brief: &Brief, one: &Candidate<'_>) {
        if self.processes.insert(one.process) {
            let title = brief.processes.get(one.process).map(plain::process_title).unwrap_or_default();
            // The heading, and "Further in the record" below, which most have.
            self.height += lines(&title, 10.5 * BOLD, WIDTH) * 11.6 + 8.0 + 0.6 * LIST.1;
        }
        let (head, height) = match one.part {
            Part::Gist => (u8::MAX, 12.0),
            Part::News => (0, 12.0),
            Part::Leads => (1, 12.0),
            Part::Track(_) => (2, 26.0),
            // Heads in two columns, with "and 3 more" below.
            Part::Due => (3, 8.0),
            Part::Disputed => (4, 10.5),
            Part::List(at) => (5 + at as u8, 10.5),
        };
        if self.heads.insert((one.process, head)) {
            self.height += height;
        }
        self.height += one.height;
    }
}

/// Everything of a process that could go on paper, with what it needs.
fn gather<'b>(process: &'b ProcessBrief, number: usize, out: &mut Vec<Candidate<'b>>) {
    let mut put = |class: usize, needed: bool, part: Part, at: usize, height: f64, notes: Vec<&'b [usize]>| {
        out.push(Candidate { rank: 2 * class + 3 * number, needed: needed && number < 3, process: number, part, at, height, notes });
    };
    // On paper a sentence of the gist leads to no note: it says already who wrote it and when.
    for (at, line) in process.gist.iter().enumerate() {
        put(if at < GIST { 0 } else { 3 }, at < GIST, Part::Gist, at, gist_height(line), Vec::new());
    }
    for (part, class, lines) in [(Part::News, 0, &process.news), (Part::Leads, 1, &process.leads)] {
        for (at, line) in lines.iter().enumerate() {
            put(class, true, part, at, lead_height(line), vec![&line.notes]);
        }
    }
    for (at, due) in process.due.iter().enumerate() {
        put(1, true, Part::Due, at, item_height(&due_words(due)), vec![&due.line.notes]);
    }
    for (of, track) in process.tracks.iter().enumerate() {
        for (at, row) in track.rows.iter().enumerate() {
            let pressing = !row.owes.is_empty() || row.state == "running";
            let class = if pressing {
                1
            } else if row.answers.is_empty() {
                4
            } else {
                2
            };
            let notes = row.answers.iter().map(|cell| cell.notes.as_slice()).chain([row.notes.as_slice()]).collect();
            put(class, pressing, Part::Track(of), at, row_height(row), notes);
        }
    }
    for (at, dispute) in process.disputed.iter().enumerate() {
        let notes = dispute.values.iter().map(|value| value.notes.as_slice()).collect();
        put(if at < 2 { 3 } else { 5 }, at == 0, Part::Disputed, at, item_height(&plain::dispute_words(dispute)), notes);
    }
    for (of, (name, section)) in plain::lists(process).into_iter().enumerate() {
        let done = name == plain::DONE;
        for (at, line) in section.lines.iter().enumerate() {
            let class = if done && at < 3 {
                3
            } else if at < 2 {
                5
            } else {
                6
            };
            put(class, done && at == 0, Part::List(of), at, item_height(&plain::line_words(line)), vec![&line.notes]);
        }
    }
}

fn due_words(due: &DueLine) -> String {
    format!("{}: {}", due.line.when.as_deref().unwrap_or(""), plain::line_words(&due.line))
}

fn gist_height(line: &Line) -> f64 {
    lines(&plain::line_words(line), LIST.0, WIDTH - 11.0) * LIST.1 + 1.0
}

fn lead_height(line: &Line) -> f64 {
    lines(&plain::line_words(line), LEAD.0 * BOLD, WIDTH - 11.0) * LEAD.1 + 1.0
}

/// An entry in one of two columns.
fn item_height(words: &str) -> f64 {
    (lines(words, LIST.0, (WIDTH - GAP) / 2.0 - 11.0) * LIST.1 + 0.6) / 2.0
}

/// A row of the table; the parts of its width are those of `brief.css`.
fn row_height(row: &super::MoveRow) -> f64 {
    let what: String = [row.content.clone()].into_iter().chain(plain::standing(row)).collect::<Vec<_>>().join("; ");
    let answers: Vec<String> =
        row.answers.iter().map(plain::answer_words).chain(row.owes.iter().map(|p| format!("○ {}", plain::owes_words(p)))).collect();
    let cell = |words: &str, part: f64| lines(words, LIST.0, WIDTH * part - 7.0);
    let needed = [cell(&plain::parties(row), 0.25), cell(&what, 0.37), cell(&answers.join("; "), 0.22)];
    needed.into_iter().fold(1.0, f64::max) * LIST.1 + 2.4
}

/// Points that notes need, run in, report by report, in two columns.
fn notes_height(brief: &Brief, numbers: &BTreeSet<usize>, quote: usize) -> f64 {
    if numbers.is_empty() {
        return 0.0;
    }
    let column = (WIDTH - GAP) / 2.0;
    let mut height = 0.0;
    for (head, notes) in by_report(brief, numbers) {
        let quoted: f64 = notes.iter().map(|note| ems(&quotation(note, quote)) + 2.2).sum();
        // Words that do not break evenly leave a few per cent of every line.
        height += ((ems(&head) * BOLD + quoted) * NOTE.0 / (column * 0.97) + 0.4) * NOTE.1 + 1.0;
    }
    height / 2.0 + NOTE.1 + 14.0
}

/// Notes by report, in the order in which reports are first led to, each with what stands at its head.
pub(super) fn by_report<'b>(brief: &'b Brief, numbers: &BTreeSet<usize>) -> Vec<(String, Vec<&'b Note>)> {
    let mut out: Vec<(&str, Vec<&Note>)> = Vec::new();
    for note in brief.notes.iter().filter(|note| numbers.contains(&note.number)) {
        match out.iter_mut().find(|(report, _)| *report == note.report) {
            Some((_, notes)) => notes.push(note),
            None => out.push((&note.report, vec![note])),
        }
    }
    out.into_iter().map(|(report, notes)| (head(brief, report, &notes), notes)).collect()
}

/// "Strelsau Post: Offer, 20 July 2031, from Zenda Wire (not read)".
fn head(brief: &Brief, report: &str, notes: &[&Note]) -> String {
    let Some(origin) = brief.origins.iter().find(|origin| origin.report == report) else {
        return notes.first().map_or_else(String::new, |note| format!("{}, {}", note.outlet, note.published));
    };
    let rests_on = if origin.own { String::new() } else { format!(", from {}", origin.rests_on.replace("its report was ", "")) };
    format!("{}, {}{rests_on}", wording::clip(&origin.label, NAME), origin.published)
}

/// The sentence of a note, cut to a length around the words that carry its lines, with signs where something is left out.
pub(super) fn quotation(note: &Note, longest: usize) -> String {
    let sentence: Vec<&str> = note.sentence.split_whitespace().collect();
    let length = |words: &[&str]| words.iter().map(|word| word.chars().count() + 1).sum::<usize>();
    if length(&sentence) <= longest + 1 || sentence.len() < 4 {
        return inner_quotes(&wording::clip(&note.sentence, longest));
    }
    // Where the words that count stand, in words of the sentence; from its beginning where they are not found.
    let counted: Vec<&str> = note.words.trim_end_matches(['…', ' ']).split_whitespace().collect();
    let inside = |at: &usize| sentence[*at..].iter().zip(&counted).all(|(word, wanted)| word.contains(wanted));
    let from = (0..=sentence.len().saturating_sub(counted.len())).find(inside).filter(|_| !counted.is_empty()).unwrap_or(0);
    let (mut from, mut to) = (from, (from + counted.len()).clamp(from + 1, sentence.len()));
    while to > from + 1 && length(&sentence[from..to]) > longest {
        to -= 1;
    }
    // What stands around them, as long as there is room: first what leads to them.
    while from > 0 && length(&sentence[from - 1..to]) <= longest {
        from -= 1;
    }
    while to < sentence.len() && length(&sentence[from..=to]) <= longest {
        to += 1;
    }
    let (before, after) = (if from > 0 { "… " } else { "" }, if to < sentence.len() { " …" } else { "" });
    inner_quotes(&format!("{before}{}{after}", sentence[from..to].join(" ").trim_end_matches([',', ';', ':'])))
}

/// How much wider bold letters are.
const BOLD: f64 = 1.06;

/// Lines that a text takes at a size and width in points. Words are not broken, so a little of every line stays empty.
fn lines(text: &str, size: f64, width: f64) -> f64 {
    let (mut count, mut at) = (1.0, 0.0);
    for word in text.split_whitespace() {
        let long = ems(word) * size;
        if at > 0.0 && at + 0.25 * size + long > width {
            count += 1.0;
            at = 0.0;
        }
        at += long + if at > 0.0 { 0.25 * size } else { 0.0 };
        while at > width {
            count += 1.0;
            at -= width;
        }
    }
    count
}

/// The width of a text in ems, by the classes of Times' letters.
fn ems(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            ' ' | '.' | ',' | ';' | ':' | 'i' | 'l' | 'j' | 't' | '\'' | '‘' | '’' | '|' => 0.27,
            'f' | 'r' | 'I' | '(' | ')' | '[' | ']' | '-' | 's' => 0.36,
            'a' | 'c' | 'e' | 'z' | 'J' | '“' | '”' | '?' => 0.44,
            'm' | 'w' | 'M' | 'W' | '…' | '—' => 0.84,
            'A'..='Z' => 0.66,
            _ if c.is_ascii() => 0.5,
            // East Asian letters are square.
            '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}' | '\u{20000}'.. => 1.0,
            _ => 0.55,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_near_those_of_times() {
        // Measured with Liberation Serif: 46.0 ems of "The quick brown fox …", twice over.
        let text = "The quick brown fox jumps over the lazy dog. ".repeat(2);
        assert!((36.0..42.0).contains(&ems(&text)), "{}", ems(&text));
        assert!(lines("a b c", 8.0, 500.0) < 1.5);
        assert!(lines(&"word ".repeat(200), 8.0, 250.0) > 13.0);
        assert!(lines(&"和".repeat(100), 8.0, 100.0) >= 8.0, "text without blanks breaks anywhere");
    }

    #[test]
    fn quotations_are_cut_around_the_words_that_count() {
        let note = Note {
            sentence: "On the way home the minister, who was tired, said that “Ruritania will answer on Friday”, and left for the weekend."
                .into(),
            words: "said that “Ruritania will answer on Friday”".into(),
            ..Note::default()
        };
        assert_eq!(quotation(&note, 46), "… said that ‘Ruritania will answer on Friday’ …");
        assert_eq!(quotation(&note, 62), "… who was tired, said that ‘Ruritania will answer on Friday’ …");
        assert_eq!(quotation(&note, 300), inner_quotes(&note.sentence));
        assert_eq!(quotation(&Note { words: String::new(), ..note.clone() }, 20), "On the way home the …");
        assert_eq!(quotation(&note, 24), "… said that ‘Ruritania …");
    }
}
