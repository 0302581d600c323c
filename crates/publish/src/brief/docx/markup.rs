//! Paragraphs, runs and tables of WordprocessingML.

use quick_xml::escape::escape;
use std::fmt::Write;

/// A stretch of text of one look, or the mark of a note.
pub(super) struct Run {
    text: String,
    look: Look,
}

#[derive(Clone, Copy, PartialEq)]
enum Look {
    Plain,
    Bold,
    Italic,
    /// A raised number that leads to the note.
    Note(usize),
}

impl Run {
    pub fn plain(text: &str) -> Run {
        Run { text: text.to_owned(), look: Look::Plain }
    }

    pub fn bold(text: &str) -> Run {
        Run { text: text.to_owned(), look: Look::Bold }
    }

    pub fn italic(text: &str) -> Run {
        Run { text: text.to_owned(), look: Look::Italic }
    }

    pub fn note(number: usize) -> Run {
        Run { text: number.to_string(), look: Look::Note(number) }
    }

    fn write(&self, out: &mut String) {
        let looks = match self.look {
            Look::Plain => "",
            Look::Bold => "<w:rPr><w:b/></w:rPr>",
            Look::Italic => "<w:rPr><w:i/></w:rPr>",
            Look::Note(_) => "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>",
        };
        let text = printable(&self.text);
        let space = if matches!(self.look, Look::Note(_)) { " " } else { "" };
        let run = format!("<w:r>{looks}<w:t xml:space=\"preserve\">{}{space}</w:t></w:r>", escape(text.as_str()));
        match self.look {
            Look::Note(number) => {
                let _ = write!(out, "<w:hyperlink w:anchor=\"note{number}\">{run}</w:hyperlink>");
            }
            _ => out.push_str(&run),
        }
    }
}

/// What XML 1.0 can hold of a text: other control characters cannot be written even escaped.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c }).collect()
}

/// The body of a document, written from its beginning to its end.
pub(super) struct Body {
    out: String,
}

impl Body {
    pub fn new() -> Body {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
        Body { out: head.to_owned() }
    }

    /// A paragraph in one of the styles of `styles.xml`.
    pub fn paragraph(&mut self, style: &str, runs: &[Run]) {
        let _ = write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
        runs.iter().for_each(|run| run.write(&mut self.out));
        self.out.push_str("</w:p>");
    }

    /// A note with the bookmark that its marks lead to.
    pub fn note(&mut self, number: usize, words: &str) {
        let _ =
            write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr><w:bookmarkStart w:id=\"{number}\" w:name=\"note{number}\"/>");
        Run::bold(&format!("{number} ")).write(&mut self.out);
        let _ = write!(self.out, "<w:bookmarkEnd w:id=\"{number}\"/>");
        Run::plain(words).write(&mut self.out);
        self.out.push_str("</w:p>");
    }

    /// A table as wide as the page; `widths` in hundredths of it. The head is repeated on every page, and no row breaks over two.
    pub fn table(&mut self, head: &[&str], widths: &[u32], rows: impl Iterator<Item = Vec<Vec<Run>>>) {
        self.out.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
        for width in widths {
            let _ = write!(self.out, "<w:gridCol w:w=\"{}\"/>", TEXT_WIDTH * width / 100);
        }
        self.out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (name, width) in head.iter().zip(widths) {
            self.cell(*width, &[Run::bold(name)]);
        }
        self.out.push_str("</w:tr>");
        for row in rows {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (runs, width) in row.iter().zip(widths) {
                self.cell(*width, runs);
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
    }

    fn cell(&mut self, width: u32, runs: &[Run]) {
        let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"pct\"/></w:tcPr>", width * 50);
        self.paragraph("Cell", runs);
        self.out.push_str("</w:tc>");
    }

    /// The part `word/document.xml`: A4 upright, margins of 15 mm.
    pub fn finish(mut self) -> String {
        self.out.push_str(
            "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"850\" w:right=\"850\" w:bottom=\"850\" w:left=\"850\" w:header=\"400\" w:footer=\"400\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        );
        self.out
    }
}

/// Width of the text in twentieths of a point: A4 less the margins.
const TEXT_WIDTH: u32 = 11906 - 2 * 850;
