//! Literate tests of the time reader: `tests/times/*.md`. A line "Published DATE" (or "Published DATE to DATE", or "Published: unknown") sets when
//! the report appeared, a quoted line is a sentence, and each list item below it names an expression, its TIMEX3 type and value, and, where it is
//! not a plain day, month or year, the envelope: "- `late May`: DATE 2031-05 | 2031-05-20 .. 2031-05-31".
//! An expression that is not listed must not be found.

use model::{Article, Block, BlockKind, DateBasis, EntityKind, Envelope, NameSpan, Publication, Span};
use read::{Document, times};

fn envelope(text: &str) -> Envelope {
    let date = |t: &str| t.trim().parse().ok();
    match text.split_once("..") {
        Some((a, b)) => Envelope::new(date(a), date(b)),
        None => Envelope::new(date(text), date(text)),
    }
}

fn read(text: &str, published: Option<Envelope>) -> Document {
    let span = Span::new(0, text.len());
    let article = Article {
        text: text.to_owned(),
        language: "en".to_owned(),
        published: published.map(|envelope| Publication { envelope, basis: DateBasis::Given, grounds: Vec::new() }),
        title: None,
        byline: None,
        outlet: None,
        blocks: vec![Block { span, kind: BlockKind::Body }],
        sources: Vec::new(),
    };
    let analysis = language::Engine::english().analyse(text, &[span], &mut language::Scratch::default());
    let names = analysis.names.iter().map(|n| NameSpan { span: n.span, kind: EntityKind::Other }).collect();
    let mut document = Document::new(article, analysis.sentences, names);
    times::find(&mut document);
    document
}

#[test]
fn sentences_of_other_negotiations() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/times");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("folder").filter_map(|f| Some(f.ok()?.path())).collect();
    files.sort();
    let (mut sentences, mut wrong) = (0, Vec::new());
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "md")) {
        let page = std::fs::read_to_string(file).expect("readable");
        let mut published = None;
        let mut lines = page.lines().peekable();
        while let Some(line) = lines.next() {
            if let Some(rest) = line.strip_prefix("Published ") {
                published = Some(envelope(&rest.trim_end_matches('.').replace(" to ", "..")));
            } else if line.starts_with("Published:") {
                published = None;
            } else if let Some(sentence) = line.strip_prefix("> ") {
                sentences += 1;
                let mut expected = Vec::new();
                while let Some(item) = lines.next_if(|l| l.starts_with("- ")) {
                    expected.push(item[2..].to_owned());
                }
                let document = read(sentence, published);
                let found: Vec<String> = document
                    .times
                    .iter()
                    .zip(expected.iter().map(Some).chain(std::iter::repeat(None)))
                    .map(|(time, want)| {
                        let shown = format!("`{}`: {} {}", time.span.of(sentence), time.timex, time.value);
                        match want.and_then(|w| w.split_once(" | ")) {
                            Some((_, days)) if envelope(days) == time.envelope => format!("{shown} | {days}"),
                            Some(_) => format!("{shown} | {:?} .. {:?}", time.envelope.earliest, time.envelope.latest),
                            None => shown,
                        }
                    })
                    .collect();
                if found != expected {
                    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    wrong.push(format!("{name}: {sentence}\n  expected {expected:?}\n  found    {found:?}"));
                }
            }
        }
    }
    println!("{sentences} sentences, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{} of {sentences} sentences:\n{}", wrong.len(), wrong.join("\n"));
}
