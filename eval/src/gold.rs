//! Gold files: text (gzipped or not), JSON Lines, and the reports that are made of them.

use anyhow::Context;
use model::{Body, Report};
use serde_json::{Value, json};
use std::io::Read;
use std::path::Path;

/// A report to annotate.
pub struct Input {
    /// The report as the reader takes it.
    pub report: Report,
}

impl Input {
    /// Clean running text.
    pub fn plain(id: &str, text: &str) -> Input {
        Input::new(id, Body::Plain(text.to_owned()))
    }

    /// Text as it was scraped.
    pub fn scraped(id: &str, text: &str) -> Input {
        Input::new(id, Body::Text(text.to_owned()))
    }

    fn new(id: &str, body: Body) -> Input {
        Input { report: Report { id: id.to_owned(), body, url: None, published: None, title: None, outlet: None, author: None } }
    }

    /// The same, published on a day ("20310309" is understood too).
    pub fn published(mut self, date: Option<&str>) -> Input {
        self.report.published = date.map(|date| match date.as_bytes() {
            a if a.len() == 8 && a.iter().all(u8::is_ascii_digit) => format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]),
            _ => date.to_owned(),
        });
        self
    }

    /// A line of gold without what is asked for: id, text, and the date of publication where there is one.
    pub fn from_gold(line: &Value) -> anyhow::Result<Input> {
        let text = line["text"].as_str().context("a line has no \"text\"")?;
        let date = ["published", "dct", "date"].iter().find_map(|key| line[*key].as_str());
        Ok(Input::plain(&id(line), text).published(date))
    }

    /// The report as a line of the exchange format.
    pub fn json(&self) -> Value {
        let text = match &self.report.body {
            Body::Plain(text) | Body::Text(text) | Body::Html(text) => text,
        };
        let mut line = json!({ "id": self.report.id, "text": text });
        if let Some(date) = &self.report.published {
            line["published"] = json!(date);
        }
        line
    }
}

/// A line's id; a number is as good as a string.
pub fn id(line: &Value) -> String {
    line["id"].as_str().map_or_else(|| line["id"].to_string(), str::to_owned)
}

/// The text of a file, unpacked where its name ends in `.gz`.
pub fn text(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path)?;
    let mut text = String::new();
    if path.extension().is_some_and(|ending| ending == "gz") {
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    Ok(text)
}

/// The objects of a JSON Lines file.
pub fn json_lines(path: &Path) -> anyhow::Result<Vec<Value>> {
    let text = text(path)?;
    let lines = text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| serde_json::from_str(line).with_context(|| format!("line {}", number + 1))).collect()
}
