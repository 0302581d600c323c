//! Annotates actors alone: `{"id", "text"}` lines in, `{"id", "text", "entities"}` lines out (offsets in code points), as the scorers of names and
//! coreference read them.

use model::{Body, CodePoints, EntityKind, NameSpan, Report, Span};
use std::io::BufRead;

fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(input) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        let text = input.get("text").and_then(|t| t.as_str()).unwrap_or("");
        let article = article::judge(&Report { body: Body::Plain(text.to_owned()), ..Report::default() });
        let ranges: Vec<Span> = article.blocks.iter().filter(|b| b.kind.is_read()).map(|b| b.span).collect();
        let analysis = language::Engine::english().analyse(&article.text, &ranges, &mut language::Scratch::default());
        let kind = |name: &str| EntityKind::ALL.iter().copied().find(|k| k.name() == name).unwrap_or(EntityKind::Other);
        let names = analysis.names.iter().map(|n| NameSpan { span: n.span, kind: kind(n.kind.name()) }).collect();
        let reading = read::read(article, analysis.sentences, names);
        let points = CodePoints::new(&reading.article.text);
        let entities: Vec<_> = reading
            .mentions
            .iter()
            .map(|m| {
                let (start, end) = points.span(m.span);
                serde_json::json!({"start": start, "end": end, "kind": m.kind, "mention": m.form, "actor": m.actor, "name": m.name})
            })
            .collect();
        println!("{}", serde_json::json!({"id": input.get("id"), "text": text, "entities": entities}));
    }
}
