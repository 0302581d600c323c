//! GraphML, read by roxmltree.

use crate::house::text;
use roxmltree::{Document, Node};
use std::collections::BTreeSet;

const GRAPHML: &str = "http://graphml.graphdrawing.org/xmlns";

fn all<'d>(document: &'d Document<'_>, name: &str) -> Vec<Node<'d, 'd>> {
    document.descendants().filter(|node| node.has_tag_name((GRAPHML, name))).collect()
}

/// Every edge ends in nodes, every datum has a declared key.
fn check(text: &str) {
    let document = Document::parse(text).expect("XML");
    let nodes: BTreeSet<&str> = all(&document, "node").iter().filter_map(|n| n.attribute("id")).collect();
    let keys: BTreeSet<&str> = all(&document, "key").iter().filter_map(|n| n.attribute("id")).collect();
    assert_eq!(nodes.len(), all(&document, "node").len(), "ids of nodes are unique");
    for edge in all(&document, "edge") {
        assert!(nodes.contains(edge.attribute("source").expect("a source")));
        assert!(nodes.contains(edge.attribute("target").expect("a target")));
    }
    assert!(all(&document, "data").iter().all(|data| keys.contains(data.attribute("key").expect("a key"))));
}

#[test]
fn actors_are_tied_by_facts() {
    let text = text("graphml-actors");
    check(&text);
    let document = Document::parse(&text).expect("XML");
    let edges: Vec<_> = all(&document, "edge")
        .iter()
        .map(|e| (e.attribute("source").expect("there"), e.attribute("target").expect("there"), e.attribute("directed").expect("there")))
        .map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()))
        .collect();
    let edge = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(edges, [edge("ruritania", "graustark", "true"), edge("graustark", "ruritania", "false")]);
}

#[test]
fn reports_lean_on_origins_that_were_not_read() {
    let text = text("graphml-derivation");
    check(&text);
    let document = Document::parse(&text).expect("XML");
    let nodes: Vec<&str> = all(&document, "node").iter().filter_map(|n| n.attribute("id")).collect();
    assert_eq!(nodes, ["r,1", "r2", "origin:Zenda Wire"]);
}
