//! Place lines that open a paragraph: "WASHINGTON (AP) — Kenya …" is a dateline and the sentence behind it, which a parser would read as one.

use crate::dates;
use model::{Block, BlockKind, Span};

/// Cuts the place line off body paragraphs that open with one: the dateline becomes a block of its own. A place line with a date is cut only where
/// the report's day is known (`dated`): else its date is read with the text, to find that day.
pub fn split(text: &str, blocks: Vec<Block>, dated: bool) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len() + 1);
    for block in blocks {
        match end(block.span.of(text), dated).filter(|_| block.kind == BlockKind::Body) {
            Some((line, body)) => {
                let start = block.span.start as usize;
                out.push(Block { span: Span::new(start, start + line), kind: BlockKind::Dateline });
                out.push(Block { span: Span::new(start + body, block.span.end as usize), kind: BlockKind::Body });
            }
            None => out.push(block),
        }
    }
    out
}

/// Where the place line ends and where the sentence begins; `None` where the paragraph opens with none.
fn end(paragraph: &str, dated: bool) -> Option<(usize, usize)> {
    let (at, dash) = [" - ", " – ", " — ", " -- ", "— "]
        .iter()
        .filter_map(|dash| paragraph.find(dash).map(|at| (at, *dash)))
        .min_by_key(|&(at, dash)| (at, std::cmp::Reverse(dash.len())))?;
    let line = paragraph.get(..at)?;
    let rest = paragraph.get(at + dash.len()..)?;
    let body = at + dash.len() + (rest.len() - rest.trim_start().len());
    let opens = rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '\''));
    let with_date = dated && has_date(line);
    if at > 60
        || !with_date && line.chars().any(|c| c.is_ascii_digit() || matches!(c, '.' | ':' | '?' | '!' | '"' | '“')) && !line.ends_with(')')
        || !opens
    {
        return None;
    }
    let agency = line.trim_end().ends_with(')') && line.contains('(');
    let place = line.split(['(', ',']).next().unwrap_or_default().trim();
    let words = place.split_whitespace().count();
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters >= 4 && !place.chars().any(char::is_lowercase) && (letters >= 5 || agency || line.contains(','));
    let named = agency && words <= 3 && place.split_whitespace().all(|w| w.starts_with(char::is_uppercase));
    let digits = line.chars().any(|c| c.is_ascii_digit()) && !with_date;
    (words <= 4 && !digits && (capitals || named)).then_some((line.trim_end().len(), body))
}

/// Whether all that stands between the place and the agency is a day: "GENEVA, Sept. 30, 2031 (…)", "Geneva, 3 June".
fn has_date(line: &str) -> bool {
    let Some((_, behind)) = line.split_once(',') else { return false };
    let behind = behind.split('(').next().unwrap_or_default();
    let words = || behind.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let number = |word: &str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    words().any(number)
        && words().any(|word| dates::month(word).is_some())
        && words().all(|word| number(word) || dates::month(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(paragraph: &str) -> Option<(&str, &str)> {
        end(paragraph, false).map(|(line, body)| (&paragraph[..line], &paragraph[body..]))
    }

    #[test]
    fn place_lines_are_cut_off() {
        assert_eq!(cut("NAIROBI (AP) — The ministers met."), Some(("NAIROBI (AP)", "The ministers met.")));
        assert_eq!(cut("ADDIS ABABA – “We met,” he said."), Some(("ADDIS ABABA", "“We met,” he said.")));
        assert_eq!(cut("Paris (Reuters) - Envoys left."), Some(("Paris (Reuters)", "Envoys left.")));
        assert_eq!(cut("TIRANA, Albania (AP) -- Parliament sat."), Some(("TIRANA, Albania (AP)", "Parliament sat.")));
    }

    #[test]
    fn dated_ones_are_cut_where_the_day_is_known() {
        let paragraph = "BEL AIR, Sept. 30, 2031 (Coast Wire) - The pilots met.";
        assert_eq!(end(paragraph, false), None);
        assert_eq!(
            end(paragraph, true).map(|(line, body)| (&paragraph[..line], &paragraph[body..])),
            Some(("BEL AIR, Sept. 30, 2031 (Coast Wire)", "The pilots met."))
        );
        assert_eq!(end("On Monday, 30 ships - all of them tankers - left.", true), None);
    }

    #[test]
    fn sentences_with_a_dash_are_not() {
        assert_eq!(cut("NATO - which met on Monday - said no."), None);
        assert_eq!(cut("The talks - the third this year - failed."), None);
        assert_eq!(cut("UN — No."), None);
        assert_eq!(cut("No dash at all here."), None);
    }

    #[test]
    fn blocks_stay_in_order_and_lose_nothing_but_the_dash() {
        let text = "NAIROBI (AP) — They met.\nThey left.";
        let line = text.find('\n').expect("two lines");
        let blocks = vec![
            Block { span: Span::new(0, line), kind: BlockKind::Body },
            Block { span: Span::new(line + 1, text.len()), kind: BlockKind::Body },
        ];
        let cut = split(text, blocks, false);
        let got: Vec<(&str, BlockKind)> = cut.iter().map(|b| (b.span.of(text), b.kind)).collect();
        assert_eq!(got, [("NAIROBI (AP)", BlockKind::Dateline), ("They met.", BlockKind::Body), ("They left.", BlockKind::Body)]);
    }
}
