//! PDF files: made by hand, and by Chromium from texts of our own.

use crate::common::{Folder, read, text_of};
use intake::{Options, ProblemKind};

/// A file of pages, each a list of lines with their places; no table of objects, which readers must do without in many a real file too.
fn made(pages: &[&[(u32, u32, &str)]]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 10 + 2 * n)).collect();
    let mut out = format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[{kids}]/Count {}>>\nendobj\n\
         3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n",
        pages.len()
    );
    for (n, lines) in pages.iter().enumerate() {
        let (page, content) = (10 + 2 * n, 11 + 2 * n);
        let drawn: String = lines.iter().map(|(x, y, words)| format!("BT /F1 10 Tf {x} {y} Td ({words}) Tj ET\n")).collect();
        out += &format!(
            "{page} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 3 0 R>>>>/Contents {content} 0 R>>\nendobj\n\
             {content} 0 obj\n<</Length {}>>\nstream\n{drawn}endstream\nendobj\n",
            drawn.len()
        );
    }
    (out + "trailer\n<</Root 1 0 R>>\n%%EOF\n").into_bytes()
}

fn report() -> Vec<u8> {
    made(&[
        &[
            (50, 560, "Harbour Post - page 1"),
            (50, 500, "Ruritania offered Graustark a truce of ten days on Monday, and the govern-"),
            (50, 488, "ment in Strelsau asked for an answer by Friday."),
            (50, 464, "The foreign minister of Graustark said that the offer was a first step, but that"),
            (50, 452, "the harbour must be opened before her government would"),
            (50, 30, "Printed for readers"),
        ],
        &[
            (50, 560, "Harbour Post - page 2"),
            (50, 500, "agree to any talks about the valley."),
            (50, 476, "Mediators of the Council of the Two Rivers met both delegations on Tuesday."),
            (50, 30, "Printed for readers"),
        ],
        &[
            (50, 560, "Harbour Post - page 3"),
            (50, 500, "No day was set for another meeting, an envoy said when it was over."),
            (50, 30, "Printed for readers"),
        ],
    ])
}

#[test]
fn lines_become_paragraphs_and_what_repeats_on_pages_cuts_none() {
    let folder = Folder::new("pdf");
    let (reports, problems) = read(&folder.file("a.pdf", &report()), &Options::default());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(reports[0].report.id, "a");
    let lines: Vec<&str> = text_of(&reports[0]).lines().collect();
    assert_eq!(
        lines[..4],
        [
            "Ruritania offered Graustark a truce of ten days on Monday, and the government in Strelsau asked for an answer by Friday.",
            "The foreign minister of Graustark said that the offer was a first step, but that the harbour must be opened before her government would agree to any talks about the valley.",
            "Mediators of the Council of the Two Rivers met both delegations on Tuesday.",
            "No day was set for another meeting, an envoy said when it was over.",
        ]
    );
    assert_eq!(lines[4..].iter().filter(|line| line.starts_with("Harbour Post")).count(), 1, "{lines:?}");
    assert_eq!(lines[4..].iter().filter(|line| **line == "Printed for readers").count(), 1, "{lines:?}");
    folder.file("b.json", br#"{"published": "2031-03-09"}"#);
    let (reports, _) = read(&folder.file("b.pdf", &report()), &Options::default());
    assert_eq!(reports[0].report.published.as_deref(), Some("2031-03-09"));
}

#[test]
fn other_scripts_columns_and_directions() {
    let folder = Folder::new("pdf-scripts");
    let (reports, _) = read(&folder.file("uk.pdf", include_bytes!("../data/uk.pdf")), &Options::default());
    assert_eq!(
        text_of(&reports[0]),
        "Руританія пропонує перемир’я\n\
         Уряд Руританії у понеділок запропонував Граустарку десятиденне припинення вогню, повідомили посадовці в Штрельзау.\n\
         Міністерка закордонних справ сказала, що пропозиція є «першим кроком», але наполягла, щоб блокаду гавані зняли до початку переговорів."
    );
    let (reports, _) = read(&folder.file("ar.pdf", include_bytes!("../data/ar.pdf")), &Options::default());
    assert_eq!(
        text_of(&reports[0]),
        "روريتانيا تعرض هدنة\n\
         عرضت حكومة روريتانيا على غراوستارك وقفاً لإطلاق النار مدته عشرة أيام يوم الاثنين، وفق ما قال مسؤولون في العاصمة.\n\
         وقالت وزيرة الخارجية إن المقترح خطوة أولى."
    );
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new("pdf-bad");
    let told = |name: &str, bytes: &[u8]| {
        let (reports, problems) = read(&folder.file(name, bytes), &Options::default());
        assert!(reports.is_empty() && matches!(problems[0].kind, ProblemKind::Document { .. }), "{name}: {problems:?}");
        problems[0].to_string()
    };
    assert!(told("locked.pdf", include_bytes!("../data/locked.pdf")).contains("locked with a password"));
    assert!(told("picture.pdf", &made(&[&[]])).contains("no text"));
    assert!(told("head.pdf", b"%PDF-1.7\n").contains("PDF file"));
}

/// Whatever stands in it, a file is a report or a problem, never the end of the run.
#[test]
fn damaged_files_end_nothing() {
    let folder = Folder::new("pdf-damaged");
    let whole = report();
    let mut seed = 7u32;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for n in 0..200 {
        let mut bytes = whole.clone();
        for _ in 0..=n % 40 {
            let at = 5 + next(bytes.len() - 5);
            bytes[at] = next(256) as u8;
        }
        if n % 3 == 0 {
            bytes.truncate(5 + next(whole.len() - 5));
        }
        let (reports, problems) = read(&folder.file("x.pdf", &bytes), &Options::default());
        assert_eq!(reports.len() + problems.iter().filter(|p| !p.is_warning()).count(), 1, "{n}");
    }
}
