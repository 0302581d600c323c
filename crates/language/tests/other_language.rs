//! The engine is not English by construction: the same trainer learns German from a small treebank written here, multi-word tokens included.

use language::train::{Data, Options, Schedule, train};
use language::treebank::read_conllu;
use language::{Engine, Models, Scratch};
use model::{Span, Upos};

const NOUNS: [(&str, &str, &str); 8] = [
    ("der", "Minister", "Minister"),
    ("die", "Botschafterin", "Botschafterin"),
    ("der", "Präsident", "Präsident"),
    ("die", "Delegation", "Delegation"),
    ("der", "Vermittler", "Vermittler"),
    ("die", "Kommission", "Kommission"),
    ("der", "Unterhändler", "Unterhändler"),
    ("die", "Regierung", "Regierung"),
];
const VERBS: [(&str, &str); 5] =
    [("trifft", "treffen"), ("begrüßt", "begrüßen"), ("empfängt", "empfangen"), ("lobt", "loben"), ("warnt", "warnen")];
const PLACES: [&str; 4] = ["Palast", "Hotel", "Parlament", "Rathaus"];

/// "Der Minister trifft die Delegation im Palast." in CoNLL-U.
fn sentence(subject: usize, verb: usize, object: usize, place: usize) -> String {
    let ((det, noun, lemma), (article, other, other_lemma)) = (NOUNS[subject], NOUNS[object]);
    let capital = if det == "der" { "Der" } else { "Die" };
    let accusative = if article == "der" { "den" } else { "die" };
    let (form, infinitive) = VERBS[verb];
    format!(
        "1\t{capital}\tder\tDET\tART\t_\t2\tdet\t_\t_\n2\t{noun}\t{lemma}\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n\
         3\t{form}\t{infinitive}\tVERB\tVVFIN\t_\t0\troot\t_\t_\n4\t{accusative}\tder\tDET\tART\t_\t5\tdet\t_\t_\n\
         5\t{other}\t{other_lemma}\tNOUN\tNN\t_\t3\tobj\t_\t_\n6-7\tim\t_\t_\t_\t_\t_\t_\t_\t_\n\
         6\tin\tin\tADP\tAPPR\t_\t8\tcase\t_\t_\n7\tdem\tder\tDET\tART\t_\t8\tdet\t_\t_\n\
         8\t{0}\t{0}\tNOUN\tNN\t_\t3\tobl\t_\tSpaceAfter=No\n9\t.\t.\tPUNCT\t$.\t_\t3\tpunct\t_\t_\n\n",
        PLACES[place]
    )
}

#[test]
fn german_is_learned_from_a_small_treebank() {
    let mut treebank = String::from("# newdoc\n");
    for n in 0..240 {
        let (subject, object) = (n % 8, (n / 3 + 1 + n % 5) % 8);
        // The governing party never praises the ambassador in the training data.
        if (subject, object) != (7, 1) {
            treebank.push_str(&sentence(subject, n % 5, object, n / 7 % 4));
        }
    }
    let data = Data { documents: read_conllu(&treebank), ..Data::default() };
    let schedule = Schedule { epochs: 12, batch: 100, rate: 0.01, dropout: 0.1, word_dropout: 0.1, seed: 3 };
    let options = Options { least: 2, width: 32, layers: 1, arc: 16, roles: Default::default(), schedule };
    let models = train(&data, &options, &mut |_| {});
    let again = Models::from_bytes(&models.to_bytes()).expect("the file is whole");
    assert_eq!(again.to_bytes(), models.to_bytes(), "written, read and written again");
    let engine = Engine::new(again);
    let text = "Die Regierung lobt die Botschafterin im Hotel. Der Präsident trifft den Minister im Rathaus.";
    let analysis = engine.analyse(text, &[Span::new(0, text.len())], &mut Scratch::default());
    assert_eq!(analysis.sentences.len(), 2);
    let first = &analysis.sentences[0];
    let forms: Vec<&str> = first.tokens.iter().map(|t| t.span.of(text)).collect();
    assert_eq!(forms, ["Die", "Regierung", "lobt", "die", "Botschafterin", "i", "m", "Hotel", "."]);
    let heads: Vec<u16> = first.tokens.iter().map(|t| t.head).collect();
    assert_eq!(heads, [2, 3, 0, 5, 3, 8, 8, 3, 3]);
    let relations: Vec<&str> = first.tokens.iter().map(|t| t.deprel.as_str()).collect();
    assert_eq!(relations, ["det", "nsubj", "root", "det", "obj", "case", "det", "obl", "punct"]);
    assert_eq!(first.tokens[2].upos, Upos::Verb);
    assert_eq!(first.tokens[2].lemma, "loben");
    assert_eq!(analysis.sentences[1].tokens[3].lemma, "der");
    // Same data and options, same model.
    assert_eq!(train(&data, &options, &mut |_| {}).to_bytes(), models.to_bytes());
}
