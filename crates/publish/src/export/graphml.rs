//! GraphML: who dealt with whom, and which report rests on which. Read by Gephi, yEd, Cytoscape, igraph and networkx.

use super::xml::{element, writer};
use super::{Result, View};
use model::{Fact, FieldKey};
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Attributes of nodes and edges: id, what they belong to, type.
type Keys = &'static [(&'static str, &'static str, &'static str)];

const ACTOR_KEYS: Keys = &[
    ("label", "node", "string"),
    ("kind", "node", "string"),
    ("side", "node", "string"),
    ("fact", "edge", "string"),
    ("event", "edge", "string"),
    ("status", "edge", "string"),
    ("edtf", "edge", "string"),
    ("reports", "edge", "int"),
    ("roots", "edge", "int"),
    ("summary", "edge", "string"),
];

const DERIVATION_KEYS: Keys = &[
    ("label", "node", "string"),
    ("kind", "node", "string"),
    ("outlet", "node", "string"),
    ("published", "node", "string"),
    ("root", "node", "string"),
    ("relation", "edge", "string"),
    ("score", "edge", "double"),
];

/// Actors as nodes; an edge for each fact from every actor that acts to every actor acted on, undirected between those who take part.
pub fn actors(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let told = view.told();
    let mut graph = Graph::open(out, "actors", "directed", ACTOR_KEYS)?;
    let by_name: BTreeMap<&str, &str> = view.record.actors.iter().map(|a| (a.name.as_str(), a.id.as_str())).collect();
    let edges: Vec<(&Fact, Vec<(&str, &str)>, bool)> = view.record.facts.iter().filter_map(|fact| ties(fact)).collect();
    for actor in &view.record.actors {
        let side = actor.side.as_deref().unwrap_or_default();
        graph.node(&actor.id, &[("label", &actor.name), ("kind", actor.kind.name()), ("side", side)])?;
    }
    // Roles may name who is no known actor: the words of the report. They are nodes of their own, said to be words.
    let unlisted: BTreeSet<&str> =
        edges.iter().flat_map(|(_, pairs, _)| pairs).flat_map(|(a, b)| [*a, *b]).filter(|name| !by_name.contains_key(name)).collect();
    for name in &unlisted {
        graph.node(&format!("words:{name}"), &[("label", name), ("kind", "words of a report")])?;
    }
    let node = |name: &str| by_name.get(name).map_or_else(|| format!("words:{name}"), |id| (*id).to_owned());
    for (fact, pairs, directed) in &edges {
        for (n, (from, to)) in pairs.iter().enumerate() {
            let (edtf, reports, roots) = (fact.envelope.edtf(), fact.reports.to_string(), fact.roots.to_string());
            let data = [
                ("fact", fact.id.as_str()),
                ("event", fact.kind.name()),
                ("status", fact.status.name()),
                ("edtf", &edtf),
                ("reports", &reports),
                ("roots", &roots),
                ("summary", &told.fact(fact)),
            ];
            graph.edge(&format!("{}-{n}", fact.id), &node(from), &node(to), *directed, &data)?;
        }
    }
    graph.close()
}

/// The pairs of actors that a fact ties, and whether from the first to the second.
fn ties(fact: &Fact) -> Option<(&Fact, Vec<(&str, &str)>, bool)> {
    use FieldKey as F;
    let named = |keys: &[FieldKey]| -> BTreeSet<&str> { keys.iter().flat_map(|&key| fact.fields.texts(key)).collect() };
    let from = named(&[F::Proposer, F::By, F::Holder]);
    let to = named(&[F::Addressee, F::Target, F::Beneficiary]);
    let pairs: Vec<(&str, &str)> = from.iter().flat_map(|a| to.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b).collect();
    if !pairs.is_empty() {
        return Some((fact, pairs, true));
    }
    let together: Vec<&str> = named(&[F::Participants]).into_iter().collect();
    let pairs: Vec<(&str, &str)> = together.iter().enumerate().flat_map(|(n, a)| together[n + 1..].iter().map(move |b| (*a, *b))).collect();
    (!pairs.is_empty()).then_some((fact, pairs, false))
}

/// Reports and the origins that nobody here has read as nodes; an edge from each report to what it leans on.
pub fn derivation(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let mut graph = Graph::open(out, "derivation", "directed", DERIVATION_KEYS)?;
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for report in &view.record.reports {
        known.insert(&report.id);
        let published = report.published.as_ref().map(|p| p.envelope.edtf()).unwrap_or_default();
        let title = report.title.as_deref().unwrap_or(&report.id);
        let outlet = report.outlet.as_deref().unwrap_or_default();
        graph.node(
            &report.id,
            &[("label", title), ("kind", "report"), ("outlet", outlet), ("published", &published), ("root", &report.root)],
        )?;
    }
    let roots = view.record.reports.iter().map(|report| report.root.as_str());
    let ends = view.record.derivations.iter().flat_map(|edge| [edge.from.as_str(), edge.to.as_str()]);
    let unread: BTreeSet<&str> = roots.chain(ends).filter(|id| !known.contains(id)).collect();
    for id in unread {
        graph.node(id, &[("label", id.strip_prefix("origin:").unwrap_or(id)), ("kind", "origin that was not read")])?;
    }
    for (n, edge) in view.record.derivations.iter().enumerate() {
        let score = format!("{:.3}", edge.score);
        graph.edge(&format!("d{n}"), &edge.from, &edge.to, true, &[("relation", edge.relation.name()), ("score", &score)])?;
    }
    graph.close()
}

struct Graph<'o> {
    xml: Writer<&'o mut dyn Write>,
}

impl<'o> Graph<'o> {
    fn open(out: &'o mut dyn Write, id: &str, direction: &str, keys: Keys) -> Result<Graph<'o>> {
        let mut xml = writer(out)?;
        let namespace = [("xmlns", "http://graphml.graphdrawing.org/xmlns")];
        xml.write_event(Event::Start(BytesStart::new("graphml").with_attributes(namespace)))?;
        for (key, of, kind) in keys {
            element(&mut xml, "key", &[("id", key), ("for", of), ("attr.name", key), ("attr.type", kind)], "")?;
        }
        xml.write_event(Event::Start(BytesStart::new("graph").with_attributes([("id", id), ("edgedefault", direction)])))?;
        Ok(Graph { xml })
    }

    fn node(&mut self, id: &str, data: &[(&str, &str)]) -> Result<()> {
        self.xml.write_event(Event::Start(BytesStart::new("node").with_attributes([("id", super::xml::clean(id).as_ref())])))?;
        self.data(data)?;
        self.xml.write_event(Event::End(BytesEnd::new("node")))?;
        Ok(())
    }

    fn edge(&mut self, id: &str, from: &str, to: &str, directed: bool, data: &[(&str, &str)]) -> Result<()> {
        let (from, to) = (super::xml::clean(from), super::xml::clean(to));
        let directed = if directed { "true" } else { "false" };
        let attributes = [("id", id), ("source", &from), ("target", &to), ("directed", directed)];
        self.xml.write_event(Event::Start(BytesStart::new("edge").with_attributes(attributes)))?;
        self.data(data)?;
        self.xml.write_event(Event::End(BytesEnd::new("edge")))?;
        Ok(())
    }

    fn data(&mut self, data: &[(&str, &str)]) -> Result<()> {
        for (key, value) in data.iter().filter(|(_, value)| !value.is_empty()) {
            element(&mut self.xml, "data", &[("key", key)], value)?;
        }
        Ok(())
    }

    fn close(mut self) -> Result<()> {
        self.xml.write_event(Event::End(BytesEnd::new("graph")))?;
        self.xml.write_event(Event::End(BytesEnd::new("graphml")))?;
        self.xml.into_inner().write_all(b"\n")?;
        Ok(())
    }
}
