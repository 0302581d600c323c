//! Writes the words that can carry claims, for a teacher to judge: `claim-words CODED.txt...`, or `claim-words --plain PLAIN.txt...` for texts that nobody coded.
//!
//! A line of JSON a sentence: `report` (its number), `text`, `words` (start and end of each in bytes of the text), and of coded sentences `right` (for each word
//! the numbers of the labels that are right).

mod gold;

use ::model::Span;
use read::Document;
use read::claims::model::words;
use serde_json::json;
use std::io::{BufWriter, Write};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut out = BufWriter::new(std::io::stdout().lock());
    match arguments[..] {
        ["--plain", ref files @ ..] => {
            for (number, document) in gold::plain(files).iter().enumerate() {
                write(&mut out, number, document, None);
            }
        }
        ref files => {
            for (number, report) in gold::reports(files).iter().enumerate() {
                let right: Vec<Vec<usize>> = gold::words_of(report).into_iter().map(|example| example.right).collect();
                write(&mut out, number, &report.document, Some(&right));
            }
        }
    }
}

fn write(out: &mut impl Write, report: usize, document: &Document, right: Option<&[Vec<usize>]>) {
    let seen = words(document);
    for sentence in &document.sentences {
        let inside: Vec<usize> = (0..seen.len()).filter(|&n| sentence.span.contains(seen[n].span)).collect();
        let place = |span: Span| [span.start - sentence.span.start, span.end - sentence.span.start];
        let spans: Vec<[u32; 2]> = inside.iter().map(|&n| place(seen[n].span)).collect();
        let mut line = json!({"report": report, "text": sentence.span.of(document.text()), "words": spans});
        if let Some(right) = right {
            line["right"] = inside.iter().map(|&n| json!(right[n])).collect();
        }
        writeln!(out, "{line}").expect("standard output can be written");
    }
}
