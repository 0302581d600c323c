//! Standard output: buffered, with emphasis only on a terminal that wants it, and plain aligned tables.

use std::io::{BufWriter, IsTerminal, StdoutLock, Write};
use unicode_width::UnicodeWidthStr;

/// Standard output.
pub struct Output {
    to: BufWriter<StdoutLock<'static>>,
    emphasis: bool,
}

impl Output {
    /// Standard output; emphasis on terminals, unless `NO_COLOR` is set or the terminal is dumb.
    pub fn new() -> Output {
        let stdout = std::io::stdout();
        let wanted =
            std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && std::env::var_os("TERM").is_none_or(|t| t != "dumb");
        let emphasis = wanted && stdout.is_terminal();
        Output { to: BufWriter::new(stdout.lock()), emphasis }
    }

    /// A line.
    pub fn line(&mut self, text: impl std::fmt::Display) -> std::io::Result<()> {
        writeln!(self.to, "{text}")
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) -> std::io::Result<()> {
        let text = self.strong(text);
        self.line(text)
    }

    /// The text, emphasised where that is wanted.
    pub fn strong(&self, text: &str) -> String {
        if self.emphasis { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// The text with the given byte ranges emphasised.
    pub fn marked(&self, text: &str, ranges: impl IntoIterator<Item = std::ops::Range<usize>>) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for range in ranges {
            let (Some(before), Some(inside)) = (text.get(at..range.start), text.get(range.clone())) else { continue };
            out.push_str(before);
            out.push_str(&self.strong(inside));
            at = range.end;
        }
        out.push_str(text.get(at..).unwrap_or(""));
        out
    }

    /// A JSON value over several lines.
    pub fn json(&mut self, value: &impl serde::Serialize) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(value)?;
        Ok(self.line(text)?)
    }

    /// A table: columns as wide as their widest cell, two blanks between, the last one open to the right.
    pub fn table<const N: usize>(&mut self, heads: [&str; N], rows: &[[String; N]]) -> std::io::Result<()> {
        let mut widths = heads.map(UnicodeWidthStr::width);
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let heads = heads.map(str::to_owned);
        let head = layout(&heads, &widths);
        self.heading(&head)?;
        for row in rows {
            self.line(layout(row, &widths))?;
        }
        Ok(())
    }

    /// Sends out what is buffered.
    pub fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

fn layout(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        line.push_str(cell);
        if at + 1 < cells.len() {
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
    }
    line.trim_end().to_owned()
}
