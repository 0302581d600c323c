//! The brief and the record in the forms of other programs, under the filters of the address.

use super::ask::{Ask, Fault, Reply};
use maud::html;
use publish::brief::{Material, compose_with};
use publish::export;
use publish::wording::upper_first;

/// The list of forms.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let filtered = !ask.query.carried().is_empty();
    let body = html! {
        header.head {
            h1 { "Downloads" }
            p.lede { "The record in the forms of other programs" @if filtered { ", reduced by the filters you have set. " a href="/downloads" { "Without filters" } } "." }
        }
        dl.downloads {
            dt { a href=(ask.to("/brief")) { "Brief" } } dd { "The state of play on a page that prints on paper." }
            @for format in export::FORMATS { dt { a href=(ask.to(&format!("/export/{}", format.name))) { (format.title) } " " span.faint { "." (format.ending) } } dd { (upper_first(format.about)) "." } }
        }
        p.faint { "The same addresses can be subscribed to, as calendars and feeds." }
    };
    ask.page("Downloads", body)
}

/// The brief as a page of its own.
pub fn brief(ask: &Ask) -> Result<Reply, Fault> {
    understood(ask)?;
    let (record, index) = ask.view.record();
    let brief = compose_with(Material { record, texts: ask.snapshot.texts(), as_of: None }, index);
    // The brief brings its own style; it stands alone so that it prints as it is. Its style is the only one of ours inside a page.
    Ok(Reply::Styled(publish::brief::html(&brief)))
}

/// One form.
pub fn export(ask: &Ask, name: &str) -> Result<Reply, Fault> {
    understood(ask)?;
    let format = export::format(name).ok_or_else(|| Fault::not_found("There is no such form; see the list of downloads."))?;
    let dossier = ask.house.reader();
    let title = ask.house.name();
    let address = ask.base.as_ref().map(|base| format!("{base}{}", ask.here_with(&[])));
    let view = export::View {
        record: ask.view.record().0,
        whole: ask.snapshot.record(),
        filter: &ask.query.filter,
        process: ask.query.process.as_deref(),
        texts: ask.snapshot.texts(),
        source: &*dossier,
        title: &title,
        base: ask.base.as_deref(),
        address: address.as_deref(),
        as_of: None,
    };
    let mut bytes = Vec::new();
    let written = format.write(&view, &mut bytes);
    written.map_err(|error| Fault { status: axum::http::StatusCode::INTERNAL_SERVER_ERROR, detail: error.to_string() })?;
    Ok(Reply::File { media_type: format.media_type.to_owned(), name: format!("{title}.{}", format.ending), bytes })
}

/// A sheet or a file cannot tell that a filter was left out: it is not made then.
fn understood(ask: &Ask) -> Result<(), Fault> {
    match ask.query.problems.first() {
        Some(problem) => Err(Fault::wrong(format!("{problem}. Nothing was made, so that nobody takes it for filtered."))),
        None => Ok(()),
    }
}
