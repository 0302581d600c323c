//! Standard output: buffered, with emphasis only on a terminal that wants it, and plain aligned tables.

use crate::table;
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

    /// A table, wrapped to the terminal; in a pipe every row is one line, unless `COLUMNS` asks for a width.
    pub fn table<const N: usize>(&mut self, heads: [&str; N], rows: &[[String; N]]) -> std::io::Result<()> {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.to_vec()).collect();
        let lines = table::lay_out(&heads, &rows, width());
        for (n, line) in lines.iter().enumerate() {
            if n == 0 { self.heading(line)? } else { self.line(line)? }
        }
        Ok(())
    }

    /// Text behind an indent, wrapped to the terminal, later lines under the first.
    pub fn paragraph(&mut self, indent: &str, text: &str) -> std::io::Result<()> {
        let Some(width) = width() else { return self.line(format!("{indent}{text}")) };
        for line in table::wrap(text, width.saturating_sub(indent.width()).max(20)) {
            self.line(format!("{indent}{line}"))?;
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

/// Columns to keep to: the terminal's, or those that `COLUMNS` asks for; none in a pipe.
pub fn width() -> Option<usize> {
    let asked = || std::env::var("COLUMNS").ok()?.parse::<usize>().ok();
    let terminal = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
    terminal.or_else(asked).filter(|&width| width >= 20)
}
