//! The model learned from free data alone, which is built in without the feature `by-sa-models`: it loads and reads, in every build.

use language::{Engine, Models, Scratch};
use model::{EntityKind, Span, Upos};

#[test]
fn the_free_model_reads_a_sentence() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models/english-free.bin");
    let bytes = std::fs::read(file).expect("the model is there");
    let engine = Engine::new(Models::from_bytes(&bytes).expect("the model is whole")).with_english_words();
    let text = "The president met the ministers in Norway on Monday. They agreed to talk again.";
    let analysis = engine.analyse(text, &[Span::new(0, text.len())], &mut Scratch::default());
    assert_eq!(analysis.sentences.len(), 2);
    let token = |form: &str| analysis.sentences[0].tokens.iter().find(|t| t.span.of(text) == form).expect(form);
    assert_eq!((token("met").upos, token("met").lemma.as_str(), token("met").head), (Upos::Verb, "meet", 0));
    assert_eq!((token("president").deprel.as_str(), token("president").head), ("nsubj", 3));
    assert_eq!(token("ministers").lemma, "minister");
    assert!(analysis.names.iter().any(|n| n.span.of(text) == "Norway" && n.kind == EntityKind::Place));
    // A file cut short is no model.
    assert!(Models::from_bytes(&bytes[..bytes.len() / 2]).is_none());
}
