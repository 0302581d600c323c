//! Plain tables: columns as wide as their widest cell; where a width is given, wide columns are wrapped, and where even that does not help,
//! each row becomes a block of lines.

use unicode_width::UnicodeWidthStr;

/// Blanks between columns.
const GAP: usize = 2;

/// A word longer than this may be broken when a column must shrink.
const LONGEST_WORD: usize = 22;

/// Lays out heads and rows; the first line is that of the heads. `room` is the width to keep to, if any.
pub fn lay_out(heads: &[&str], rows: &[Vec<String>], room: Option<usize>) -> Vec<String> {
    let natural: Vec<usize> = (0..heads.len())
        .map(|column| rows.iter().map(|row| row[column].width()).chain([heads[column].width()]).max().unwrap_or(0))
        .collect();
    let heads_row: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let Some(room) = room.filter(|room| total(&natural) > *room) else {
        return std::iter::once(&heads_row).chain(rows).flat_map(|row| wrapped(row, &natural)).collect();
    };
    match shrink(heads, rows, natural, room) {
        Some(widths) => std::iter::once(&heads_row).chain(rows).flat_map(|row| wrapped(row, &widths)).collect(),
        None => blocks(heads, rows, room),
    }
}

fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// Widths that fit, taken from the widest column first; `None` where even the longest words do not fit.
fn shrink(heads: &[&str], rows: &[Vec<String>], mut widths: Vec<usize>, room: usize) -> Option<Vec<usize>> {
    let least: Vec<usize> = (0..heads.len())
        .map(|column| {
            let words = rows.iter().flat_map(|row| row[column].split_whitespace()).map(|word| word.width().min(LONGEST_WORD));
            words.chain([heads[column].width()]).max().unwrap_or(0)
        })
        .collect();
    if total(&least) > room {
        return None;
    }
    while total(&widths) > room {
        let widest = (0..widths.len()).filter(|&c| widths[c] > least[c]).max_by_key(|&c| (widths[c], c))?;
        widths[widest] -= 1;
    }
    Some(widths)
}

/// The lines of one row.
fn wrapped(cells: &[String], widths: &[usize]) -> Vec<String> {
    let columns: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, &width)| wrap(cell, width)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(1).max(1);
    (0..height)
        .map(|n| {
            let mut line = String::new();
            for (at, (column, &width)) in columns.iter().zip(widths).enumerate() {
                let cell = column.get(n).map_or("", String::as_str);
                line.push_str(cell);
                if at + 1 < columns.len() {
                    line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + GAP));
                }
            }
            line.trim_end().to_owned()
        })
        .collect()
}

/// A text in lines of at most `width` columns, broken at blanks; words that are longer are broken where they must.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    if text.width() <= width {
        return vec![text.to_owned()];
    }
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if !line.is_empty() && line.width() + wide > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Each row as lines of "head: cell", empty cells left out, rows apart by an empty line; the first line names the heads all the same.
fn blocks(heads: &[&str], rows: &[Vec<String>], room: usize) -> Vec<String> {
    let widest = heads.iter().map(|head| head.width()).max().unwrap_or(0);
    let mut out = wrap(&heads.join(", "), room);
    out = vec![out.join(" ")];
    for row in rows {
        out.push(String::new());
        for (head, cell) in heads.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let indent = widest + GAP;
            for (n, line) in wrap(cell, room.saturating_sub(indent).max(10)).into_iter().enumerate() {
                let mark = if n == 0 { *head } else { "" };
                out.push(format!("{mark}{}{line}", " ".repeat(indent.saturating_sub(mark.width()))));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&[&str]]) -> Vec<Vec<String>> {
        cells.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn wide_letters_keep_columns_aligned() {
        let lines = lay_out(&["name", "side"], &rows(&[&["和平会议", "A"], &["talks", "B"]]), None);
        assert_eq!(lines, ["name      side", "和平会议  A", "talks     B"]);
    }

    #[test]
    fn the_widest_column_is_wrapped_first() {
        let lines = lay_out(&["id", "what"], &rows(&[&["a1", "one two three four five"]]), Some(16));
        assert_eq!(lines, ["id  what", "a1  one two", "    three four", "    five"]);
    }

    #[test]
    fn nothing_is_wider_than_the_room() {
        let table = rows(&[
            &["f938f9d899ef01417", "a long tale of two cities and more", "2031-07-21/2031-07-27"],
            &["f2", "短い話短い話短い話", ""],
        ]);
        for room in [30, 44, 60, 80] {
            for line in lay_out(&["id", "what", "when"], &table, Some(room)) {
                assert!(line.width() <= room, "{room}: {line}");
            }
        }
    }
}
