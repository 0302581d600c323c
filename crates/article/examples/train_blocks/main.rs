//! Trains the forests that tell article from furniture.
//!
//! `cargo run --release -p article --example train_blocks -- text textmode_train.jsonl.gz data/text.forest`
//! `cargo run --release -p article --example train_blocks -- page wcxb_dev.jsonl.gz data/page.forest`
//!
//! With `--folds N` nothing is written: the pages are cut into N parts by a hash of their host, each part is judged by forests that have
//! not seen it, and the figures are printed. Nothing of the pages' text goes into a forest: the vectors hold layout and shape only.

mod grow;

use article::training as a;
use grow::{Dice, Settings, Table, grow};
use serde_json::Value;
use std::collections::HashMap;
use std::io::BufRead;

/// A page with its first-stage vectors and what its lines are.
struct Doc {
    fold: u64,
    shapes: Vec<a::Shape>,
    first: Vec<f32>,
    y: Vec<f32>,
    w: Vec<f32>,
    /// Words of each line, and of the article: for the figures.
    words: Vec<Vec<String>>,
    gold: HashMap<String, u32>,
    /// Made by thinning another: for training only.
    made: bool,
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folds = args.iter().position(|x| x == "--folds").and_then(|at| args.get(at + 1)).and_then(|n| n.parse::<u64>().ok());
    let page = args[0] == "page";
    let mut docs = load(&args[1], page);
    let width = a::width(page);
    eprintln!("{} pages, {} lines, {width} features", docs.len(), docs.iter().map(|d| d.y.len()).sum::<usize>());
    match folds {
        Some(folds) => {
            let mut total = Figures::default();
            for fold in 0..folds {
                let (train, test): (Vec<&Doc>, Vec<&Doc>) = docs.iter().partition(|d| d.fold % folds != fold);
                let (first, second) = train_stages(&train, width);
                for doc in test.into_iter().filter(|d| !d.made) {
                    total.add(doc, &judge(&first, &second, doc, width), page);
                }
                total.show();
            }
        }
        None => {
            docs.sort_by_key(|d| d.fold);
            let (first, second) = train_stages(&docs.iter().collect::<Vec<_>>(), width);
            let (first, second) = (first.to_bytes(), second.to_bytes());
            let mut out = (first.len() as u32).to_le_bytes().to_vec();
            out.extend(first);
            out.extend(second);
            std::fs::write(&args[2], out).expect("forest file");
        }
    }
}

fn judge(first: &a::Forest, second: &a::Forest, doc: &Doc, width: usize) -> Vec<f32> {
    let p = first.probabilities(&doc.first, width);
    let x = a::second_vectors(&doc.first, width, &p, &doc.shapes);
    second.probabilities(&x, width + a::SECOND)
}

/// The first stage on everything, and the second on what first stages say of pages that they have not seen.
fn train_stages(docs: &[&Doc], width: usize) -> (a::Forest, a::Forest) {
    let settings = Settings { trees: 100, depth: 6, rate: 0.12, rows: 0.4, columns: 0.4 };
    let data: Vec<f32> = docs.iter().flat_map(|d| d.first.iter().copied()).collect();
    let y: Vec<f32> = docs.iter().flat_map(|d| d.y.iter().copied()).collect();
    let w: Vec<f32> = docs.iter().flat_map(|d| d.w.iter().copied()).collect();
    let part: Vec<u64> = docs.iter().flat_map(|d| std::iter::repeat_n((d.fold / 7) % 3, d.y.len())).collect();
    let table = Table::new(&data, width);
    let rows: Vec<usize> = (0..table.rows).filter(|r| w[*r] > 0.0).collect();
    let mut p = vec![0.0; table.rows];
    for left_out in 0..3 {
        let seen: Vec<usize> = rows.iter().copied().filter(|r| part[*r] != left_out).collect();
        let forest = grow(&table, &seen, &y, &w, &settings);
        for r in (0..table.rows).filter(|r| part[*r] == left_out) {
            p[r] = forest.probabilities(&data[r * width..(r + 1) * width], width)[0];
        }
    }
    let first = grow(&table, &rows, &y, &w, &settings);
    let mut at = 0;
    let mut next = Vec::new();
    for doc in docs {
        let n = doc.y.len();
        next.extend(a::second_vectors(&doc.first, width, &p[at..at + n], &doc.shapes));
        at += n;
    }
    let table = Table::new(&next, width + a::SECOND);
    (first, grow(&table, &rows, &y, &w, &settings))
}

fn load(path: &str, page: bool) -> Vec<Doc> {
    let file = std::fs::File::open(path).expect("data file");
    let mut docs = Vec::new();
    for line in std::io::BufReader::new(flate2::read::MultiGzDecoder::new(file)).lines() {
        let value: Value = serde_json::from_str(&line.expect("line")).expect("JSON");
        let url = value["url"].as_str().unwrap_or_default();
        let host = url.split('/').nth(2).unwrap_or(url);
        let fold = host.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)) >> 8;
        if page { docs.push(page_doc(&value, fold)) } else { text_docs(&value, fold, &mut docs) }
    }
    docs
}

fn weigh(y: f32, words: usize) -> f32 {
    // What is neither is left out; long lines count more, as the scorers count words.
    if (0.2..0.8).contains(&y) && words < 8 { 0.0 } else { 0.5 + (words as f32).sqrt() }
}

fn text_docs(value: &Value, fold: u64, docs: &mut Vec<Doc>) {
    let text: Vec<char> = value["text"].as_str().unwrap_or_default().chars().collect();
    let mut lines: Vec<(String, f32)> = Vec::new();
    for line in value["lines"].as_array().into_iter().flatten() {
        let at = |key: &str| line[key].as_u64().unwrap_or(0) as usize;
        let y = match line["label"].as_str() {
            Some("content") => 1.0,
            Some("junk") => 0.0,
            Some("title") => 0.9,
            _ => 0.5,
        };
        lines.push((text[at("start")..at("end")].iter().collect(), y));
    }
    docs.push(make(&lines, fold, false));
    // Text that somebody has cut out before: most of the furniture gone, the rest where it was. Two draws.
    let mut dice = Dice::new(fold);
    for keep in [0.04, 0.2] {
        let thin: Vec<(String, f32)> = lines.iter().filter(|(_, y)| *y > 0.3 || dice.roll() < keep).cloned().collect();
        if thin.len() * 10 < lines.len() * 9 {
            docs.push(make(&thin, fold, true));
        }
    }
}

fn make(lines: &[(String, f32)], fold: u64, made: bool) -> Doc {
    let shapes: Vec<a::Shape> = lines.iter().map(|(l, _)| a::shape(l)).collect();
    let bearing = a::bearing(lines.iter().map(|(l, _)| l.as_str()), &shapes);
    let first = a::vectors(&shapes, &[], &bearing);
    let words: Vec<Vec<String>> = lines.iter().map(|(l, _)| words(l)).collect();
    let weight = if made { 0.5 } else { 1.0 };
    let w = lines
        .iter()
        .zip(&words)
        .map(|((_, y), words)| weigh(if *y == 0.9 { 1.0 } else { *y }, words.len()) * weight * if *y == 0.9 { 0.3 } else { 1.0 })
        .collect();
    Doc { fold, shapes, first, y: lines.iter().map(|(_, y)| *y).collect(), w, words, gold: HashMap::new(), made }
}

fn page_doc(value: &Value, fold: u64) -> Doc {
    let mut page = a::read(value["html"].as_str().unwrap_or_default());
    let text = std::mem::take(&mut page.text);
    let lines: Vec<&str> = page.lines.iter().map(|l| &text[l.start..l.end]).collect();
    let shapes: Vec<a::Shape> = lines.iter().map(|l| a::shape(l)).collect();
    let markup = a::markup(&mut page, &shapes);
    let bearing = a::bearing(lines.iter().copied(), &shapes);
    let first = a::vectors(&shapes, &markup, &bearing);
    let article = value["text"].as_str().unwrap_or_default();
    let all = words(article);
    let mut shingles: HashMap<[&str; 3], u32> = HashMap::new();
    for w in all.windows(3) {
        *shingles.entry([&w[0], &w[1], &w[2]]).or_default() += 1;
    }
    let gold_lines: Vec<String> = article.lines().map(|l| words(l).join(" ")).collect();
    let line_words: Vec<Vec<String>> = lines.iter().map(|l| words(l)).collect();
    let y: Vec<f32> = line_words
        .iter()
        .map(|w| {
            if w.len() < 3 {
                return if w.is_empty() { 0.5 } else { f32::from(u8::from(gold_lines.contains(&w.join(" ")))) };
            }
            let hits = w.windows(3).filter(|g| shingles.contains_key(&[g[0].as_str(), g[1].as_str(), g[2].as_str()])).count();
            hits as f32 / (w.len() - 2) as f32
        })
        .collect();
    let total: f32 = line_words.iter().map(|w| (w.len() as f32).sqrt()).sum::<f32>().max(20.0);
    // Every page counts about the same, as in a mean over pages.
    let w: Vec<f32> = y.iter().zip(&line_words).map(|(y, words)| weigh(*y, words.len()) * (400.0 / total).clamp(0.3, 3.0)).collect();
    let mut gold = HashMap::new();
    for word in &all {
        *gold.entry(word.clone()).or_default() += 1;
    }
    Doc { fold, shapes, first, y, w, words: line_words, gold, made: false }
}

/// Word F1 by limit: of pages against their article, of dumps against their labels.
#[derive(Default)]
struct Figures {
    limits: Vec<Sums>,
    docs: f64,
}

#[derive(Default, Clone)]
struct Sums {
    f1: f64,
    keep: f64,
    leak: f64,
    lost: f64,
    lost_lines: f64,
}

const LIMITS: [f32; 9] = [0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7];

impl Figures {
    fn add(&mut self, doc: &Doc, p: &[f32], page: bool) {
        self.limits.resize(LIMITS.len(), Sums::default());
        self.docs += 1.0;
        for (limit, sums) in LIMITS.iter().zip(&mut self.limits) {
            let (mut keep, mut leak, mut lost) = (0.0, 0.0, 0.0);
            if page {
                let mut left = doc.gold.clone();
                for word in doc.words.iter().zip(p).filter(|(_, p)| *p >= limit).flat_map(|(w, _)| w) {
                    match left.get_mut(word).filter(|n| **n > 0) {
                        Some(n) => {
                            *n -= 1;
                            keep += 1.0;
                        }
                        None => leak += 1.0,
                    }
                }
                lost = doc.gold.values().map(|n| f64::from(*n)).sum::<f64>() - keep;
            } else {
                for ((w, p), y) in doc.words.iter().zip(p).zip(&doc.y) {
                    match (*y, p >= limit) {
                        (1.0, true) => keep += w.len() as f64,
                        (1.0, false) => {
                            lost += w.len() as f64;
                            sums.lost_lines += 1.0;
                        }
                        (0.0, true) => leak += w.len() as f64,
                        _ => {}
                    }
                }
            }
            sums.f1 += f1(keep, leak, lost);
            sums.keep += keep;
            sums.leak += leak;
            sums.lost += lost;
        }
    }

    fn show(&self) {
        for (limit, s) in LIMITS.iter().zip(&self.limits) {
            println!(
                "limit {limit:.2}: mean F1 {:.4}  pooled F1 {:.4}  P {:.4} R {:.4}  lines lost {:.2}",
                s.f1 / self.docs,
                f1(s.keep, s.leak, s.lost),
                s.keep / (s.keep + s.leak),
                s.keep / (s.keep + s.lost),
                s.lost_lines / self.docs
            );
        }
        println!();
    }
}

fn f1(keep: f64, leak: f64, lost: f64) -> f64 {
    if keep > 0.0 { 2.0 * keep / (2.0 * keep + leak + lost) } else { 0.0 }
}
