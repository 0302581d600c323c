//! Odd input gives poorer analyses, never a panic; what comes out is always well formed.

use language::{Analysis, Engine, Scratch};
use model::Span;

fn analyse(text: &str) -> Analysis {
    let analysis = Engine::english().analyse(text, &[Span::new(0, text.len())], &mut Scratch::default());
    check(text, &analysis);
    analysis
}

/// Every non-blank character lies under exactly one token, in order; heads form a tree with one root; names are whole tokens.
fn check(text: &str, analysis: &Analysis) {
    let mut end = 0;
    for sentence in &analysis.sentences {
        assert!(!sentence.tokens.is_empty());
        for token in &sentence.tokens {
            let (from, to) = (token.span.start as usize, token.span.end as usize);
            assert!(from >= end && to > from && text.is_char_boundary(from) && text.is_char_boundary(to), "{:?}", token.span);
            assert!(text[end..from].chars().all(char::is_whitespace), "left out: {:?}", &text[end..from]);
            assert!(!token.span.of(text).contains(char::is_whitespace));
            end = to;
        }
        assert_eq!(sentence.tokens.iter().filter(|t| t.head == 0).count(), 1, "roots");
        let root = sentence.root().expect("a root");
        for at in 0..sentence.tokens.len() {
            assert!(sentence.dominates(root, at), "word {at} hangs on the root");
        }
    }
    assert!(text[end..].chars().all(char::is_whitespace), "left out at the end");
    let mut end = 0;
    for name in &analysis.names {
        assert!(name.span.start >= end, "names in order");
        end = name.span.end;
        let tokens = || analysis.sentences.iter().flat_map(|s| &s.tokens);
        assert!(tokens().any(|t| t.span.start == name.span.start) && tokens().any(|t| t.span.end == name.span.end));
    }
}

#[test]
fn texts_of_all_kinds_come_out_well_formed() {
    let texts = [
        "",
        " ",
        "\n\n\n",
        ".",
        "...",
        "\u{feff}",
        "\u{200b}\u{200b}",
        "a\u{200d}b",
        "👍🏽👩‍👩‍👧 ok",
        "((((((",
        "\"\"\"\"",
        "’’’ ‘‘‘",
        "\0\0\0",
        "\u{fffd}\u{fffd}",
        "Переговоры прошли в Стамбуле, сообщил МИД.",
        "بدأت المحادثات في القاهرة يوم الأحد.",
        "השיחות נמשכו שלוש שעות.",
        "会談は三時間続いた。代表団は帰国した。",
        "협상이 계속되었다.",
        "การเจรจาดำเนินต่อไป",
        "वार्ता जारी रही।",
        "আলোচনা চলছে।",
        "பேச்சுவார்த்தை தொடர்ந்தது.",
        "የሰላም ንግግሩ ቀጥሏል።",
        "მოლაპარაკება გაგრძელდა.",
        "Բանակցությունները շարունակվեցին։",
        "Οι συνομιλίες συνεχίστηκαν.",
        "Cuộc đàm phán tiếp tục.",
        "Rozmowy trwały trzy godziny.",
        "Görüşmeler üç saat sürdü.",
        "འགྲོས་མོལ་མུ་མཐུད།",
        "ການເຈລະຈາ",
        "ကြေးငွေ",
        "សន្តិភាព",
        "ᠮᠣᠩᠭᠣᠯ",
        "e\u{301}\u{301}\u{301}\u{301} zalgo",
        "ALL CAPITALS AND NO STOP",
        "no capitals no stop",
        "x=1;y<2&&z>>3",
        "http://example.org/a?b=c&d=(e).",
        "a@b.c,d@e.f",
        "1,000.5-2/3%",
        "İstanbul'da ŞŞŞ ﬀ ß ẞ ǅ",
    ];
    for text in texts {
        analyse(text);
    }
    let all: String = texts.join(" ");
    analyse(&all);
}

#[test]
fn text_cut_anywhere_comes_out_well_formed() {
    let text =
        "“We won’t sign,” said Karim al-Sayed — the chief negotiator — at 9 a.m. in St. Ives… “Not now.” (He left.) U.S. envoys didn't.";
    let bytes = text.as_bytes();
    for cut in 0..bytes.len() {
        analyse(&String::from_utf8_lossy(&bytes[cut..]));
        analyse(&String::from_utf8_lossy(&bytes[..cut]));
    }
}

/// Numbers that look random and are the same in every run (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

#[test]
fn random_mixtures_come_out_well_formed() {
    // First and last of blocks of characters: controls, Latin, Greek, Cyrillic, Hebrew, Arabic, Indic, Thai, Tibetan, Georgian, Ethiopic, Khmer,
    // Mongolian, general punctuation with marks of direction, Han, Hangul, private use, half and full width, emoji, tags.
    const BLOCKS: [(u32, u32); 24] = [
        (0x00, 0x1f),
        (0x20, 0x7e),
        (0x80, 0x24f),
        (0x300, 0x36f),
        (0x370, 0x3ff),
        (0x400, 0x4ff),
        (0x590, 0x5ff),
        (0x600, 0x6ff),
        (0x900, 0x97f),
        (0xb80, 0xbff),
        (0xe00, 0xe7f),
        (0xf00, 0xfff),
        (0x10a0, 0x10ff),
        (0x1200, 0x137f),
        (0x1780, 0x17ff),
        (0x1800, 0x18af),
        (0x2000, 0x206f),
        (0x3000, 0x30ff),
        (0x4e00, 0x9fff),
        (0xac00, 0xd7a3),
        (0xe000, 0xe0ff),
        (0xff00, 0xffff),
        (0x1f300, 0x1f9ff),
        (0xe0000, 0xe007f),
    ];
    const WORDS: [&str; 14] =
        ["said", "Gen.", "U.S.", "\"", "”", " - ", "Ministry of", "the", "Al-", "(AB)", "\n", "\u{a0}", "can't", "Police"];
    let mut random = Random(0x9E37_79B9);
    for _ in 0..400 {
        let mut text = String::new();
        let two = [random.below(BLOCKS.len()), random.below(BLOCKS.len())];
        for _ in 0..random.below(60) {
            match random.below(5) {
                0 => text.push_str(WORDS[random.below(WORDS.len())]),
                1 => text.push(' '),
                _ => {
                    let (first, last) = BLOCKS[two[random.below(2)]];
                    text.extend(char::from_u32(first + random.below((last - first + 1) as usize) as u32));
                }
            }
        }
        analyse(&text);
    }
}

#[test]
fn files_cut_at_random_come_out_well_formed() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if !data.exists() {
        println!("skipped: no {}", data.display());
        return;
    }
    let (mut folders, mut files, mut random) = (vec![data], Vec::new(), Random(0x2545_F491));
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder that can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let bytes = std::fs::read(&file).expect("a file that can be read");
        for _ in 0..2 {
            let from = random.below(bytes.len());
            let to = bytes.len().min(from + random.below(4000));
            analyse(&String::from_utf8_lossy(&bytes[from..to]));
        }
    }
}

#[test]
fn sentences_stay_in_their_ranges() {
    let text = "First block goes on without end\nsecond block too";
    let ranges = [Span::new(0, 31), Span::new(32, 48)];
    let analysis = Engine::english().analyse(text, &ranges, &mut Scratch::default());
    assert_eq!(analysis.sentences.len(), 2);
    assert!(ranges.iter().zip(&analysis.sentences).all(|(r, s)| r.contains(s.span)));
    // Ranges that do not fit are skipped.
    let odd = [Span::new(90, 99), Span::new(5, 3)];
    assert_eq!(Engine::english().analyse(text, &odd, &mut Scratch::default()), Analysis::default());
}

#[test]
fn long_lines_take_linear_time_and_short_sentences() {
    for piece in ["word ", "word, ", "x", "(", "A. ", "…", "é ", "\"so\" "] {
        let text = piece.repeat(30_000 / piece.len());
        let analysis = analyse_unchecked(&text);
        assert!(analysis.sentences.iter().all(|s| s.tokens.len() <= 180));
        assert_eq!(analysis.sentences.last().map(|s| s.span.end as usize), Some(text.trim_end().len()));
    }
}

#[test]
fn ten_megabytes_in_one_line_are_read() {
    let mut text = String::from("Delegates met again on Monday in the capital. ");
    let piece = format!("https://example.org/{} said_{} ", "a1-".repeat(60), "ü".repeat(150));
    while text.len() < 10 << 20 {
        text.push_str(&piece);
    }
    let analysis = analyse(&text);
    assert!(analysis.sentences.iter().all(|s| s.tokens.len() <= 180));
    // Nothing of the line is left out (`check`), and its beginning is read like any other.
    assert_eq!(analysis.sentences[0].tokens[0].span.of(&text), "Delegates");
}

#[test]
fn long_blocks_are_cut_at_ends_of_sentences() {
    let sentence = "The two sides agreed to meet again on Tuesday. ";
    let text = sentence.repeat(6000);
    let analysis = analyse_unchecked(&text);
    assert_eq!(analysis.sentences.len(), 6000);
    assert!(analysis.sentences.iter().all(|s| s.span.of(&text) == sentence.trim_end()));
}

fn analyse_unchecked(text: &str) -> Analysis {
    Engine::english().analyse(text, &[Span::new(0, text.len())], &mut Scratch::default())
}

#[test]
fn the_same_text_gives_the_same_analysis() {
    let text = "The ministry said on Monday that both sides had agreed to meet again. Talks resume in Geneva next week.";
    let (first, mut scratch) = (analyse(text), Scratch::default());
    analyse_unchecked("Something else before.");
    for _ in 0..2 {
        assert_eq!(Engine::english().analyse(text, &[Span::new(0, text.len())], &mut scratch), first);
    }
    // Neighbours in the batch change nothing.
    let twice = format!("{text}\n{text}");
    let ranges = [Span::new(0, text.len()), Span::new(text.len() + 1, twice.len())];
    let both = Engine::english().analyse(&twice, &ranges, &mut scratch);
    assert_eq!(both.sentences[..first.sentences.len()], first.sentences[..]);
}
