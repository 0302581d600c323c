//! Where a text mentions an outlet that the lexicon knows.

use crate::phrases::Phrases;
use lexicon::Outlet;
use model::Span;
use std::sync::LazyLock;

/// A mention of an outlet.
#[derive(Clone, Copy, Debug)]
pub struct OutletMention {
    /// Bytes of the name.
    pub span: Span,
    /// The outlet.
    pub outlet: &'static Outlet,
}

static FINDER: LazyLock<Option<(Phrases, Vec<&'static Outlet>)>> = LazyLock::new(|| {
    let forms = || {
        let names =
            lexicon::outlets().iter().flat_map(|o| std::iter::once(&o.name).chain(&o.names).chain(&o.domains).map(move |form| (*form, o)));
        names.filter(|(form, _)| !form.starts_with("the "))
    };
    Some((Phrases::new(forms().map(|(form, _)| form), false)?, forms().map(|(_, outlet)| outlet).collect()))
});

/// Every mention of a known outlet in `text`, from left to right: whole words in the capitals of the table. Names that are words of other
/// use too ("Time", "AA") are among them: the caller asks for words of citing around them.
pub fn mentions(text: &str) -> impl Iterator<Item = OutletMention> + '_ {
    FINDER.iter().flat_map(move |(finder, outlets)| {
        finder.find_iter(text.as_bytes()).filter_map(move |hit| {
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let whole = !word(text[..hit.start()].chars().next_back()) && !word(text[hit.end()..].chars().next());
            let outlet = outlets.get(hit.pattern().as_usize())?;
            whole.then_some(OutletMention { span: Span::new(hit.start(), hit.end()), outlet })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_as_whole_words() {
        let text = "Agence France-Presse and the BBC’s envoy (AFP) in Reutersville.";
        let found: Vec<_> = mentions(text).map(|m| (m.span.of(text), m.outlet.name)).collect();
        assert_eq!(found, [("Agence France-Presse", "Agence France-Presse"), ("BBC", "BBC"), ("AFP", "Agence France-Presse")]);
    }
}
