//! The keys: a page, and the content of the drawer when `?` is pressed.

use super::ask::{Ask, Fault, Reply};
use maud::html;

/// Keys by where they work.
const KEYS: &[(&str, &[(&str, &str)])] = &[
    (
        "Everywhere",
        &[
            ("/", "search"),
            ("?", "this list"),
            ("Tab, Enter", "from link to link; open the evidence of a line"),
            ("Esc", "close the evidence, back to the line"),
        ],
    ),
    ("Timeline", &[("+", "closer"), ("-", "wider"), ("[", "earlier"), ("]", "later")]),
    (
        "Review",
        &[
            ("j", "next"),
            ("k", "back"),
            ("a", "accept"),
            ("r", "reject"),
            ("e", "look and edit"),
            ("m", "merge with another fact, or split"),
            ("u", "undo the last ruling"),
        ],
    ),
];

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let body = html! {
        header.head { h1 { "Keys" } p.lede { "Everything can be reached with Tab and Enter; these are shorter." } }
        @for (place, keys) in KEYS {
            section {
                h2 { (place) }
                dl.keys-list { @for (key, what) in *keys { dt { @for (at, one) in key.split(", ").enumerate() { @if at > 0 { ", " } kbd { (one) } } } dd { (what) } } }
            }
        }
    };
    ask.page("Keys", body)
}
